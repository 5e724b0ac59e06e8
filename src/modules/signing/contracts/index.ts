import type { DomainEvent } from '../../../platform/jobs/event.js';

/** Which signature on a document this is; each has its own field, laid out beforehand. */
export type SignaturePurpose = 'initial-content' | 'initial-form' | 'approve' | 'seal';

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
