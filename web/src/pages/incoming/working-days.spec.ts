import { describe, expect, it } from '@jest/globals';
import { afterWorkingDays, workingDaysUntil } from './working-days';

/** Around the National Day of 2026: 1 and 2 September are free, and so is Monday 31 August. */
const DAYS = {
  today: '2026-08-27',
  following: ['2026-08-28', '2026-09-03', '2026-09-04'],
};

describe('a deadline in working days', () => {
  it('ends after the holidays that stand between', () => {
    expect([0, 1, 2].map((count) => afterWorkingDays(DAYS, count))).toEqual([
      '2026-08-27',
      '2026-08-28',
      '2026-09-03',
    ]);
    expect(afterWorkingDays(DAYS, 4)).toBeNull();
  });

  it('is counted back from a date, also from one that is free', () => {
    const dates = ['2026-08-27', '2026-08-28', '2026-09-02', '2026-09-03', '2026-09-05'];
    expect(dates.map((date) => workingDaysUntil(DAYS, date))).toEqual([0, 1, 1, 2, null]);
  });
});
