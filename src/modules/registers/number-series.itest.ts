import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalDate, localDate } from '../../../libs/working-calendar/index.js';
import { startTestApp, type TestApp } from '../../../test/setup/test-app.js';
import { newId } from '../../platform/database/new-id.js';
import { rows } from '../../platform/database/rows.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ExplainGapsQuery } from './queries/explain-gaps.query.js';
import { Registers } from './registers.js';

const CLERKS = 64;
const NUMBERS = 2_000;
const TODAY = localDate('2026-08-24');

class Rollback extends Error {}

describe('numbers', () => {
  let office: TestApp;
  let registers: Registers;
  let unitOfWork: UnitOfWork;
  let agencyId: string;

  beforeAll(async () => {
    office = await startTestApp({ worker: false, env: { DATABASE_POOL: '64' } });
    registers = office.app.get(Registers, { strict: false });
    unitOfWork = office.app.get(UnitOfWork, { strict: false });
  }, 60_000);
  afterAll(() => office.close());
  beforeEach(() => {
    agencyId = newId();
  });

  it('run 1..N without gap or double while 64 clerks take 2,000 and a third roll back at random', async () => {
    let left = NUMBERS;
    const clerk = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        await unitOfWork
          .run(async (tx) => {
            await take(tx, TODAY);
            if (Math.random() < 1 / 3) throw new Rollback();
          })
          .catch((error: unknown) => {
            if (!(error instanceof Rollback)) throw error;
            left += 1;
          });
      }
    };
    await Promise.all(Array.from({ length: CLERKS }, clerk));

    const taken = await rows<{ number: number }>(
      office.db,
      'SELECT number FROM registers.outgoing_entry WHERE agency_id = $1 ORDER BY number',
      [agencyId],
    );
    expect(taken.map(({ number }) => number)).toEqual(
      Array.from({ length: NUMBERS }, (_, index) => index + 1),
    );
    const [series] = await office.app
      .get(ExplainGapsQuery, { strict: false })
      .execute(agencyId, '2026');
    expect(series).toMatchObject({ last: NUMBERS, gaps: [] });
  }, 240_000);

  it('begin again on 1 January, government; go on through the Party term, by type', async () => {
    const government = [localDate('2026-12-31'), localDate('2027-01-01')];
    const numbers = [];
    for (const on of government)
      numbers.push(
        await unitOfWork.run((tx) => take(tx, on)),
        await unitOfWork.run((tx) => take(tx, on)),
      );
    expect(numbers).toEqual([1, 2, 1, 2]);

    const party = [];
    for (const [on, typeCode] of [
      ['2026-12-31', 'notice'],
      ['2026-12-31', 'resolution'],
      ['2027-01-01', 'notice'],
    ] as const)
      party.push(
        await unitOfWork.run((tx) => take(tx, localDate(on), { space: 'party', typeCode })),
      );
    expect(party).toEqual([1, 1, 2]);
  });

  it('go on from the book that was kept before, and explain what was voided', async () => {
    await unitOfWork.run((tx) =>
      registers.openSeries(tx, {
        agencyId,
        register: 'outgoing',
        period: '2026',
        typeGroup: 'common',
        openedAt: 1_286,
      }),
    );
    const order = outgoing(TODAY);
    const taken = await unitOfWork.run((tx) => registers.takeOutgoingNumber(tx, order));
    expect(taken.number).toBe(1_287);
    await unitOfWork.run((tx) =>
      registers.voidNumber(tx, taken.entryId, { reason: 'dừng phát hành', postId: newId() }),
    );
    const again = unitOfWork.run((tx) =>
      registers.voidNumber(tx, taken.entryId, { reason: 'lần nữa', postId: newId() }),
    );
    await expect(again).rejects.toMatchObject({ code: 'registers.number-already-voided' });
    expect(await unitOfWork.run((tx) => take(tx, TODAY))).toBe(1_288);

    const [series] = await office.app
      .get(ExplainGapsQuery, { strict: false })
      .execute(agencyId, '2026');
    expect(series?.gaps).toEqual([
      { from: 1, to: 1_286, kind: 'earlier-book', reason: 'Đã vào sổ trước khi dùng hệ thống' },
      { from: 1_287, to: 1_287, kind: 'voided', reason: 'Số không sử dụng: dừng phát hành' },
    ]);
  });

  it('follow the order of their dates and stop where a series is closed', async () => {
    await unitOfWork.run((tx) => take(tx, TODAY));
    const backdated = unitOfWork.run((tx) => take(tx, localDate('2026-08-21')));
    await expect(backdated).rejects.toMatchObject({
      code: 'registers.number-backdated',
      params: { on: '2026-08-21', lastOn: '2026-08-24' },
    });
    await unitOfWork.run((tx) => registers.closeSeries(tx, agencyId, '2026'));
    await expect(unitOfWork.run((tx) => take(tx, TODAY))).rejects.toMatchObject({
      code: 'registers.series-closed',
    });
  });

  it('keep government symbols unique in a year; two Party types may share one', async () => {
    await unitOfWork.run((tx) =>
      registers.setPolicy(tx, { agencyId, typeCode: 'plan', typeGroup: 'plan' }),
    );
    await unitOfWork.run((tx) => take(tx, TODAY));
    const same = unitOfWork.run((tx) => take(tx, TODAY, { typeCode: 'plan' }));
    await expect(same).rejects.toMatchObject({ driverError: { code: '23505' } });

    for (const typeCode of ['decision', 'rule'])
      await unitOfWork.run((tx) => take(tx, TODAY, { typeCode, space: 'party' }));
  });

  it('refuse to be deleted or rewritten, even by hand', async () => {
    await unitOfWork.run((tx) => take(tx, TODAY));
    for (const sql of [
      'DELETE FROM registers.outgoing_entry WHERE agency_id = $1',
      'UPDATE registers.outgoing_entry SET number = number + 1 WHERE agency_id = $1',
      `UPDATE registers.outgoing_entry SET symbol = 'x' WHERE agency_id = $1`,
      'DELETE FROM registers.number_series WHERE agency_id = $1',
      'UPDATE registers.number_series SET last = last + 2 WHERE agency_id = $1',
      'UPDATE registers.number_series SET last = last - 1 WHERE agency_id = $1',
    ])
      await expect(rows(office.db, sql, [agencyId])).rejects.toThrow();
  });

  async function take(
    tx: Tx,
    on: LocalDate,
    given: { space?: 'government' | 'party'; typeCode?: string } = {},
  ): Promise<number> {
    const { number } = await registers.takeOutgoingNumber(tx, { ...outgoing(on), ...given });
    return number;
  }

  function outgoing(on: LocalDate): Parameters<Registers['takeOutgoingNumber']>[1] {
    return {
      agencyId,
      space: 'government',
      typeCode: 'official-letter',
      on,
      symbolOf: (number) => `${number}/UBND-VP`,
      entry: {
        documentId: newId(),
        typeName: 'Công văn',
        subject: 'V/v đôn đốc',
        signer: 'Đàm Quang Vinh',
        recipients: 'Các phòng',
        keptBy: 'VT',
        copies: 1,
      },
    };
  }
});
