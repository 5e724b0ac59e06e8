import { CalendarError } from './errors.js';
import {
  isLocalDate,
  lastDayOfMonth,
  type LocalDate,
  localDate,
  localDateFrom,
} from './local-date.js';
import type { WorkingCalendar } from './working-calendar.js';

export const DEADLINE_KINDS = [
  'DATE',
  'MONTH',
  'QUARTER',
  'PERIODIC',
  'CONTINUOUS',
  'EVENT',
] as const;

export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** How a `PERIODIC` deadline returns: each month, quarter ..., or in the months that are listed. */
export type Recurrence = {
  /** Months (1 to 12) at whose end, or on whose `day`, something is due. */
  readonly months: readonly number[];
  /** `chậm nhất ngày 17`; without it the last day of the month. */
  readonly day?: number;
};

/** "Thời hạn" as printed in a plan's appendix, and what it means for the clock. */
export type Deadline = {
  readonly kind: DeadlineKind;
  /** The printed words, kept as they are. */
  readonly text: string;
  /** The year of the plan, which "Quý II" alone does not say. */
  readonly year: number;
  /** Last day that is still in time; absent for periodic, continuous and event deadlines. */
  readonly resolvedDate?: LocalDate;
  readonly recurrence?: Recurrence;
};

const ALL_MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const QUARTERS: ReadonlyMap<string, number> = new Map([
  ['i', 1],
  ['ii', 2],
  ['iii', 3],
  ['iv', 4],
  ['1', 1],
  ['2', 2],
  ['3', 3],
  ['4', 4],
]);

type Reader = (words: string, year: number) => Omit<Deadline, 'text' | 'year'> | null;

const READERS: readonly Reader[] = [
  readPeriodic,
  readContinuous,
  readEvent,
  readDate,
  readQuarters,
  readMonth,
  readYear,
];

/**
 * Reads "30/6/2026", "Tháng 3", "Quý II", "Hằng tháng, chậm nhất ngày 17", "Thường xuyên",
 * "Sau khi có ...". A month is due on its last day, a quarter on its last day.
 *
 * @throws CalendarError `calendar.deadline-unreadable` for other words: ask the person for the kind.
 */
export function parseDeadline(text: string, year: number): Deadline {
  const printed = text.normalize('NFC').trim().replace(/\s+/gu, ' ');
  const words = printed.toLowerCase().replaceAll('hàng ', 'hằng ').replace(/\.$/u, '');
  for (const read of READERS) {
    const found = read(words, year);
    if (found !== null) return { ...found, text: printed, year };
  }
  throw new CalendarError('calendar.deadline-unreadable', text, 'Not a deadline that can be read');
}

/** True from the day after the resolved date; deadlines without a date are never overdue. */
export function isOverdue(deadline: Deadline, today: LocalDate): boolean {
  return deadline.resolvedDate !== undefined && today > deadline.resolvedDate;
}

/**
 * The due days of a periodic deadline in its year, in order; with a calendar each is moved to a
 * working day. Empty for every other kind.
 */
export function dueDatesOf(deadline: Deadline, calendar?: WorkingCalendar): readonly LocalDate[] {
  const { recurrence, year } = deadline;
  if (recurrence === undefined) return [];
  return recurrence.months.map((month) => {
    const last = lastDayOfMonth(year, month);
    const date =
      recurrence.day === undefined
        ? last
        : localDateFrom(year, month, Math.min(recurrence.day, Number(last.slice(8))));
    return calendar === undefined ? date : calendar.workingDayOnOrAfter(date);
  });
}

function readPeriodic(words: string): ReturnType<Reader> {
  const match = /^(?:định kỳ )?(?:hằng|mỗi) (tháng|quý|năm)|^(?:định kỳ )?(6|9) tháng/u.exec(words);
  if (match === null) return null;
  const months = monthsOfCycle(match[1] ?? match[2] ?? '');
  const day = Number(/ngày (\d{1,2})(?!\s*[/\d])/u.exec(words)?.[1] ?? 0);
  return {
    kind: 'PERIODIC',
    recurrence: day >= 1 && day <= 31 ? { months, day } : { months },
  };
}

function monthsOfCycle(cycle: string): readonly number[] {
  switch (cycle) {
    case 'tháng':
      return ALL_MONTHS;
    case 'quý':
      return [3, 6, 9, 12];
    case '6':
      return [6, 12];
    case '9':
      return [9];
    default:
      return [12];
  }
}

function readContinuous(words: string): ReturnType<Reader> {
  return /^(?:thường xuyên|liên tục)/u.test(words) ? { kind: 'CONTINUOUS' } : null;
}

function readEvent(words: string): ReturnType<Reader> {
  return /^(?:ngay )?(?:sau khi|khi có|khi |theo (?!quý|tháng))/u.test(words)
    ? { kind: 'EVENT' }
    : null;
}

function readDate(words: string): ReturnType<Reader> {
  if (isLocalDate(words)) return { kind: 'DATE', resolvedDate: localDate(words) };
  const match =
    /^(?:(?:chậm nhất|trước|đến|xong)\s+)*(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(
      words,
    );
  if (match === null) return null;
  const [, day, month, year] = match.map(Number);
  return { kind: 'DATE', resolvedDate: localDateFrom(year ?? 0, month ?? 0, day ?? 0) };
}

function readQuarters(words: string, planYear: number): ReturnType<Reader> {
  const match =
    /^((?:quý\s+)?(?:iv|i{1,3}|[1-4])(?:\s*(?:,|và)\s*(?:quý\s+)?(?:iv|i{1,3}|[1-4]))*)(?:\s*(?:\/|năm)\s*(\d{4}))?$/u.exec(
      words,
    );
  if (match === null || !words.startsWith('quý')) return null;
  const months = [...(match[1] ?? '').matchAll(/iv|i{1,3}|[1-4]/gu)].map(
    ([quarter]) => (QUARTERS.get(quarter) ?? 0) * 3,
  );
  const [only] = months;
  if (months.length > 1 || only === undefined) return { kind: 'PERIODIC', recurrence: { months } };
  const year = match[2] === undefined ? planYear : Number(match[2]);
  return { kind: 'QUARTER', resolvedDate: lastDayOfMonth(year, only) };
}

function readMonth(words: string, planYear: number): ReturnType<Reader> {
  const match = /^tháng\s+(0?[1-9]|1[0-2])(?:\s*(?:\/|năm)\s*(\d{4}))?$/u.exec(words);
  if (match === null) return null;
  const year = match[2] === undefined ? planYear : Number(match[2]);
  return { kind: 'MONTH', resolvedDate: lastDayOfMonth(year, Number(match[1])) };
}

function readYear(words: string, planYear: number): ReturnType<Reader> {
  const match = /^(?:trong\s+)?năm(?:\s+(\d{4}))?$|^cả năm$/u.exec(words);
  if (match === null) return null;
  const year = match[1] === undefined ? planYear : Number(match[1]);
  return { kind: 'DATE', resolvedDate: lastDayOfMonth(year, 12) };
}
