import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  anEmptyOffice,
  aPlanInForce,
  aSentMonth,
  actorIn,
  idOf,
  TU_SON,
} from '../../../test/builders/plans.js';
import { startTestApp, type TestApp } from '../../../test/setup/test-app.js';
import type { Actor } from '../../platform/access/actor.js';
import { rows } from '../../platform/database/rows.js';
import { PeriodClosedError } from './plans.errors.js';
import { GetBoardQuery } from './queries/get-board.query.js';
import { ListClosesQuery } from './queries/list-closes.query.js';
import { snapshotHash } from './domain/snapshot.js';
import { ClosePeriodUseCase } from './use-cases/close-period/close-period.use-case.js';

let office: TestApp;
let planId: string;

beforeAll(async () => {
  office = await startTestApp({ worker: false });
  await anEmptyOffice(office);
  planId = await aPlanInForce(office);
  const unit = 'p-tu-son';
  await aSentMonth(office, {
    planId,
    unit,
    period: '2026-07',
    row: TU_SON.july,
    sentOn: '2026-07-16',
  });
  await aSentMonth(office, {
    planId,
    unit,
    period: '2026-08',
    row: TU_SON.august,
    sentOn: '2026-08-18',
  });
  await aSentMonth(office, {
    planId,
    unit: 'p-bac-giang',
    period: '2026-08',
    row: '415/415 (0) | 3203/4004 | 4079/4116 | 3717/4116 | 1170/1912 | 24-24-24 | 191/191',
    sentOn: '2026-08-17',
  });
  await aSentMonth(office, {
    planId,
    unit: 'p-thuan-thanh',
    period: '2026-08',
    row: '415/415 (0) | 1352/1680 | 1615/1638 | 1410/1638 | 385/690 | 0-0-0 | 190/190',
    sentOn: '2026-08-17',
  });
}, 120_000);

afterAll(() => office.close());

const boardFor = async (actor: Actor, period = '2026-08') =>
  office.app.get(GetBoardQuery).execute(actor, planId, period);

describe('the board', () => {
  it('shows the lights, counts and changes of the ward of the demo', async () => {
    const board = await boardFor(await actorIn(office, 'pct-nc'));
    const row = board.rows.find(({ name }) => name.includes('Từ Sơn'));
    expect(row?.cells.map(({ status }) => status)).toEqual([
      ...['near', 'near', 'met', 'near', 'near', 'unmet', 'met', 'not-due'],
    ]);
    expect(row?.cells[1]).toMatchObject({
      conditions: [
        { numerator: 1902, denominator: 2441, text: '77,92%', source: 'Cổng Dịch vụ công' },
      ],
      trend: { direction: 'down', text: 'Giảm 2,67 điểm %' },
      progress: 'worse',
      previousText: '80,59%',
    });
    expect(row?.report).toMatchObject({ state: 'sent', sentOn: '2026-08-18', lateDays: 1 });
  });

  it('tells not reported, nothing arising and not due apart', async () => {
    const board = await boardFor(await actorIn(office, 'pct-nc'));
    const cells = (name: string) => board.rows.find((row) => row.name.includes(name))?.cells ?? [];
    expect(cells('Đồng Việt').map(({ status }) => status)).toEqual([
      ...Array.from({ length: 7 }, () => 'not-reported'),
      'not-due',
    ]);
    expect(cells('Thuận Thành')[5]?.status).toBe('none');
    expect(cells('Bắc Giang')[1]).toMatchObject({
      status: 'near',
      conditions: [{ text: '80,00%', isRoundedOntoLimit: true }],
    });
    expect(board).toMatchObject({ reporting: 3, total: 12 });
    const missing = board.rows.find((row) => row.name.includes('Đồng Việt'));
    expect(missing?.overdueDays).toBe(6);
  });

  it('sums counts over a level and never averages shares', async () => {
    const { aggregates } = await boardFor(await actorIn(office, 'pct-nc'));
    const cell = aggregates[0]?.cells[1];
    expect(cell?.conditions[0]).toMatchObject({
      numerator: 1902 + 3203 + 1352,
      denominator: 2441 + 4004 + 1680,
    });
  });

  it('shows a ward its own row alone', async () => {
    const board = await boardFor(await actorIn(office, 'ct-ts'));
    expect(board.rows.map(({ name }) => name)).toEqual([expect.stringContaining('Từ Sơn')]);
  });
});

describe('closing a period', () => {
  it('happens once when two press it together, and freezes what was counted', async () => {
    const actor = await actorIn(office, 'ct-ts');
    const party = await idOf(office, 'unit', 'du-tu-son');
    const close = office.app.get(ClosePeriodUseCase);
    const press = (): Promise<string> =>
      close.execute({ actor, planId, period: '2026-08', partyAgencyId: party });
    const pressed = await Promise.allSettled([press(), press()]);
    const refused = pressed.filter((result) => result.status === 'rejected');
    expect(pressed.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(PeriodClosedError);
    const [kept] = await rows<{ id: string; sha256: string }>(
      office.db,
      'SELECT id, sha256 FROM plans.period_close',
    );
    const frozen = await office.app.get(ListClosesQuery).get(kept?.id ?? '');
    expect(snapshotHash(frozen.snapshot)).toBe(kept?.sha256);
    expect(frozen.snapshot.units.map(({ figures }) => figures?.['online'])).toEqual([1902]);
    await expect(
      office.db.query("UPDATE plans.period_close SET snapshot = '{}' WHERE id = $1", [kept?.id]),
    ).rejects.toThrow('keeps its figures');
  });
});
