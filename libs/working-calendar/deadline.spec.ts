import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  CalendarError,
  type DeadlineKind,
  dueDatesOf,
  formatDate,
  formatShortDate,
  isOverdue,
  localDate,
  parseDeadline,
  WorkingCalendar,
} from './index.js';

describe('a printed deadline', () => {
  it.each<[string, DeadlineKind, string | undefined]>([
    ['30/6/2026', 'DATE', '2026-06-30'],
    ['15/01/2026', 'DATE', '2026-01-15'],
    ['Chậm nhất ngày 30/11/2026', 'DATE', '2026-11-30'],
    ['Trước ngày 30/11/2026', 'DATE', '2026-11-30'],
    ['Trong năm 2026', 'DATE', '2026-12-31'],
    ['Tháng 2', 'MONTH', '2026-02-28'],
    ['Tháng 3', 'MONTH', '2026-03-31'],
    ['tháng 12/2027', 'MONTH', '2027-12-31'],
    ['Quý I', 'QUARTER', '2026-03-31'],
    ['Quý II', 'QUARTER', '2026-06-30'],
    ['Quý III', 'QUARTER', '2026-09-30'],
    ['Quý IV', 'QUARTER', '2026-12-31'],
    ['Quý II/2024', 'QUARTER', '2024-06-30'],
    ['Quý 4 năm 2024', 'QUARTER', '2024-12-31'],
    ['Quý II, Quý IV', 'PERIODIC', undefined],
    ['Hằng tháng', 'PERIODIC', undefined],
    ['Hằng tháng, chậm nhất ngày 17', 'PERIODIC', undefined],
    ['Hàng quý', 'PERIODIC', undefined],
    ['Thường xuyên', 'CONTINUOUS', undefined],
    ['Sau khi có kết luận kiểm tra', 'EVENT', undefined],
    ['Sau khi có văn bản của cấp trên', 'EVENT', undefined],
  ])('%s is read as %s', (text, kind, resolved) => {
    const deadline = parseDeadline(text, 2026);
    expect(deadline.kind).toBe(kind);
    expect(deadline.resolvedDate).toBe(resolved);
    expect(deadline.text).toBe(text);
    expect(deadline.year).toBe(2026);
  });

  it('keeps the words as printed, in one Unicode form', () => {
    expect(parseDeadline('  Quý   II '.normalize('NFD'), 2026).text).toBe('Quý II');
  });

  it('is refused when nobody could say when it ends', () => {
    for (const text of ['', 'sớm', '31/4/2026', 'Quý V', 'Tháng 13']) {
      expect(() => parseDeadline(text, 2026)).toThrow(CalendarError);
    }
  });

  it('"Quý II" is overdue on 1 July', () => {
    const deadline = parseDeadline('Quý II', 2026);
    expect(isOverdue(deadline, localDate('2026-06-30'))).toBe(false);
    expect(isOverdue(deadline, localDate('2026-07-01'))).toBe(true);
    expect(isOverdue(parseDeadline('Thường xuyên', 2026), localDate('2030-01-01'))).toBe(false);
  });
});

describe('a periodic deadline', () => {
  it('falls due each month on its day, moved to a working day', () => {
    const monthly = parseDeadline('Hằng tháng, chậm nhất ngày 17', 2026);
    expect(dueDatesOf(monthly)).toHaveLength(12);
    expect(dueDatesOf(monthly)[9]).toBe('2026-10-17');
    expect(dueDatesOf(monthly, new WorkingCalendar({ holidays: [] }))[9]).toBe('2026-10-19');
  });

  it('falls due at the end of each quarter, or of the quarters it lists', () => {
    expect(dueDatesOf(parseDeadline('Hằng quý', 2026))).toEqual([
      '2026-03-31',
      '2026-06-30',
      '2026-09-30',
      '2026-12-31',
    ]);
    expect(dueDatesOf(parseDeadline('Quý II, Quý IV', 2024))).toEqual(['2024-06-30', '2024-12-31']);
    expect(dueDatesOf(parseDeadline('Quý II', 2026))).toEqual([]);
  });
});

describe('any date', () => {
  it('is read back from both printed forms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 }), (offset) => {
        const date = addDays(localDate('2020-01-01'), offset);
        expect(parseDeadline(formatDate(date), 2020).resolvedDate).toBe(date);
        expect(parseDeadline(formatShortDate(date), 2020).resolvedDate).toBe(date);
      }),
    );
  });
});
