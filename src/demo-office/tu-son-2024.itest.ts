import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../libs/working-calendar/index.js';
import { startTestApp, type TestApp } from '../../test/setup/test-app.js';
import { OrganisationDirectory } from '../modules/organisation/index.js';
import { rows } from '../platform/database/rows.js';
import { loadDataSet } from './index.js';

describe('the city of 2024, in its own time', () => {
  let office: TestApp;
  let directory: OrganisationDirectory;

  beforeAll(async () => {
    office = await startTestApp({ worker: false, at: new Date('2024-04-16T08:00:00+07:00') });
    directory = office.app.get(OrganisationDirectory, { strict: false });
    await loadDataSet(office.app, 'tu-son-2024', { signing: [] });
  }, 120_000);
  afterAll(() => office.close());

  it('holds Plan No. 150/KH-UBND: 85% at the city, 80% and more at the wards', async () => {
    const [plan] = await rows<{ symbol: string; issued: string; content: { targets: unknown[] } }>(
      office.db,
      `SELECT symbol, issued_on::text AS issued, content FROM plans.plan`,
    );
    expect(plan).toMatchObject({ symbol: '150/KH-UBND', issued: '2023-12-29' });
    expect(plan?.content.targets).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'K3',
          conditions: [expect.objectContaining({ operator: '>=', value: '85', level: 'city' })],
        }),
        expect.objectContaining({
          code: 'K4',
          conditions: [expect.objectContaining({ operator: '>=', value: '80', level: 'commune' })],
        }),
      ]),
    );
  });

  it('knows the city until 30/6/2025 and its four successors from the day after', async () => {
    const city = await directory.findAgencyByCode(office.db, 'ubnd-ts');
    const id = city?.id ?? '';
    await expect(
      directory.requireStanding(office.db, id, localDate('2025-06-30')),
    ).resolves.toMatchObject({ shortName: 'UBND thành phố' });
    await expect(
      directory.requireStanding(office.db, id, localDate('2025-07-01')),
    ).rejects.toMatchObject({ code: 'organisation.unit-ended' });
    expect(await directory.successorsOf(office.db, id)).toHaveLength(4);

    const today = await directory.listAgencies(office.db);
    const later = await directory.listAgencies(office.db, { on: localDate('2025-07-01') });
    expect(today.map(({ code }) => code)).toContain('p-dong-ngan');
    expect(later.map(({ code }) => code)).toEqual([
      'p-tu-son',
      'p-tam-son-moi',
      'p-dong-nguyen-moi',
      'p-phu-khe-moi',
    ]);
  });

  it('sums the wards before the merger to the sums of their successors', async () => {
    const sums = await rows<{ month: string; online: string; eligible: string }>(
      office.db,
      `SELECT report.period AS month,
              sum(figure.value) FILTER (WHERE figure.key = 'dossiersOnline') AS online,
              sum(figure.value) FILTER (WHERE figure.key = 'dossiersEligible') AS eligible
       FROM plans.unit_report report
       JOIN plans.figure ON figure.report_id = report.id
       JOIN organisation.unit_succession succession ON succession.predecessor_id = report.unit_id
       GROUP BY report.period ORDER BY 1`,
    );
    const all = await rows<{ month: string; online: string; eligible: string }>(
      office.db,
      `SELECT report.period AS month,
              sum(figure.value) FILTER (WHERE figure.key = 'dossiersOnline') AS online,
              sum(figure.value) FILTER (WHERE figure.key = 'dossiersEligible') AS eligible
       FROM plans.unit_report report
       JOIN plans.figure ON figure.report_id = report.id
       JOIN organisation.unit ON unit.id = report.unit_id
       WHERE unit.level = 'commune' GROUP BY report.period ORDER BY 1`,
    );
    expect(sums).toEqual(all);
    expect(sums).toHaveLength(3);
  });
});
