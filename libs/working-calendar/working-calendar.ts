import { CalendarError } from './errors.js';
import { addDays, laterOf, type LocalDate, weekdayOf } from './local-date.js';

/** A working day given for a day off: `off` is free, `work` (a weekend day) is worked instead. */
export type WorkingSwap = { readonly off: LocalDate; readonly work: LocalDate };

export type WorkingCalendarData = {
  /** Public holidays and the days that compensate for those on a weekend. */
  readonly holidays: Iterable<LocalDate>;
  readonly workingSwaps?: Iterable<WorkingSwap>;
};

const MAX_WORKING_DAYS = 10_000;

/**
 * Working days of the administration: Monday to Friday, less holidays, with swapped days.
 * A year without data has no holidays: load every year that deadlines may fall in.
 */
export class WorkingCalendar {
  private readonly off: ReadonlySet<LocalDate>;
  private readonly worked: ReadonlySet<LocalDate>;

  /** @throws CalendarError when a swap makes a weekday worked or frees a weekend day. */
  constructor({ holidays, workingSwaps = [] }: WorkingCalendarData) {
    const swaps = [...workingSwaps];
    for (const { off, work } of swaps) {
      if (isWeekend(work) && !isWeekend(off)) continue;
      throw new CalendarError(
        'calendar.swap-invalid',
        `${off} for ${work}`,
        'A swap frees a weekday and works on a weekend day',
      );
    }
    this.off = new Set([...holidays, ...swaps.map(({ off }) => off)]);
    this.worked = new Set(swaps.map(({ work }) => work));
  }

  isWorkingDay(date: LocalDate): boolean {
    if (this.worked.has(date)) return true;
    return !isWeekend(date) && !this.off.has(date);
  }

  /** The first working day strictly after `date`. */
  nextWorkingDay(date: LocalDate): LocalDate {
    return this.addWorkingDays(date, 1);
  }

  /** `date` itself when it is worked, else the next working day: a deadline on a day off moves. */
  workingDayOnOrAfter(date: LocalDate): LocalDate {
    return this.isWorkingDay(date) ? date : this.nextWorkingDay(date);
  }

  /**
   * The day on which the n-th working day ends. Counting starts on the day after `from`, as
   * deadlines are counted; 0 gives `from` itself, a negative count goes back.
   */
  addWorkingDays(from: LocalDate, count: number): LocalDate {
    if (!Number.isInteger(count) || Math.abs(count) > MAX_WORKING_DAYS) {
      throw new CalendarError(
        'calendar.working-days-invalid',
        String(count),
        `Working days are a whole number up to ${MAX_WORKING_DAYS}`,
      );
    }
    const step = count < 0 ? -1 : 1;
    let date = from;
    for (let left = Math.abs(count); left > 0;) {
      date = addDays(date, step);
      if (this.isWorkingDay(date)) left -= 1;
    }
    return date;
  }

  /** Working days after `from` up to and including `to`; negative when `to` is earlier. */
  workingDaysBetween(from: LocalDate, to: LocalDate): number {
    if (to < from) {
      const days = this.workingDaysBetween(to, from);
      return days === 0 ? 0 : -days;
    }
    let days = 0;
    for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) {
      if (this.isWorkingDay(date)) days += 1;
    }
    return days;
  }

  /**
   * By how many working days `on` (today, or the day of completion) is past the due day; that day
   * counts. 0 also on a weekend right after the due day: ask `on > due` for whether it is late.
   */
  overdueDays(due: LocalDate, on: LocalDate): number {
    return on <= due ? 0 : this.workingDaysBetween(due, on);
  }

  /** Working days left until the due day, today not counted; 0 on the due day and after. */
  remainingDays(due: LocalDate, today: LocalDate): number {
    return this.workingDaysBetween(today, laterOf(today, due));
  }
}

function isWeekend(date: LocalDate): boolean {
  return weekdayOf(date) >= 6;
}
