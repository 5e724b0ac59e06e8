import { z } from 'zod';
import { type Actor, hasRole } from '../../../platform/access/actor.js';
import { pageOf, pageRequest } from '../../../platform/http/paging.js';

/** `failure`: the last round could not handle the file at all. */
const Cause = z.enum(['certificate', 'time-stamp', 'algorithm', 'failure']);
export type EndingCause = z.infer<typeof Cause>;

const Named = z.object({ id: z.uuid(), name: z.string() });
export type Named = z.infer<typeof Named>;

const filter = {
  cause: Cause.optional(),
  subjectType: z.string().max(40).optional(),
  agencyId: z.uuid().optional(),
  /** The unit that drafted it. */
  unitId: z.uuid().optional(),
  /** `YYYY-MM`, as months are counted at the legal time. */
  month: z
    .string()
    .regex(/^\d{4}-\d\d$/)
    .optional(),
};
export const ListEnding = z.strictObject({ ...pageRequest, ...filter });
export type ListEnding = z.infer<typeof ListEnding>;
export const EndingFile = z.strictObject({ ...filter, lang: z.enum(['vi', 'en']).default('vi') });
export type EndingFile = z.infer<typeof EndingFile>;
const { cause, subjectType, agencyId, unitId } = filter;
export const OverviewRequest = z.strictObject({ cause, subjectType, agencyId, unitId });
export type EndingFilter = Omit<ListEnding, 'after' | 'limit'>;

export const EndingSignature = z
  .object({
    subjectType: z.string(),
    subjectId: z.uuid(),
    /** The outgoing document that an annex belongs to; null for what stands by itself. */
    documentId: z.uuid().nullable(),
    title: z.string(),
    agencyId: z.uuid(),
    agencyName: z.string(),
    /** Which unit drafted it; null for what came from elsewhere. */
    unitName: z.string().nullable(),
    endsAt: z.iso.datetime(),
    /** It has come: the file verifies no more, and nothing that is added changes it. */
    hasEnded: z.boolean(),
    cause: Cause,
    /** What the last round did for it; null when none has met it yet. */
    outcome: z.enum(['started', 'judged', 'extended', 'unavailable', 'failed']).nullable(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'EndingSignature' });
export type EndingSignature = z.infer<typeof EndingSignature>;
export const EndingSignaturesPage = pageOf(EndingSignature).meta({ id: 'EndingSignaturesPage' });

export const EndingOverview = z
  .object({
    /** By legal month `YYYY-MM` and cause; months without any are left out. */
    counts: z.array(z.object({ month: z.string(), cause: Cause, count: z.number().int() })),
    total: z.number().int(),
    /** Of them those whose day has come. */
    ended: z.number().int(),
    /** False for who may know figures, but no document. */
    lists: z.boolean(),
    /** Whose documents the reader may ask for. */
    agencies: z.array(Named),
    /** Of the one agency that is asked about; empty while there are several. */
    units: z.array(Named),
    extends: z.boolean(),
    lastRoundAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'EndingOverview' });
export type EndingOverview = z.infer<typeof EndingOverview>;

/** Whose registers he reads: their clerks, the leaders of an agency and the chiefs of its office. */
export function listedAgencies(actor: Actor): readonly string[] {
  return hasRole(actor, 'leader', 'office-chief')
    ? [...new Set([...actor.clerkOf, actor.agencyId])]
    : actor.clerkOf;
}

/**
 * An administrator answers for the system, not for what the documents say, and an inspector for his
 * agency: figures alone. Null for every agency.
 */
export function countedAgencies(actor: Actor): readonly string[] | null {
  if (hasRole(actor, 'admin')) return null;
  const listed = listedAgencies(actor);
  return hasRole(actor, 'inspector') ? [...new Set([...listed, actor.agencyId])] : listed;
}
