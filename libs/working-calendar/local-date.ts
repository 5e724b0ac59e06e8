import { CalendarError } from './errors.js';

declare const localDateBrand: unique symbol;

/** A day of the calendar, `YYYY-MM-DD`, without time or zone. Compares correctly as text. */
export type LocalDate = string & { readonly [localDateBrand]: true };

/** Legal time of the country; +07:00 without daylight saving since 1975. */
const LEGAL_ZONE = 'Asia/Ho_Chi_Minh';

const DAY_MS = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** @throws CalendarError when the text is not an existing day written `YYYY-MM-DD`. */
export function localDate(text: string): LocalDate {
  if (isLocalDate(text)) return text;
  throw new CalendarError('calendar.date-invalid', text, 'Not a day written YYYY-MM-DD');
}

export function isLocalDate(text: string): text is LocalDate {
  const match = SHAPE.exec(text);
  if (match === null) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** @throws CalendarError when such a day does not exist (31 April). Months count from 1. */
export function localDateFrom(year: number, month: number, day: number): LocalDate {
  return localDate(
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that the instant falls on in the zone: 23:30 UTC is already tomorrow in legal time. */
export function localDateOf(instant: Date, zone: string = LEGAL_ZONE): LocalDate {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(zone, format);
  }
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return localDateFrom(
    Number(parts.get('year')),
    Number(parts.get('month')),
    Number(parts.get('day')),
  );
}

const TIME_OF_DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: LEGAL_ZONE,
  hourCycle: 'h23',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The wall clock in legal time, `HH:mm:ss`. */
export function legalTimeOf(instant: Date): string {
  return TIME_OF_DAY.format(instant);
}

/** The instant of a wall-clock time (`HH:mm`) of that day in legal time. */
export function legalInstant(date: LocalDate, time: `${number}:${number}` = '00:00'): Date {
  const instant = new Date(`${date}T${time}:00+07:00`);
  if (Number.isNaN(instant.getTime())) {
    throw new CalendarError('calendar.date-invalid', `${date} ${time}`, 'Not a time of that day');
  }
  return instant;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromEpochDay(epochDay(date) + days);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDay(to) - epochDay(from);
}

/** Monday is 1, Sunday is 7 (ISO 8601). */
export function weekdayOf(date: LocalDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((((epochDay(date) + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** Order for `sort`: earlier days first. */
export function compareDates(a: LocalDate, b: LocalDate): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? b : a;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

export function monthOf(date: LocalDate): number {
  return Number(date.slice(5, 7));
}

export function dayOf(date: LocalDate): number {
  return Number(date.slice(8, 10));
}

/** The last day of a month; months count from 1. */
export function lastDayOfMonth(year: number, month: number): LocalDate {
  const first = localDateFrom(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1);
  return addDays(first, -1);
}

/** `21/08/2026`: the form of tables and forms, both parts padded. */
export function formatDate(date: LocalDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** `05/9/2026`, `15/01/2026`: the form of running text; the month is padded for 1 and 2 only. */
export function formatShortDate(date: LocalDate): string {
  const month = monthOf(date);
  return `${date.slice(8, 10)}/${month <= 2 ? `0${month}` : String(month)}/${date.slice(0, 4)}`;
}

/** `10/12/2026 07:00`: an instant in sentences and tables, in legal time. */
export function formatInstant(instant: Date): string {
  return `${formatDate(localDateOf(instant))} ${legalTimeOf(instant).slice(0, 5)}`;
}

function epochDay(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function fromEpochDay(day: number): LocalDate {
  return localDate(new Date(day * DAY_MS).toISOString().slice(0, 10));
}
