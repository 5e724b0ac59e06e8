import { DomainError } from '../../platform/errors/domain-error.js';
import {
  type RefusalReason,
  refusalReason,
  type ReturnedFileProblem,
} from './domain/refusal-reasons.js';

export class WrongPinError extends DomainError {
  readonly code = 'signing.wrong-pin';
  readonly kind = 'invalid';

  constructor(remaining: number) {
    super('Wrong PIN', { remaining });
  }
}

/** This certificate is opened by a PIN, and none was given. */
export class PinRequiredError extends DomainError {
  readonly code = 'signing.pin-required';
  readonly kind = 'invalid';

  constructor() {
    super('This certificate asks for a PIN', { fields: ['/pin'] });
  }
}

export class PinLockedError extends DomainError {
  readonly code = 'signing.pin-locked';
  readonly kind = 'too-many';

  constructor(until: string) {
    super('PIN locked', { until });
  }
}

export class NoCredentialError extends DomainError {
  readonly code = 'signing.no-credential';
  readonly kind = 'conflict';

  constructor() {
    super('No certificate for this post');
  }
}

/** Its holder's PC or phone holds the key; no PIN can open it here. */
export class KeyNotOnServerError extends DomainError {
  readonly code = 'signing.key-not-on-server';
  readonly kind = 'conflict';

  constructor() {
    super('The key of this certificate is not on the server');
  }
}

export class CertificateNotValidError extends DomainError {
  readonly code = 'signing.certificate-not-valid';
  readonly kind = 'conflict';

  constructor(from: string, to: string) {
    super('The certificate is outside its period', { from, to });
  }
}

export class AlreadySignedError extends DomainError {
  readonly code = 'signing.already-signed';
  readonly kind = 'conflict';

  constructor() {
    super('This version has been signed for this purpose');
  }
}

/** Thrown by a subject whose file has a newer revision than the one that was signed. */
export class BaseMovedOnError extends DomainError {
  readonly code = 'signing.base-moved-on';
  readonly kind = 'conflict';

  constructor() {
    super('A newer revision stands there');
  }
}

/** Completed, refused or expired: a request is answered once. */
export class RequestClosedError extends DomainError {
  readonly code: string;
  readonly kind = 'conflict';

  constructor(state: string) {
    super(`The request is ${state}`, { state });
    this.code = state === 'expired' ? 'signing.request-expired' : 'signing.request-closed';
  }
}

/** By himself, his device or the program that keeps his key: nothing became true. */
export class SignerRefusedError extends DomainError {
  readonly code = 'signing.signer-refused';
  readonly kind = 'conflict';

  constructor(readonly words: string) {
    super(`The signer refused: ${words}`, { reason: words });
  }
}

/** The value is not good under the certificate, or belongs to other bytes. */
export class SignatureNotAcceptedError extends DomainError {
  readonly code = 'signing.signature-not-accepted';
  readonly kind = 'invalid';

  constructor(reason: RefusalReason) {
    super(`The signature is not accepted: ${reason}`, inWords(reason));
  }
}

/** What the signer's program sent back is not the document with his one signature added. */
export class ReturnedFileRefusedError extends DomainError {
  readonly code = 'signing.returned-file-refused';
  readonly kind = 'invalid';

  constructor(readonly problem: ReturnedFileProblem) {
    super(`The returned file is refused: ${problem}`, {
      ...inWords(problem),
      fields: ['/file'],
    });
  }
}

export class BatchAtWorkError extends DomainError {
  readonly code = 'signing.batch-at-work';
  readonly kind = 'conflict';

  constructor() {
    super('The batch is being signed');
  }
}

/** Nobody is at fault: what was pressed twice is signed once. */
export class InAnotherBatchError extends DomainError {
  readonly code = 'signing.in-another-batch';
  readonly kind = 'conflict';

  constructor(batch: Readonly<Record<'title' | 'by' | 'at' | 'atEn', string>>) {
    super(`In the batch ${batch.title}`, batch);
  }
}

export class FileCannotBeSignedError extends DomainError {
  readonly code = 'signing.file-cannot-be-signed';
  readonly kind = 'conflict';

  constructor(reason: RefusalReason) {
    super(`Cannot sign this file: ${reason}`, inWords(reason));
  }
}

/** Without signing in: later again. */
export class TooManyVerificationsError extends DomainError {
  readonly code = 'signing.too-many-verifications';
  readonly kind = 'too-many';

  constructor() {
    super('Too many verifications from this address');
  }
}

/** What was just signed does not verify: nothing of it becomes true. */
export class SignedFileInvalidError extends DomainError {
  readonly code = 'signing.signed-file-invalid';
  readonly kind = 'conflict';

  constructor(reason: RefusalReason) {
    super(`The signed file does not verify: ${reason}`, inWords(reason));
  }
}

export class NotAPdfError extends DomainError {
  readonly code: string;
  readonly kind = 'invalid';

  constructor(reason: string) {
    super(`Cannot read this file as PDF: ${reason}`, { reason, fields: ['/file'] });
    this.code = UNREADABLE[reason] ?? 'signing.pdf-broken';
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  'pdf.not-a-pdf': 'signing.not-a-pdf',
  'pdf.password-required': 'signing.pdf-encrypted',
  'pdf.password-wrong': 'signing.pdf-encrypted',
  'pdf.encryption-unsupported': 'signing.pdf-encrypted',
  'pdf.too-complex': 'signing.pdf-too-complex',
};

/** For the texts, in both languages. */
function inWords(reason: RefusalReason): Readonly<Record<'reason' | 'why' | 'whyEn', string>> {
  const { vi, en } = refusalReason(reason);
  return { reason, why: vi, whyEn: en };
}
