import { DomainError } from '../../platform/errors/domain-error.js';

export class WrongPinError extends DomainError {
  readonly code = 'signing.wrong-pin';
  readonly kind = 'invalid';

  constructor(remaining: number) {
    super('Wrong PIN', { remaining });
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

export class FileCannotBeSignedError extends DomainError {
  readonly code = 'signing.file-cannot-be-signed';
  readonly kind = 'conflict';

  constructor(reason: string) {
    super(`Cannot sign this file: ${reason}`, { reason });
  }
}

export class NotAPdfError extends DomainError {
  readonly code = 'signing.not-a-pdf';
  readonly kind = 'invalid';

  constructor(reason: string) {
    super(`Cannot read this file as PDF: ${reason}`, { reason, fields: ['/file'] });
  }
}
