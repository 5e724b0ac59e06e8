import type { DomainEvent } from '../../../platform/jobs/event.js';

/**
 * Which signature on a subject this is; each has its own field. `annex` is the agency's on an annex
 * in a file of its own, `copy` the agency's on a certified copy.
 */
export type SignaturePurpose =
  'initial-content' | 'initial-form' | 'approve' | 'seal' | 'annex' | 'copy';

/** A signature stands in a new revision of the subject's file. */
export type SignatureApplied = DomainEvent<
  'signing.signature-applied.v1',
  {
    readonly subjectType: string;
    readonly purpose: SignaturePurpose;
    readonly baseSha256: string;
    readonly resultSha256: string;
    readonly postId: string;
  }
>;
