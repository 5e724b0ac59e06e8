import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../libs/working-calendar/index.js';
import { OrganisationDirectory } from '../modules/organisation/index.js';
import { rows } from '../platform/database/rows.js';
import { startTestApp, type TestApp } from '../../test/setup/test-app.js';
import { loadDataSet } from './index.js';

describe('the two-tier demo office', () => {
  let office: TestApp;
  let directory: OrganisationDirectory;

  beforeAll(async () => {
    office = await startTestApp({ worker: false });
    directory = office.app.get(OrganisationDirectory, { strict: false });
    const state = await loadDataSet(office.app, 'two-tier', {
      signing: ['p-tu-son'],
      drafts: true,
    });
    expect(state.shift).toEqual({ months: 0, weeks: 0, years: 0 });
  }, 180_000);
  afterAll(() => office.close());

  it('resolves every post to one person on the day of the demo', async () => {
    const doubled = await rows(
      office.db,
      `SELECT unit_id, seat FROM organisation.post
       WHERE daterange(valid_from, valid_to, '[]') @> date '2026-08-24'
       GROUP BY unit_id, seat HAVING count(*) > 1`,
    );
    expect(doubled).toEqual([]);
    for (const agency of await directory.listAgencies(office.db)) {
      if (agency.isExternal || !['people-committee', 'department'].includes(agency.kind)) continue;
      expect([agency.code, await directory.headOf(office.db, agency.id)]).toEqual([
        agency.code,
        expect.objectContaining({ active: true }),
      ]);
      expect(await directory.clerksOf(office.db, agency.id)).not.toEqual([]);
    }
  });

  it('names 63 people; everybody else is invented and nobody has the name of another', async () => {
    const names = await rows<{ name: string; count: string }>(
      office.db,
      'SELECT full_name AS name, count(*) FROM organisation.person GROUP BY full_name HAVING count(*) > 1',
    );
    expect(names).toEqual([]);
  });

  it('lets one clerk keep two registers and one person hold posts in two spaces', async () => {
    const clerk = await directory.findPostByCode(office.db, 'vt-tinh');
    const served = await directory.agenciesServedBy(office.db, clerk?.id ?? '');
    const codes = await Promise.all(
      served.map(async (id) => (await directory.getUnit(office.db, id)).code),
    );
    expect(codes.sort()).toEqual(['bcd-cchc', 'hdnd-tinh', 'ubnd-tinh']);

    const chair = await directory.findPostByCode(office.db, 'ct-ts');
    const posts = await directory.postsOfPerson(office.db, chair?.personId ?? '');
    expect(posts.map(({ code, space }) => [code, space])).toEqual([
      ['ct-ts', 'government'],
      ['pbt-ts', 'party'],
    ]);
  });

  it('opens the province to its twelve wards and communes as one group', async () => {
    const members = await directory.expandGroup(office.db, 'cac-xa-phuong');
    expect(members).toHaveLength(12);
    expect(members.every(({ level }) => level === 'commune')).toBe(true);
  });

  it('finds the city that has ended and names its four successors', async () => {
    const city = await directory.findAgencyByCode(office.db, 'tp-tu-son-cu');
    await expect(
      directory.requireStanding(office.db, city?.id ?? '', localDate('2025-07-01')),
    ).rejects.toMatchObject({
      params: {
        successors:
          'UBND phường Từ Sơn; UBND phường Tam Sơn; UBND phường Đồng Nguyên; UBND phường Phù Khê',
      },
    });
    const before = await directory.listAgencies(office.db, { on: localDate('2025-06-30') });
    expect(before.map(({ code }) => code)).toContain('tp-tu-son-cu');
    expect(before.map(({ code }) => code)).not.toContain('p-tu-son');
  });

  it('keeps the month’s papers: arrivals with their directives, numbers, the voided one explained', async () => {
    const [counts] = await rows<Record<string, string>>(
      office.db,
      `SELECT
         (SELECT count(*) FROM registers.incoming_entry) AS arrivals,
         (SELECT count(*) FROM registers.outgoing_entry) AS issued,
         (SELECT count(*) FROM documents.incoming WHERE state IN ('arrived', 'to-register')) AS desk,
         (SELECT reason FROM registers.voided_number) AS voided`,
    );
    expect(counts).toEqual({
      arrivals: '15',
      issued: '19',
      desk: '3',
      voided: 'văn bản dừng phát hành theo ý kiến Chủ tịch',
    });
    const extended = await rows(
      office.db,
      `SELECT assignment.due_on::text AS due, original_due_on::text AS "first"
       FROM routing.assignment JOIN documents.incoming ON incoming.id = assignment.subject_id
       WHERE incoming.arrival_number = 2611 AND role = 'lead'`,
    );
    expect(extended).toEqual([{ due: '2026-08-26', first: '2026-08-21' }]);
  });

  it('stands where the plan stands on 24 August: three late, one extended', async () => {
    const late = await rows<{ number: string; unit: string }>(
      office.db,
      `SELECT task.number, unit.code AS unit FROM tasks.task
       JOIN organisation.unit ON unit.id = task.agency_id
       WHERE task.source = 'plan' AND task.parent_id IS NULL AND task.due_on IS NOT NULL
         AND (task.state <> 'done' AND task.due_on < '2026-08-24' OR task.done_on > task.due_on)
       ORDER BY 1, 2`,
    );
    expect(late).toEqual([
      { number: 'I.1', unit: 'x-dong-viet' },
      { number: 'III.6', unit: 'p-phu-khe' },
      { number: 'V.1', unit: 'snv' },
    ]);
  });

  it('reviews the month beside the report, with last month’s conclusions and their results', async () => {
    const reviews = await rows(
      office.db,
      `SELECT review.period, review.state, review.symbol, review.arrival_number AS "arrivalNumber",
              count(item.id)::int AS items, count(item.task_id)::int AS begun
       FROM reviews.review LEFT JOIN reviews.conclusion_item item ON item.review_id = review.id
       GROUP BY review.id ORDER BY review.period`,
    );
    expect(reviews).toEqual([
      {
        period: '2026-07',
        state: 'closed',
        symbol: '88-TB/ĐU',
        arrivalNumber: 688,
        items: 3,
        begun: 3,
      },
      {
        period: '2026-08',
        state: 'issued',
        symbol: '97-TB/ĐU',
        arrivalNumber: 796,
        items: 5,
        begun: 1,
      },
    ]);
    const [arrival] = await rows<{ origin: string; state: string }>(
      office.db,
      `SELECT origin_type AS origin, state FROM documents.incoming WHERE arrival_number = 2739`,
    );
    expect(arrival).toEqual({ origin: 'review-conclusion', state: 'submitted' });
  });

  it('has this morning’s drafts where they stand, initialled by those who have passed them', async () => {
    const drafts = await rows<{ state: string; kinds: string }>(
      office.db,
      `SELECT outgoing.state, string_agg(revision.kind, ' ' ORDER BY revision.ordinal)
                FILTER (WHERE revision.kind LIKE 'initial%') AS kinds
       FROM documents.outgoing
       JOIN documents.revision ON revision.document_id = outgoing.id AND revision.voided_at IS NULL
       GROUP BY outgoing.id ORDER BY outgoing.created_at, outgoing.id`,
    );
    const passed = { state: 'awaiting-signature', kinds: 'initial-content initial-form' };
    expect(drafts).toEqual([
      { state: 'form-check', kinds: 'initial-content' },
      { state: 'returned', kinds: null },
      ...[passed, passed, passed, passed],
    ]);
  });

  it('changes nothing when it is loaded again', async () => {
    const count = (): Promise<unknown> =>
      rows(
        office.db,
        `SELECT (SELECT count(*) FROM organisation.post) AS posts,
                (SELECT count(*) FROM registers.number_series) AS series,
                (SELECT count(*) FROM signing.credential) AS credentials,
                (SELECT count(*) FROM documents.revision) AS revisions`,
      );
    const before = await count();
    await loadDataSet(office.app, 'two-tier', { signing: ['p-tu-son'], drafts: true });
    expect(await count()).toEqual(before);
  }, 60_000);
});
