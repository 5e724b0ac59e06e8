import { language } from '../i18n/language';

const COUNT = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const PERCENT = new Intl.NumberFormat('vi-VN', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const PARTS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Counts carry a thousands mark (1.312); document numbers never go through here. */
export function count(value: number): string {
  return COUNT.format(value);
}

/** 84,31% — without a space. The figure is rounded for reading, never for comparing. */
export function percent(value: number): string {
  return `${PERCENT.format(value)}%`;
}

/** A local date 'YYYY-MM-DD' as 14/06/2026. */
export function day(date: string | null | undefined): string {
  if (!date) return '';
  const [year, month, dayOfMonth] = date.slice(0, 10).split('-');
  return `${dayOfMonth ?? ''}/${month ?? ''}/${year ?? ''}`;
}

/** As sentences of documents write it: 2/9/2026 keeps its zero, 28/8/2026 has none. */
export function dayInSentence(date: string): string {
  const [year = '', month = '', dayOfMonth = ''] = date.slice(0, 10).split('-');
  const shortMonth = Number(month) > 2 ? String(Number(month)) : month;
  return `${dayOfMonth}/${shortMonth}/${year}`;
}

/** An instant in legal time: 24/08/2026 09 giờ 12. */
export function moment(instant: string | null | undefined): string {
  if (!instant) return '';
  const { date, hour, minute } = parts(instant);
  return language() === 'en'
    ? `${day(date)} ${hour}:${minute}`
    : `${day(date)} ${hour} giờ ${minute}`;
}

export function instantDay(instant: string | null | undefined): string {
  return instant ? day(parts(instant).date) : '';
}

/** Today in legal time, as 'YYYY-MM-DD'. */
export function today(): string {
  return parts(new Date().toISOString()).date;
}

function parts(instant: string): { date: string; hour: string; minute: string } {
  const found = Object.fromEntries(
    PARTS.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  return {
    date: `${found.year ?? ''}-${found.month ?? ''}-${found.day ?? ''}`,
    hour: found.hour ?? '',
    minute: found.minute ?? '',
  };
}
