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

/**
 * Dates inside a sentence: `tháng 8/2026`, `tháng 8`, `15/7-14/8`, `ngày 20/8`, `(30/7)`. A fraction
 * such as `3/5 quầy` is none.
 */
export function shiftWords(text: string, year: number, shift: TimeShift): string {
  if (shift.months === 0) return text;
  const monthLater = (month: string, of = String(year)): string => {
    const moved = shiftMonth(`${of}-${month.padStart(2, '0')}`, shift);
    return `${String(Number(moved.slice(5)))}/${moved.slice(0, 4)}`;
  };
  const short = (moved: string): string => moved.split('/')[0] ?? '';
  const dayLater = (day: string, month: string): string => {
    const moved = shiftDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, shift);
    return `${dayOf(moved)}/${monthOf(moved)}`;
  };
  return text
    .replace(
      /(\d{1,2})\/(\d{1,2})\/(20\d{2})/g,
      (_, day: string, month: string) => `${dayLater(day, month)}/${year + shift.years}`,
    )
    .replace(
      /tháng (\d{1,2})\/(20\d{2})/g,
      (_, month: string, of: string) => `tháng ${monthLater(month, of)}`,
    )
    .replace(/tháng (\d{1,2})(?!\d|\/)/g, (_, month: string) => `tháng ${short(monthLater(month))}`)
    .replace(
      /\b15\/(\d{1,2})-14\/(\d{1,2})/g,
      (_, from: string, to: string) => `15/${short(monthLater(from))}-14/${short(monthLater(to))}`,
    )
    .replace(
      /(?<=ngày |đến |đầu )(\d{1,2})\/(\d{1,2})(?![\d/])|(?<=\()(\d{1,2})\/(\d{1,2})(?=\))/g,
      (_, day?: string, month?: string, dayAlone?: string, monthAlone?: string) =>
        dayLater(day ?? dayAlone ?? '', month ?? monthAlone ?? ''),
    );
}

function addMonths(date: LocalDate, months: number): LocalDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  return localDateFrom(Math.floor(index / 12), (index % 12) + 1, dayOf(date));
}
