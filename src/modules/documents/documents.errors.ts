import { DomainError } from '../../platform/errors/domain-error.js';
import type { IncomingState, OutgoingState } from './contracts/index.js';
import { INCOMING_STATE_NAMES, OUTGOING_STATE_NAMES } from './domain/state-names.js';

/** Somebody was faster, or the state does not allow it. */
export class DocumentMovedOnError extends DomainError {
  readonly code = 'documents.moved-on';
  readonly kind = 'conflict';

  constructor(action: string, state: OutgoingState, by: LastMove | null = null) {
    super(`Cannot ${action} a document that is ${state}`, {
      action,
      state,
      stateName: OUTGOING_STATE_NAMES[state],
      by: by === null ? '' : `${by.address} ${by.name} `,
      at: by === null ? '' : ` lúc ${by.at}`,
    });
  }
}

/** Who moved it last: `ông (bà)` in government, `đồng chí` in Party space. */
export type LastMove = { readonly address: string; readonly name: string; readonly at: string };

export class SealTooEarlyError extends DomainError {
  readonly code = 'documents.seal-too-early';
  readonly kind = 'conflict';

  constructor() {
    super('No personal signature yet');
  }
}

export class IncomingMovedOnError extends DomainError {
  readonly code = 'documents.incoming-moved-on';
  readonly kind = 'conflict';

  constructor(action: string, state: IncomingState) {
    super(`Cannot ${action} an incoming document that is ${state}`, {
      action,
      state,
      stateName: INCOMING_STATE_NAMES[state],
    });
  }
}

/** What was approved and what lies there now differ: it goes back to the approver. */
export class ApprovedVersionChangedError extends DomainError {
  readonly code = 'documents.approved-version-changed';
  readonly kind = 'conflict';

  constructor() {
    super('Not the version that was approved');
  }
}

/** The bytes that somebody read are no longer the newest. */
export class RevisionMovedOnError extends DomainError {
  readonly code = 'documents.revision-moved-on';
  readonly kind = 'conflict';

  constructor() {
    super('A newer revision stands there');
  }
}

/** An image was moved out of its field, or a seal out of its real size. */
export class ImageOutsideFieldError extends DomainError {
  readonly code = 'documents.image-outside-field';
  readonly kind = 'invalid';

  constructor() {
    super('The image leaves the field that was laid out for it');
  }
}

export class AnnexAlreadySignedError extends DomainError {
  readonly code = 'documents.annex-already-signed';
  readonly kind = 'conflict';

  constructor(name: string) {
    super(`The annex ${name} is signed`, { name });
  }
}

/** NĐ 30/2020, annex I: each annex in a file of its own carries the agency's signature. */
export class AnnexesNotSignedError extends DomainError {
  readonly code = 'documents.annexes-not-signed';
  readonly kind = 'conflict';

  constructor(names: readonly string[]) {
    super('Annexes without the signature of the agency', { names: names.join(', ') });
  }
}

/** One authorisation opens one key: seals and own signatures are not signed together. */
export class MixedBatchError extends DomainError {
  readonly code = 'documents.mixed-batch';
  readonly kind = 'invalid';

  constructor() {
    super('The documents need different keys', { fields: ['/documents'] });
  }
}

export class MayNotSignError extends DomainError {
  readonly code = 'documents.may-not-sign';
  readonly kind = 'invalid';

  constructor(person: string) {
    super(`${person} has no mandate for this type`, { person, fields: ['/signerPostId'] });
  }
}

export class UnknownDocumentTypeError extends DomainError {
  readonly code = 'documents.unknown-type';
  readonly kind = 'invalid';

  constructor(typeCode: string) {
    super(`No document type ${typeCode}`, { typeCode, fields: ['/typeCode'] });
  }
}

/** Government and Party never mix: neither issuer nor opinion crosses. */
export class OtherSpaceError extends DomainError {
  readonly code = 'documents.other-space';
  readonly kind = 'invalid';

  constructor() {
    super('Belongs to the other space');
  }
}

export class NoUnitHeadError extends DomainError {
  readonly code = 'documents.no-unit-head';
  readonly kind = 'conflict';

  constructor(unit: string) {
    super(`Nobody leads ${unit} today`, { unit });
  }
}

export class FileNotYoursError extends DomainError {
  readonly code = 'documents.file-not-yours';
  readonly kind = 'invalid';

  constructor() {
    super('Not a file that this post uploaded', { fields: ['/fileSha256'] });
  }
}

/** The places of number, date and signatures were not found in the page's text. */
export class FieldsNotFoundError extends DomainError {
  readonly code = 'documents.fields-not-found';
  readonly kind = 'conflict';

  constructor(names: readonly string[]) {
    super(`No place found for ${names.join(', ')}`, { names: names.join(', ') });
  }
}

export class FieldsDoNotFitError extends DomainError {
  readonly code = 'documents.fields-do-not-fit';
  readonly kind = 'invalid';

  constructor(field: string, reason: string) {
    super(`${field}: ${reason}`, { field, reason, fields: ['/fields'] });
  }
}

export class AlreadySignedFileError extends DomainError {
  readonly code = 'documents.already-signed-file';
  readonly kind = 'invalid';

  constructor() {
    super('The file carries signatures already', { fields: ['/fileSha256'] });
  }
}

export class NoOpenOpinionError extends DomainError {
  readonly code = 'documents.no-open-opinion';
  readonly kind = 'conflict';

  constructor() {
    super('No opinion is asked of this post any more');
  }
}

export class NoSealError extends DomainError {
  readonly code = 'documents.no-seal';
  readonly kind = 'conflict';

  constructor(agency: string) {
    super(`${agency} has no seal`, { agency });
  }
}

/** Sealing comes before release wherever there is a seal (NĐ 30/2020, article 14). */
export class NotSealedError extends DomainError {
  readonly code = 'documents.not-sealed';
  readonly kind = 'conflict';

  constructor() {
    super('Not sealed yet');
  }
}

export class NothingToReplyToError extends DomainError {
  readonly code = 'documents.not-a-reply';
  readonly kind = 'invalid';

  constructor() {
    super('Not an incoming document of this agency', { fields: ['/replyTo'] });
  }
}

export class NothingToSubmitError extends DomainError {
  readonly code = 'documents.nothing-to-submit';
  readonly kind = 'invalid';

  constructor() {
    super('Not a draft of this agency', { fields: ['/submitsDocumentId'] });
  }
}

export class InvalidSignatureError extends DomainError {
  readonly code = 'documents.invalid-signature';
  readonly kind = 'conflict';

  constructor() {
    super('The signature is invalid: only a return is possible');
  }
}

export class BrokenSignaturesError extends DomainError {
  readonly code = 'documents.broken-signatures';
  readonly kind = 'conflict';

  constructor(sentence: string) {
    super(`Not fit for release: ${sentence}`, { sentence });
  }
}

/** A second with the same number, symbol and author: the clerk says that it is another one. */
export class LooksDuplicateError extends DomainError {
  readonly code = 'documents.looks-duplicate';
  readonly kind = 'conflict';

  constructor(duplicate: { arrivalNumber: number | null; arrivedOn: string | null; id: string }) {
    super('Number, symbol and author are in the register already', {
      arrivalNumber: duplicate.arrivalNumber ?? '',
      arrivedOn: duplicate.arrivedOn ?? '',
      incomingDocumentId: duplicate.id,
    });
  }
}

export class ResultMissingError extends DomainError {
  readonly code = 'documents.result-missing';
  readonly kind = 'invalid';

  constructor() {
    super('Without a reply the result is told', { fields: ['/result'] });
  }
}

export class DueInPastError extends DomainError {
  readonly code = 'documents.due-in-past';
  readonly kind = 'invalid';

  constructor(dueOn: string) {
    super(`${dueOn} is over`, { dueOn, fields: ['/dueOn'] });
  }
}

/** Somebody was faster, or it is too early: told beside the one it is about. Anything else is thrown on. */
export function asRefusal(error: unknown): DomainError {
  if (error instanceof DomainError && error.kind === 'conflict') return error;
  throw error;
}
