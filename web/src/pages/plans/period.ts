import { day, today } from '../../components/format';
import { t } from '../../i18n';

type Period = { readonly code: string; readonly from: string; readonly to: string };

/** `2026-08` as 8/2026, as reports name it. */
export function monthName(code: string): string {
  const [year = '', month = ''] = code.split('-');
  return `${Number(month)}/${year}`;
}

/** The window of a month: from the 15th of the month before to the 14th (NĐ 09/2019). */
export function periodOf(code: string): Period {
  const [year = 0, month = 0] = code.split('-').map(Number);
  const before = month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
  return { code, from: `${before}-15`, to: `${code}-14` };
}

/** The month whose window holds the day: from the 15th on it is the next one's. */
export function periodOn(date: string): string {
  const [year = 0, month = 0, dayOfMonth = 0] = date.split('-').map(Number);
  const next = month + (dayOfMonth >= 15 ? 1 : 0);
  return next > 12 ? `${year + 1}-01` : `${year}-${String(next).padStart(2, '0')}`;
}

/** Months of the plan's year that have begun, the latest first. */
export function periodsOf(year: number): readonly string[] {
  const latest = periodOn(today());
  return Array.from(
    { length: 12 },
    (_, index) => `${year}-${String(12 - index).padStart(2, '0')}`,
  ).filter((code) => code <= latest);
}

export function previousPeriod(code: string): string {
  return periodOf(code).from.slice(0, 7);
}

/** Month and window together, always both. */
export function periodText(code: string): string {
  const { from, to } = periodOf(code);
  return t('rep.period', { month: monthName(code), from: day(from), to: day(to) });
}
