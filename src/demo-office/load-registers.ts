import type { Queryable } from '../platform/database/rows.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { Registers } from '../modules/registers/index.js';
import type { BookEntry, RegisterEntries } from './data-set/registers.schema.js';
import { shiftDay, type TimeShift } from './time-shift.js';

type AgencyIds = (db: Queryable, code: string) => Promise<string>;

/** Opens the books where the office stood on the morning of the demo. */
export async function loadRegisters(
  tx: Tx,
  { registers, agencyId }: { registers: Registers; agencyId: AgencyIds },
  { agencies, last_on: lastOn }: RegisterEntries,
  shift: TimeShift,
): Promise<void> {
  for (const book of agencies) {
    const agency = await agencyId(tx, book.agency);
    for (const typeCode of Object.keys(book.own)) {
      await registers.setPolicy(tx, { agencyId: agency, typeCode, typeGroup: typeCode });
    }
    for (const series of seriesOf(book, shift)) {
      await registers.openSeries(tx, {
        agencyId: agency,
        ...series,
        lastOn: shiftDay(lastOn, shift),
      });
    }
  }
}

type Series = {
  readonly register: 'outgoing' | 'incoming' | 'copies';
  readonly period: string;
  readonly typeGroup: string;
  readonly openedAt: number;
};

function seriesOf(book: BookEntry, shift: TimeShift): Series[] {
  const period = shiftPeriod(book.period, shift);
  const yearly = shiftPeriod(book.incoming_period ?? book.period, shift);
  return [
    ...Object.entries(book.outgoing).map(([typeGroup, openedAt]): Series => {
      return { register: 'outgoing', period, typeGroup, openedAt };
    }),
    ...(book.copies === undefined
      ? []
      : [{ register: 'copies', period, typeGroup: 'copies', openedAt: book.copies } as const]),
    ...(book.incoming === undefined
      ? []
      : [
          {
            register: 'incoming',
            period: yearly,
            typeGroup: 'incoming',
            openedAt: book.incoming,
          } as const,
        ]),
  ];
}

/** A year moves with the demo; a Party term stays what it is. */
export function shiftPeriod(period: string, { years }: TimeShift): string {
  return /^\d{4}$/.test(period) ? String(Number(period) + years) : period;
}
