import type { DeadlineKind } from '../../../api/plans';

export type ReadDeadline = { readonly kind: DeadlineKind; readonly on?: string };

const QUARTERS: Readonly<Record<string, number>> = {
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  1: 1,
  2: 2,
  3: 3,
  4: 4,
};

/** How the words will be understood, shown while they are typed; the server reads them again. */
export function readDeadline(text: string, year: number): ReadDeadline | null {
  const words = text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/\.$/u, '');
  if (/^(định kỳ )?(hằng|hàng|mỗi) (tháng|quý|năm)/u.test(words)) return { kind: 'PERIODIC' };
  if (/^(thường xuyên|liên tục)/u.test(words)) return { kind: 'CONTINUOUS' };
  if (/^(ngay )?(sau khi|khi )/u.test(words)) return { kind: 'EVENT' };
  return (
    readDate(words) ?? readQuarter(words, year) ?? readMonth(words, year) ?? readYear(words, year)
  );
}

function readDate(words: string): ReadDeadline | null {
  const [, day, month, year] =
    /^(?:(?:chậm nhất|trước|đến|xong)\s+)*(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(
      words,
    ) ?? [];
  if (!day || !month || !year || Number(month) > 12 || Number(day) > 31) return null;
  return { kind: 'DATE', on: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
}

function readQuarter(words: string, planYear: number): ReadDeadline | null {
  const [, quarter, year] =
    /^quý\s+(iv|i{1,3}|[1-4])(?:\s*(?:\/|năm)\s*(\d{4}))?$/u.exec(words) ?? [];
  if (quarter === undefined)
    return /^quý\s+\S+\s*(,|và)/u.test(words) ? { kind: 'PERIODIC' } : null;
  return { kind: 'QUARTER', on: lastDay(Number(year ?? planYear), (QUARTERS[quarter] ?? 1) * 3) };
}

function readMonth(words: string, planYear: number): ReadDeadline | null {
  const [, month, year] =
    /^tháng\s+(0?[1-9]|1[0-2])(?:\s*(?:\/|năm)\s*(\d{4}))?$/u.exec(words) ?? [];
  if (month === undefined) return null;
  return { kind: 'MONTH', on: lastDay(Number(year ?? planYear), Number(month)) };
}

function readYear(words: string, planYear: number): ReadDeadline | null {
  const found = /^(?:trong\s+)?năm(?:\s+(\d{4}))?$|^cả năm$/u.exec(words);
  return found ? { kind: 'DATE', on: lastDay(Number(found[1] ?? planYear), 12) } : null;
}

function lastDay(year: number, month: number): string {
  const day = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
