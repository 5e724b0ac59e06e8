import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  CalendarError,
  compareDates,
  daysBetween,
  formatDate,
  formatInstant,
  formatShortDate,
  isLocalDate,
  legalInstant,
  legalTimeOf,
  localDate,
  localDateOf,
  type LocalDate,
  weekdayOf,
  WorkingCalendar,
} from './index.js';

const HOLIDAYS_2026 = [
  '2026-02-16',
  '2026-02-17',
  '2026-02-18',
  '2026-02-19',
  '2026-02-20',
  '2026-04-27',
  '2026-04-30',
  '2026-05-01',
  '2026-09-01',
  '2026-09-02',
].map(localDate);
const SWAP = { off: localDate('2026-08-31'), work: localDate('2026-08-22') };

const withSwap = new WorkingCalendar({ holidays: HOLIDAYS_2026, workingSwaps: [SWAP] });
const withoutSwap = new WorkingCalendar({ holidays: HOLIDAYS_2026 });
const FRIDAY = localDate('2026-08-21');

describe('a local date', () => {
  it('is a day that exists', () => {
    expect(isLocalDate('2024-02-29')).toBe(true);
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '21/08/2026', '']) {
      expect(() => localDate(text)).toThrow(CalendarError);
    }
  });

  it('is the day in legal time, not in UTC: the new year begins at 17:00 UTC', () => {
    expect(localDateOf(new Date('2026-12-31T16:59:59.999Z'))).toBe('2026-12-31');
    expect(localDateOf(new Date('2026-12-31T17:00:00Z'))).toBe('2027-01-01');
    expect(localDateOf(new Date('2026-12-31T17:00:00Z'), 'UTC')).toBe('2026-12-31');
    expect(legalInstant(localDate('2027-01-01')).toISOString()).toBe('2026-12-31T17:00:00.000Z');
  });

  it('prints padded in tables, and with a bare month from March in running text', () => {
    expect(formatDate(localDate('2026-08-05'))).toBe('05/08/2026');
    expect(formatShortDate(localDate('2026-09-05'))).toBe('05/9/2026');
    expect(formatShortDate(localDate('2026-02-15'))).toBe('15/02/2026');
  });

  it('prints an instant in legal time, with midnight as the beginning of its day', () => {
    expect(formatInstant(new Date('2024-12-31T17:05:00Z'))).toBe('01/01/2025 00:05');
    expect(legalTimeOf(new Date('2023-12-29T01:30:12Z'))).toBe('08:30:12');
  });

  it('knows its weekday', () => {
    expect(weekdayOf(FRIDAY)).toBe(5);
    expect(weekdayOf(localDate('2026-08-24'))).toBe(1);
    expect(weekdayOf(localDate('1969-12-28'))).toBe(7);
  });
});

describe('working days', () => {
  it('count five from 21/08/2026 to 27/08 with the swapped Saturday, to 28/08 without it', () => {
    expect(withSwap.addWorkingDays(FRIDAY, 5)).toBe('2026-08-27');
    expect(withoutSwap.addWorkingDays(FRIDAY, 5)).toBe('2026-08-28');
  });

  it('leave out weekends, holidays and the swapped Monday', () => {
    expect(withSwap.isWorkingDay(localDate('2026-08-22'))).toBe(true);
    expect(withSwap.isWorkingDay(localDate('2026-08-31'))).toBe(false);
    expect(withoutSwap.isWorkingDay(localDate('2026-08-31'))).toBe(true);
    expect(withSwap.nextWorkingDay(localDate('2026-08-28'))).toBe('2026-09-03');
    expect(withSwap.workingDayOnOrAfter(localDate('2026-08-31'))).toBe('2026-09-03');
  });

  it('say how late a report is: due Friday 17/7, sent Monday 20/7, one working day', () => {
    const due = localDate('2026-07-17');
    expect(withSwap.overdueDays(due, due)).toBe(0);
    expect(withSwap.overdueDays(due, localDate('2026-07-18'))).toBe(0);
    expect(withSwap.overdueDays(due, localDate('2026-07-20'))).toBe(1);
    expect(withSwap.remainingDays(due, localDate('2026-07-15'))).toBe(2);
    expect(withSwap.remainingDays(due, localDate('2026-07-20'))).toBe(0);
  });

  it('refuse a swap that works on a weekday and a count that is not whole', () => {
    const wrong = { off: localDate('2026-08-29'), work: localDate('2026-08-31') };
    expect(() => new WorkingCalendar({ holidays: [], workingSwaps: [wrong] })).toThrow(
      CalendarError,
    );
    expect(() => withSwap.addWorkingDays(FRIDAY, 1.5)).toThrow(CalendarError);
  });
});

const day: fc.Arbitrary<LocalDate> = fc
  .integer({ min: 0, max: 1_500 })
  .map((offset) => addDays(localDate('2024-01-01'), offset));

describe('for any days', () => {
  it('adding days is undone by counting them', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -500, max: 500 }), (from, count) => {
        const to = addDays(from, count);
        expect(daysBetween(from, to)).toBe(count);
        expect(compareDates(from, to)).toBe(-Math.sign(count) + 0);
        expect(weekdayOf(addDays(from, 7))).toBe(weekdayOf(from));
      }),
    );
  });

  it('adding working days ends on a working day and is undone by counting them', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const to = withSwap.addWorkingDays(from, count);
        expect(withSwap.isWorkingDay(to)).toBe(true);
        expect(withSwap.workingDaysBetween(from, to)).toBe(count);
        expect(withSwap.workingDaysBetween(to, from)).toBe(-count);
      }),
    );
  });

  it('counts of neighbouring spans add up', () => {
    fc.assert(
      fc.property(fc.tuple(day, day, day), (days) => {
        const [a, b, c] = days.toSorted(compareDates) as [LocalDate, LocalDate, LocalDate];
        expect(withSwap.workingDaysBetween(a, b) + withSwap.workingDaysBetween(b, c)).toBe(
          withSwap.workingDaysBetween(a, c),
        );
      }),
    );
  });
});
