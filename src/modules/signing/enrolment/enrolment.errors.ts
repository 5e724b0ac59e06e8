import { DomainError } from '../../../platform/errors/domain-error.js';

export class CertificateUnreadableError extends DomainError {
  readonly code = 'signing.certificate-unreadable';
  readonly kind = 'invalid';

  constructor() {
    super('The certificate cannot be read');
  }
}

export class CertificateUsageError extends DomainError {
  readonly code = 'signing.certificate-not-for-signing';
  readonly kind = 'invalid';

  constructor() {
    super('The certificate is not one for signing documents');
  }
}

export class CertificateTooWeakError extends DomainError {
  readonly code = 'signing.certificate-too-weak';
  readonly kind = 'invalid';

  constructor(key: string) {
    super(`The key is too weak or of an unknown kind: ${key}`, { key });
  }
}

/** Neither was one sent nor has the one before left one. */
export class SignatureImageMissingError extends DomainError {
  readonly code = 'signing.image-missing';
  readonly kind = 'invalid';

  constructor() {
    super('A signature shows an image', { fields: ['/image'] });
  }
}

/** Nobody may let another person's phone sign for his own post. */
export class CertificateOfAnotherError extends DomainError {
  readonly code = 'signing.certificate-of-another';
  readonly kind = 'conflict';

  constructor() {
    super('The certificate names somebody else than the holder of the post');
  }
}

/** A certificate alone is public: only a signature shows whose device it is. */
export class PossessionNotProvenError extends DomainError {
  readonly code = 'signing.possession-not-proven';
  readonly kind = 'invalid';

  constructor() {
    super('The device did not sign with the key of this certificate');
  }
}

/** Another certificate came into use meanwhile, or another file was sent than was looked at. */
export class EnrolmentNotConfirmedError extends DomainError {
  readonly code = 'signing.enrolment-not-confirmed';
  readonly kind = 'conflict';

  constructor() {
    super('What would be registered is not what its owner has confirmed');
  }
}
