import { z } from 'zod';
import { code, day } from './organisation.schema.js';

const words = z.string().min(1);

const arrival = z.strictObject({
  number: z.number().int().positive(),
  arrived_on: day,
  author: words,
  symbol: z.string(),
  issued_on: day.optional(),
  subject: words,
  urgency: z.enum(['urgent', 'very-urgent', 'express']).optional(),
  channel: z.enum(['electronic', 'paper']).default('electronic'),
  lead: code.optional(),
  coordinators: z.array(code).default([]),
  inform_posts: z.array(code).default([]),
  due_on: day.optional(),
  original_due_on: day.optional(),
  done_on: day.optional(),
  outcome: z.enum([
    'awaiting-direction',
    'directed',
    'in-progress',
    'informed',
    'done-early',
    'done-in-time',
    'done-late',
  ]),
  note: z.string().default(''),
});
export type ArrivalEntry = z.output<typeof arrival>;

const issued = z.strictObject({
  number: z.number().int().positive(),
  type: words,
  symbol: words,
  issued_on: day,
  subject: words,
  signer: code,
  authority: words,
  recipients: z.string(),
  unit: code,
  note: z.string().default(''),
  voided: words.optional(),
});
export type IssuedEntry = z.output<typeof issued>;

const register = z.strictObject({ agency: code, registered: z.array(arrival) });

export const documentsSchema = z.strictObject({
  incoming: register
    .extend({
      not_registered: z.array(
        z.strictObject({
          arrived_on: day,
          author: words,
          symbol: words,
          issued_on: day,
          subject: words,
          note: words,
        }),
      ),
    })
    .optional(),
  outgoing: z.array(
    z.strictObject({
      agency: code,
      entries: z.array(issued),
      copies: z
        .array(
          z.strictObject({
            number: z.number().int(),
            symbol: words,
            issued_on: day,
            subject: words,
            signer: code,
            authority: words,
          }),
        )
        .default([]),
      drafts: z
        .array(
          z.strictObject({
            type: words,
            subject: words,
            drafter: code,
            unit: code,
            head: code,
            state: z.enum(['form-check', 'returned', 'awaiting-signature']),
            addressees: z.array(words).default([]),
            note: z.string().default(''),
          }),
        )
        .default([]),
    }),
  ),
  party_incoming: register.optional(),
  reception: z.array(z.strictObject({ on: day, visits: z.number().int() })).default([]),
});
export type DraftEntry = DocumentEntries['outgoing'][number]['drafts'][number];
export type DocumentEntries = z.output<typeof documentsSchema>;
