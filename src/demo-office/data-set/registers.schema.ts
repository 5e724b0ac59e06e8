import { z } from 'zod';
import { code, day } from './organisation.schema.js';

const count = z.number().int().min(0);
const period = z.string().regex(/^(\d{4}|nk-\d{4}-\d{4})$/);

const book = z.strictObject({
  agency: code,
  period,
  /** The incoming register always runs by the year. */
  incoming_period: period.optional(),
  /** Types with a series of their own, with their printed abbreviation. */
  own: z.record(z.string(), z.string()).default({}),
  /** By type code, or `common`. */
  outgoing: z.record(z.string(), count),
  copies: count.optional(),
  incoming: count.optional(),
});
export type BookEntry = z.output<typeof book>;

export const registersSchema = z.strictObject({
  last_on: day,
  agencies: z.array(book),
  terms: z
    .array(
      z.strictObject({
        agency: code,
        id: period,
        from: day,
        congress: day,
        until_year: z.number().int(),
      }),
    )
    .default([]),
});
export type RegisterEntries = z.output<typeof registersSchema>;
