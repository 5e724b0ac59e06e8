import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { isLocalDate, type LocalDate, WorkingCalendar } from '../../libs/working-calendar/index.js';

const day = z.string().refine((text): text is LocalDate => isLocalDate(text), 'not a day');

const common = {
  name: z.string().min(1),
  source: z.string().min(1),
  /** Whether the content was compared with the source. */
  verified: z.boolean(),
  effectiveFrom: day,
  effectiveTo: day.nullable(),
};

const ruleSetSchema = z.discriminatedUnion('subject', [
  z.strictObject({
    ...common,
    subject: z.literal('government-form'),
    code: z.enum(['nd30-2020']),
  }),
  z.strictObject({
    ...common,
    subject: z.literal('party-form'),
    code: z.enum(['party-hd36', 'party-hd05']),
  }),
  z.strictObject({
    ...common,
    subject: z.literal('holidays'),
    code: z.string().regex(/^holidays-\d{4}$/),
    holidays: z.array(z.strictObject({ date: day, name: z.string().min(1) })),
    swaps: z.array(z.strictObject({ off: day, work: day, name: z.string().min(1) })),
  }),
]);

type RuleSet = z.output<typeof ruleSetSchema>;
export type GovernmentFormRuleSet = Extract<RuleSet, { subject: 'government-form' }>;
export type PartyFormRuleSet = Extract<RuleSet, { subject: 'party-form' }>;
export type HolidayRuleSet = Extract<RuleSet, { subject: 'holidays' }>;

export type RuleSets = {
  readonly governmentForm: readonly GovernmentFormRuleSet[];
  readonly partyForm: readonly PartyFormRuleSet[];
  readonly holidays: readonly HolidayRuleSet[];
};

/** Reads every rule set of this folder. A file that is wrong stops the start and is named. */
export function loadRuleSets(folder: URL = new URL('.', import.meta.url)): RuleSets {
  const sets = readdirSync(fileURLToPath(folder))
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => readRuleSet(folder, file));
  return {
    governmentForm: sets.filter((set) => set.subject === 'government-form'),
    partyForm: sets.filter((set) => set.subject === 'party-form'),
    holidays: sets.filter((set) => set.subject === 'holidays'),
  };
}

/** One calendar over all years that the rule sets describe. */
export function workingCalendarOf({ holidays }: Pick<RuleSets, 'holidays'>): WorkingCalendar {
  return new WorkingCalendar({
    holidays: holidays.flatMap((set) => set.holidays.map(({ date }) => date)),
    workingSwaps: holidays.flatMap((set) => set.swaps),
  });
}

function readRuleSet(folder: URL, file: string): RuleSet {
  const content: unknown = parse(readFileSync(new URL(file, folder), 'utf8'));
  const read = ruleSetSchema.safeParse(content);
  if (read.success) return read.data;
  throw new Error(`Rule set ${file} is wrong: ${z.prettifyError(read.error)}`);
}
