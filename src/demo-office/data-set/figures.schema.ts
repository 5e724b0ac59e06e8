import { z } from 'zod';
import { code, day } from './organisation.schema.js';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** Cells as the source prints them, divided by ` | `. */
const row = z.string().regex(/^[^|]+( \| [^|]+)*$/);
const reported = z.strictObject({ row, lights: z.string() });

export const figuresSchema = z.strictObject({
  due_day: z.number().int(),
  closing: z.strictObject({ day: z.number().int(), time: z.string() }).optional(),
  /** What the cells of a row are, in order; several keys share a cell that holds several numbers. */
  columns: z.array(z.array(z.string())),
  department_columns: z.array(z.array(z.string())).default([]),
  months: z.array(z.strictObject({ month, units: z.record(code, reported.nullable()) })),
  totals: z.record(month, z.record(z.string(), z.union([z.string(), z.number()]))).default({}),
  sent: z
    .array(z.strictObject({ unit: code, month, on: day, symbol: z.string().optional() }))
    .default([]),
  corrections: z
    .array(
      z.strictObject({
        unit: code,
        month,
        on: day,
        figure: z.string(),
        from: z.number().int(),
        to: z.number().int(),
        reason: z.string(),
      }),
    )
    .default([]),
  urged: z.array(z.strictObject({ unit: code, month, on: z.array(day) })).default([]),
  departments: z.strictObject({ month, units: z.record(code, row) }).optional(),
});
export type FigureEntries = z.output<typeof figuresSchema>;

/**
 * The counts of one row. A cell's numbers are taken in order: `415/415 (3)` fills three keys,
 * `14-14-12` three, `không phát sinh` makes all of its keys zero. Cells beyond the row are absent:
 * a survey is reported once a quarter.
 */
export function countsOf(
  text: string,
  columns: readonly (readonly string[])[],
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  text.split('|').forEach((cell, index) => {
    const keys = columns[index] ?? [];
    const numbers = cell.match(/\d+/g)?.map(Number) ?? keys.map(() => 0);
    if (numbers.length !== keys.length)
      throw new Error(`${text}: ${cell} is not ${keys.join(', ')}`);
    keys.forEach((key, at) => {
      const value = numbers[at] ?? 0;
      if (counts[key] !== undefined && counts[key] !== value)
        throw new Error(`${text}: two values of ${key}`);
      counts[key] = value;
    });
  });
  return counts;
}
