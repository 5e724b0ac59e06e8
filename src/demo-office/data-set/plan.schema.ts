import { z } from 'zod';
import { code, day } from './organisation.schema.js';

const words = z.string().min(1);
const number = z.string().regex(/^(I|II|III|IV|V|VI|VII)\.\d{1,2}$/);
/** `@cac-so` is a group: each member leads for itself. */
const unitOrGroup = z.string().regex(/^@?[a-z0-9]+(-[a-z0-9]+)*$/);

const condition = z.tuple([
  words,
  words,
  words.nullable(),
  z.enum(['>=', '=', '<=']),
  z.string(),
  z.string(),
]);

export const planSchema = z.strictObject({
  year: z.number().int(),
  plan: z.strictObject({
    symbol: words,
    issued_on: day,
    title: words,
    agency: code,
    signer: code,
    authority: z.array(words),
    drafting_agency: code,
    drafting_unit: code,
    submission: words.optional(),
    kept_by: words,
    recipients: z.array(
      z.strictObject({ kind: z.enum(['perform', 'report', 'know']), group: code }),
    ),
  }),
  /** Plans of agencies that make this one their own. */
  unit_plans: z
    .array(
      z.strictObject({
        symbol: words,
        issued_on: day,
        title: words,
        agency: code,
        unit: code,
        specifies: words,
        signer: code,
      }),
    )
    .default([]),
  general_objective: z.string(),
  figures: z.array(
    z.strictObject({ key: words, label: words, unit: z.string(), source: z.string() }),
  ),
  targets: z.array(
    z.strictObject({
      code: words,
      name: words,
      field: z.number().int().min(1).max(7),
      frequency: z.enum(['month', 'quarter']),
      near_margin: z.string().optional(),
      printed: words.optional(),
      conditions: z.array(condition).min(1),
    }),
  ),
  reporters: z.array(
    z.union([
      z.strictObject({ group: code, level: words }),
      z.strictObject({ unit: code, level: words }),
    ]),
  ),
  tasks: z.array(
    z.strictObject({
      number,
      text: words,
      product: words,
      leads: z.array(unitOrGroup).min(1),
      coordinators: z.array(unitOrGroup),
      deadline: words,
      targets: z.array(words).default([]),
      criterion: z.string().default(''),
      starred: z.boolean().default(false),
    }),
  ),
  progress: z
    .strictObject({
      overdue: z.array(
        z.strictObject({
          task: number,
          unit: code,
          note: words.optional(),
          done_on: day.optional(),
        }),
      ),
      extended: z.array(z.strictObject({ task: number, from: day, to: day, done_on: day })),
    })
    .default({ overdue: [], extended: [] }),
});
export type PlanEntries = z.output<typeof planSchema>;
