import type { DomainEvent } from '../../../platform/jobs/event.js';
import type { GivenAssignment } from '../../routing/contracts/index.js';

export type OutgoingDocumentId = string;
export type IncomingDocumentId = string;

export type OutgoingState =
  | 'draft'
  | 'collecting'
  | 'head-review'
  | 'content-checked'
  | 'form-check'
  | 'awaiting-approval'
  | 'returned'
  | 'awaiting-signature'
  | 'signed'
  | 'numbering'
  | 'numbered'
  | 'sealed'
  | 'released'
  | 'cancelled'
  | 'number-voided';

export type IncomingState =
  | 'arrived'
  | 'to-register'
  | 'registered'
  | 'submitted'
  | 'distributed'
  | 'directed'
  | 'in-progress'
  | 'completed'
  | 'returned';

/** Thường, khẩn, thượng khẩn, hỏa tốc. */
export type Urgency = 'normal' | 'urgent' | 'very-urgent' | 'express';

/** Để thực hiện, để báo cáo, để biết, lưu. */
export type RecipientKind = 'perform' | 'report' | 'know' | 'file';

/** What the system made a document from. */
export type DocumentOrigin = {
  readonly type: 'plan' | 'unit-report' | 'period-report' | 'review-conclusion';
  readonly id: string;
};

export type OutgoingSigned = DomainEvent<
  'documents.outgoing-signed.v1',
  {
    readonly documentId: OutgoingDocumentId;
    readonly agencyId: string;
    readonly signerPostId: string;
    readonly origin: DocumentOrigin | null;
  }
>;

/** The number is taken; the file that shows it follows. */
export type NumberTaken = DomainEvent<
  'documents.number-taken.v1',
  { readonly documentId: OutgoingDocumentId; readonly baseSha256: string }
>;

export type OutgoingNumbered = DomainEvent<
  'documents.outgoing-numbered.v1',
  {
    readonly documentId: OutgoingDocumentId;
    readonly agencyId: string;
    readonly number: number;
    readonly symbol: string;
    /** `YYYY-MM-DD` */
    readonly issuedOn: string;
    readonly origin: DocumentOrigin | null;
  }
>;

export type OutgoingReleased = DomainEvent<
  'documents.outgoing-released.v1',
  {
    readonly documentId: OutgoingDocumentId;
    readonly agencyId: string;
    readonly typeCode: string;
    readonly symbol: string;
    readonly issuedOn: string;
    readonly origin: DocumentOrigin | null;
    readonly deliveries: readonly {
      readonly agencyId: string;
      readonly incomingDocumentId: IncomingDocumentId;
      readonly kind: RecipientKind;
    }[];
  }
>;

export type OutgoingReturned = DomainEvent<
  'documents.outgoing-returned.v1',
  {
    readonly documentId: OutgoingDocumentId;
    readonly agencyId: string;
    readonly reason: string;
    readonly origin: DocumentOrigin | null;
  }
>;

/** Cancelled before a number, or its number voided: it will never be released. */
export type OutgoingAbandoned = DomainEvent<
  'documents.outgoing-abandoned.v1',
  {
    readonly documentId: OutgoingDocumentId;
    readonly agencyId: string;
    readonly state: 'cancelled' | 'number-voided';
    readonly origin: DocumentOrigin | null;
  }
>;

export type IncomingRegistered = DomainEvent<
  'documents.incoming-registered.v1',
  {
    readonly incomingDocumentId: IncomingDocumentId;
    readonly agencyId: string;
    readonly arrivalNumber: number;
    readonly arrivedOn: string;
    readonly outgoingDocumentId: OutgoingDocumentId | null;
    readonly origin: DocumentOrigin | null;
  }
>;

export type IncomingDirected = DomainEvent<
  'documents.incoming-directed.v1',
  {
    readonly incomingDocumentId: IncomingDocumentId;
    readonly agencyId: string;
    readonly origin: DocumentOrigin | null;
    readonly outgoingDocumentId: OutgoingDocumentId | null;
    readonly directiveId: string;
    readonly assignments: readonly GivenAssignment[];
    readonly byPostId: string;
  }
>;

export type IncomingCompleted = DomainEvent<
  'documents.incoming-completed.v1',
  {
    readonly incomingDocumentId: IncomingDocumentId;
    readonly agencyId: string;
    readonly outgoingDocumentId: OutgoingDocumentId | null;
    readonly origin: DocumentOrigin | null;
    readonly completedOn: string;
  }
>;

export type IncomingReturned = DomainEvent<
  'documents.incoming-returned.v1',
  {
    readonly incomingDocumentId: IncomingDocumentId;
    readonly agencyId: string;
    readonly outgoingDocumentId: OutgoingDocumentId | null;
    readonly reason: string;
  }
>;
