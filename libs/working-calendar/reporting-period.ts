import { CalendarError } from './errors.js';
import {
  addDays,
  dayOf,
  formatShortDate,
  laterOf,
  legalInstant,
  type LocalDate,
  localDateFrom,
  monthOf,
  yearOf,
} from './local-date.js';
import type { WorkingCalendar } from './working-calendar.js';

export type ReportingPeriodKind = 'month' | 'quarter' | 'half-year' | 'nine-months' | 'year';

/** The window whose data a report shows: 15th to 14th, never the calendar month (NĐ 09/2019). */
export type ReportingPeriod = {
  readonly kind: ReportingPeriodKind;
  /** `2026-08`, `2026-Q3`, `2026-H1`, `2026-9M`, `2026`: unique over all kinds. */
  readonly code: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
};

export type Quarter = 1 | 2 | 3 | 4;

const FIRST_DAY = 15;
const LAST_DAY = 14;
const ROMAN = ['I', 'II', 'III', 'IV'] as const;

/** The report of August runs 15 July to 14 August. @param month `YYYY-MM` */
export function monthlyPeriod(month: string): ReportingPeriod {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
  if (match === null) {
    throw new CalendarError('calendar.month-invalid', month, 'Not a month written YYYY-MM');
  }
  return window('month', month, Number(match[1]), 1, Number(match[2]));
}

export function quarterlyPeriod(year: number, quarter: Quarter): ReportingPeriod {
  return window('quarter', `${year}-Q${quarter}`, year, 3, quarter * 3);
}

export function halfYearPeriod(year: number, half: 1 | 2): ReportingPeriod {
  return window('half-year', `${year}-H${half}`, year, 6, half * 6);
}

export function nineMonthPeriod(year: number): ReportingPeriod {
  return window('nine-months', `${year}-9M`, year, 9, 9);
}

export function yearlyPeriod(year: number): ReportingPeriod {
  return window('year', String(year), year, 12, 12);
}

/** Reads the code of a stored period back. @throws CalendarError on any other text. */
export function periodFromCode(code: string): ReportingPeriod {
  const match = /^(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])|(9M)))?$/.exec(code);
  if (match === null) {
    throw new CalendarError('calendar.period-invalid', code, 'Not the code of a reporting period');
  }
  const [, yearText, month, quarter, half, nineMonths] = match;
  const year = Number(yearText);
  if (month !== undefined) return monthlyPeriod(code);
  if (quarter !== undefined) return quarterlyPeriod(year, Number(quarter) as Quarter);
  if (half !== undefined) return halfYearPeriod(year, Number(half) as 1 | 2);
  return nineMonths === undefined ? yearlyPeriod(year) : nineMonthPeriod(year);
}

/** The monthly period that a day belongs to: from the 15th on it is the next month's. */
export function periodOf(date: LocalDate): ReportingPeriod {
  const reporting = dayOf(date) < FIRST_DAY ? date : addDays(firstOfMonth(date), 31);
  return monthlyPeriod(reporting.slice(0, 7));
}

/** The monthly period before, or after with `offset` 1. */
export function shiftMonthlyPeriod(period: ReportingPeriod, offset: number): ReportingPeriod {
  const months = yearOf(period.to) * 12 + monthOf(period.to) - 1 + offset;
  const month = (months % 12) + 1;
  return monthlyPeriod(`${Math.floor(months / 12)}-${String(month).padStart(2, '0')}`);
}

/** The quarter whose report ends with this monthly period, or `null` in the other eight months. */
export function quarterEndingWith(period: ReportingPeriod): ReportingPeriod | null {
  const month = monthOf(period.to);
  return month % 3 === 0 ? quarterlyPeriod(yearOf(period.to), (month / 3) as Quarter) : null;
}

/** The day by which the report is due: the 17th, moved to the next working day. */
export function reportDueDate(
  period: ReportingPeriod,
  calendar: WorkingCalendar,
  dueDay = 17,
): LocalDate {
  return calendar.workingDayOnOrAfter(dayInLastMonth(period, dueDay));
}

/**
 * When the figures are frozen: the 18th at 17:00, moved to a working day and always at least one
 * working day after the due day, so that a moved due day is never past the closing.
 */
export function reportClosing(
  period: ReportingPeriod,
  calendar: WorkingCalendar,
  { dueDay = 17, closingDay = 18 }: { readonly dueDay?: number; readonly closingDay?: number } = {},
): Date {
  const closing = calendar.workingDayOnOrAfter(dayInLastMonth(period, closingDay));
  const afterDue = calendar.nextWorkingDay(reportDueDate(period, calendar, dueDay));
  return legalInstant(laterOf(closing, afterDue), '17:00');
}

/** `tháng 8/2026`, `quý III/2026`, `6 tháng đầu năm 2026`, `9 tháng năm 2026`, `năm 2026`. */
export function periodName({ kind, to }: ReportingPeriod): string {
  const year = yearOf(to);
  const month = monthOf(to);
  switch (kind) {
    case 'month':
      return `tháng ${month}/${year}`;
    case 'quarter':
      return `quý ${ROMAN[month / 3 - 1] ?? ''}/${year}`;
    case 'half-year':
      return `6 tháng ${month === 6 ? 'đầu' : 'cuối'} năm ${year}`;
    case 'nine-months':
      return `9 tháng năm ${year}`;
    case 'year':
      return `năm ${year}`;
  }
}

/** `tháng 8/2026 (15/7/2026 - 14/8/2026)`: the name is never shown without its window. */
export function periodLabel(period: ReportingPeriod): string {
  return `${periodName(period)} (${formatShortDate(period.from)} - ${formatShortDate(period.to)})`;
}

function window(
  kind: ReportingPeriodKind,
  code: string,
  year: number,
  months: number,
  lastMonth: number,
): ReportingPeriod {
  const firstMonth = lastMonth - months;
  const from =
    firstMonth === 0
      ? localDateFrom(year - 1, 12, FIRST_DAY)
      : localDateFrom(year, firstMonth, FIRST_DAY);
  return { kind, code, from, to: localDateFrom(year, lastMonth, LAST_DAY) };
}

function dayInLastMonth({ to }: ReportingPeriod, day: number): LocalDate {
  return localDateFrom(yearOf(to), monthOf(to), day);
}

function firstOfMonth(date: LocalDate): LocalDate {
  return localDateFrom(yearOf(date), monthOf(date), 1);
}
