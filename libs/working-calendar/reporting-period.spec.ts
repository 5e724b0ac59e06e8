import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  CalendarError,
  halfYearPeriod,
  localDate,
  monthlyPeriod,
  nineMonthPeriod,
  periodFromCode,
  periodLabel,
  periodOf,
  quarterEndingWith,
  quarterlyPeriod,
  reportClosing,
  reportDueDate,
  shiftMonthlyPeriod,
  WorkingCalendar,
  yearlyPeriod,
} from './index.js';

const calendar = new WorkingCalendar({ holidays: [] });
const window = ({ from, to }: { from: string; to: string }): string => `${from} ${to}`;

describe('a reporting period', () => {
  it('runs from the 15th of the month before to the 14th', () => {
    expect(monthlyPeriod('2026-08')).toEqual({
      kind: 'month',
      code: '2026-08',
      from: '2026-07-15',
      to: '2026-08-14',
    });
    expect(window(monthlyPeriod('2026-06'))).toBe('2026-05-15 2026-06-14');
    expect(window(monthlyPeriod('2024-01'))).toBe('2023-12-15 2024-01-14');
  });

  it('of a quarter, half year, nine months and year keeps the same cut', () => {
    expect(window(quarterlyPeriod(2026, 1))).toBe('2025-12-15 2026-03-14');
    expect(window(quarterlyPeriod(2026, 3))).toBe('2026-06-15 2026-09-14');
    expect(window(halfYearPeriod(2026, 1))).toBe('2025-12-15 2026-06-14');
    expect(window(halfYearPeriod(2026, 2))).toBe('2026-06-15 2026-12-14');
    expect(window(nineMonthPeriod(2026))).toBe('2025-12-15 2026-09-14');
    expect(window(yearlyPeriod(2026))).toBe('2025-12-15 2026-12-14');
  });

  it('is found for a day', () => {
    expect(periodOf(localDate('2026-08-14')).code).toBe('2026-08');
    expect(periodOf(localDate('2026-08-15')).code).toBe('2026-09');
    expect(periodOf(localDate('2026-12-31')).code).toBe('2027-01');
    expect(periodOf(localDate('2026-01-31')).code).toBe('2026-02');
  });

  it('ends a quarter in March, June, September and December only', () => {
    expect(quarterEndingWith(monthlyPeriod('2026-06'))?.code).toBe('2026-Q2');
    expect(quarterEndingWith(monthlyPeriod('2026-08'))).toBeNull();
  });

  it('is named together with its window', () => {
    expect(periodLabel(monthlyPeriod('2026-08'))).toBe('tháng 8/2026 (15/7/2026 - 14/8/2026)');
    expect(periodLabel(quarterlyPeriod(2026, 1))).toBe('quý I/2026 (15/12/2025 - 14/3/2026)');
    expect(periodLabel(halfYearPeriod(2026, 2))).toBe(
      '6 tháng cuối năm 2026 (15/6/2026 - 14/12/2026)',
    );
  });

  it('is due on the 17th and closed on the 18th at 17:00', () => {
    const august = monthlyPeriod('2026-08');
    expect(reportDueDate(august, calendar)).toBe('2026-08-17');
    expect(reportClosing(august, calendar).toISOString()).toBe('2026-08-18T10:00:00.000Z');
  });

  it('is due on the next working day when the 17th is off, and never closed before that', () => {
    const october = monthlyPeriod('2026-10');
    expect(reportDueDate(october, calendar)).toBe('2026-10-19');
    expect(reportClosing(october, calendar).toISOString()).toBe('2026-10-20T10:00:00.000Z');
    expect(reportClosing(monthlyPeriod('2026-07'), calendar).toISOString()).toBe(
      '2026-07-20T10:00:00.000Z',
    );
  });

  it('is read back from its code', () => {
    for (const code of ['2026-08', '2026-Q3', '2026-H2', '2026-9M', '2026']) {
      expect(periodFromCode(code).code).toBe(code);
    }
    for (const code of ['2026-13', '2026-Q5', 'x', '2026-00']) {
      expect(() => periodFromCode(code)).toThrow(CalendarError);
    }
  });

  it('holds every day exactly once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 }), (offset) => {
        const day = addDays(localDate('2020-01-01'), offset);
        const period = periodOf(day);
        expect(period.from <= day && day <= period.to).toBe(true);
        const next = shiftMonthlyPeriod(period, 1);
        expect(next.from).toBe(addDays(period.to, 1));
        expect(shiftMonthlyPeriod(next, -1)).toEqual(period);
      }),
    );
  });

  it('of a year is twelve monthly windows', () => {
    const year = yearlyPeriod(2026);
    expect(monthlyPeriod('2026-01').from).toBe(year.from);
    expect(monthlyPeriod('2026-12').to).toBe(year.to);
  });
});
