import { count } from '../../components/format';
import { countOf, type FigureField } from './report-form';

export type Filled = Readonly<Record<string, Partial<FigureField>>>;

/**
 * Counts alone, copied down a column (a second column is the source): they fill the fields from the
 * one that was chosen. `null` when the first column holds names, which the server knows to read.
 */
export function fillDown(keys: readonly string[], from: string, text: string): Filled | null {
  const rows = text
    .replace(/\r/g, '')
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row) => row.split('\t'));
  if (rows.some(([first = '']) => countOf(first) === null)) return null;
  const start = keys.indexOf(from);
  const filled = rows.flatMap(([first = '', source = ''], index) => {
    const key = keys[start + index];
    const value = countOf(first);
    if (key === undefined || value === null) return [];
    const field: Partial<FigureField> = {
      text: count(value),
      zero: false,
      ...(source.trim() === '' ? {} : { source: source.trim() }),
    };
    return [[key, field] as const];
  });
  return Object.fromEntries(filled);
}
