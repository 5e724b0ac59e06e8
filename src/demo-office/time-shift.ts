import {
  addDays,
  daysBetween,
  dayOf,
  type LocalDate,
  localDate,
  localDateFrom,
  monthOf,
  yearOf,
} from '../../libs/working-calendar/index.js';

/** The day around which the Party committee concludes on a month. */
const REVIEW_DAY = 21;

/** How far the dates of a data set are moved; all zero for one that stays in its own time. */
export type TimeShift = {
  readonly months: number;
  readonly weeks: number;
  readonly years: number;
};

export const NO_SHIFT: TimeShift = { months: 0, weeks: 0, years: 0 };

/**
 * Moves the demo month to the last one whose review has taken place. Documents move by whole weeks,
 * those that bring the review nearest to the same day of that month: weekdays stay weekdays, numbers
 * stay in the order of their dates, and report, review and conclusion stay beside their figures.
 */
export function shiftTo(today: LocalDate, lastMonth: string): TimeShift {
  const origin = localDate(`${lastMonth}-${REVIEW_DAY}`);
  const ahead = yearOf(today) * 12 + monthOf(today) - (yearOf(origin) * 12 + monthOf(origin));
  const thisMonth = shiftBy(origin, ahead);
  return shiftDay(origin, thisMonth) <= today ? thisMonth : shiftBy(origin, ahead - 1);
}

function shiftBy(origin: LocalDate, months: number): TimeShift {
  const review = addMonths(origin, months);
  return {
    months,
    weeks: Math.round(daysBetween(origin, review) / 7),
    years: yearOf(review) - yearOf(origin),
  };
}

/** A day of the office's papers. */
export function shiftDay(day: string, { weeks }: TimeShift): LocalDate {
  return addDays(localDate(day), weeks * 7);
}

/** A day that belongs to the plan's year: a deadline, the date of last year's plan. */
export function shiftYear(day: string, { years }: TimeShift): LocalDate {
  const date = localDate(day);
  const isLeapDay = monthOf(date) === 2 && dayOf(date) === 29;
  return localDateFrom(yearOf(date) + years, monthOf(date), isLeapDay ? 28 : dayOf(date));
}

/** A reporting month, `2026-08`. */
export function shiftMonth(month: string, { months }: TimeShift): string {
  return addMonths(localDate(`${month}-01`), months).slice(0, 7);
}

/** `Kế hoạch ... năm 2026`, `31/10/2026`: each year in the words moves along. */
export function yearsLater(text: string, years: number): string {
  if (years === 0) return text;
  return text.replace(/\b20\d{2}\b/g, (year) => String(Number(year) + years));
}

function addMonths(date: LocalDate, months: number): LocalDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  return localDateFrom(Math.floor(index / 12), (index % 12) + 1, dayOf(date));
}
