import { NotationError } from './errors.js';

export type DateParts = { readonly day: string; readonly month: string; readonly year: string };

/**
 * The parts of a date as a document prints them: days below 10 and months 1 and 2 get a zero in
 * front, other months do not (NĐ 30/2020, PL I.II.4b).
 *
 * @param date `YYYY-MM-DD`
 */
export function dateParts(date: string): DateParts {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const instant = new Date(`${date}T00:00:00Z`);
  if (
    match === null ||
    Number.isNaN(instant.getTime()) ||
    instant.toISOString().slice(0, 10) !== date
  ) {
    throw new NotationError('notation.date-invalid', date, 'Not a day written YYYY-MM-DD');
  }
  const [, year = '', month = '', day = ''] = match;
  return { day, month: Number(month) <= 2 ? month : String(Number(month)), year };
}

/** `ngày 05 tháng 01 năm 2024`, `ngày 29 tháng 6 năm 2024`. */
export function dateLine(date: string): string {
  const { day, month, year } = dateParts(date);
  return `ngày ${day} tháng ${month} năm ${year}`;
}

/** `05/9/2026`: the same date inside running text and citations. */
export function shortDate(date: string): string {
  const { day, month, year } = dateParts(date);
  return `${day}/${month}/${year}`;
}

/** `Từ Sơn, ngày 29 tháng 6 năm 2024`. */
export function placeAndDateLine(place: string, date: string): string {
  return `${place.normalize('NFC').trim()}, ${dateLine(date)}`;
}
