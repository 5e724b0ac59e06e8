import { z } from 'zod';
import { code, day } from './organisation.schema.js';

const words = z.string().min(1);
const minute = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

const pastItem = z.strictObject({
  number: z.number().int(),
  text: words,
  target: words.optional(),
  agency: code,
  result: z.enum(['done', 'doing', 'not-done']),
  done_on: day.optional(),
  due_on: day,
  product: words,
  note: words,
  compared: words.optional(),
});

const conclusion = z.strictObject({
  number: z.number().int(),
  targets: z.array(words),
  text: words,
  agency: code,
  product: words,
  due_on: day,
  original_due_on: day.optional(),
});

export const reviewSchema = z.strictObject({
  month,
  agency: code,
  government: code,
  report: z.strictObject({
    symbol: words,
    issued_on: day,
    arrival_number: z.number().int(),
    frozen_at: minute,
  }),
  meeting: z.strictObject({
    at: minute,
    kind: words,
    invitation: words,
    chair: code,
    secretary: code,
    present: z.number().int(),
    members: z.number().int(),
    absent: z.array(z.strictObject({ title: words, reason: words })),
    /** Members who hold a post here; the others who were present get invented names. */
    attended: z.array(code),
    invited: z.array(code),
  }),
  last_conclusions: z.strictObject({
    symbol: words,
    issued_on: day,
    met_at: minute,
    report: z.strictObject({ symbol: words, issued_on: day, arrival_number: z.number().int() }),
    items: z.array(pastItem),
  }),
  targets: z.record(
    z.string(),
    z.strictObject({
      before: words,
      now: words,
      verdict: z.enum(['met', 'unmet']),
      trend: z.enum(['better', 'same', 'worse']),
    }),
  ),
  conclusions: z.array(conclusion),
  no_conclusion: z.array(z.strictObject({ target: words, reason: words })),
  document: z.strictObject({
    symbol: words,
    printed: words,
    issued_on: day,
    title: words,
    subject: words,
    authority: z.array(words),
    recipients: z.array(words),
    arrival_number: z.number().int(),
  }),
  handed_on: z.array(
    z.strictObject({ conclusion: z.number().int(), lead: code, coordinators: z.array(code) }),
  ),
});
export type ReviewEntries = z.output<typeof reviewSchema>;
