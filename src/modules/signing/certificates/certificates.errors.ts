import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Text } from '../../../platform/errors/texts.js';

export class CertificateRevokedError extends DomainError {
  readonly code = 'signing.certificate-revoked';
  readonly kind = 'conflict';

  constructor(serial: string, since: string, reason: Text) {
    super('The certificate has been revoked', { serial, since, why: reason.vi, whyEn: reason.en });
  }
}

export class AgencyEndedError extends DomainError {
  readonly code: string;
  readonly kind = 'conflict';

  constructor(agency: string, endedOn: string, successors: string) {
    super('The agency has ended', { agency, endedOn, successors });
    this.code = successors === '' ? 'signing.agency-ended' : 'signing.agency-ended-with-successors';
  }
}

export class PostEndedError extends DomainError {
  readonly code = 'signing.post-ended';
  readonly kind = 'conflict';

  constructor(title: string, endedOn: string) {
    super('The post has ended', { title, endedOn });
  }
}

export class CertificateReplacedError extends DomainError {
  readonly code = 'signing.certificate-replaced';
  readonly kind = 'conflict';

  constructor(serial: string, since: string) {
    super('Another certificate has taken its place', { serial, since });
  }
}

export class CertificateExpiredError extends DomainError {
  readonly code = 'signing.certificate-expired';
  readonly kind = 'conflict';

  constructor(serial: string, since: string) {
    super('The certificate has expired', { serial, since });
  }
}

export class AlreadyRevokedError extends DomainError {
  readonly code = 'signing.certificate-already-revoked';
  readonly kind = 'conflict';

  constructor() {
    super('The certificate has been revoked already');
  }
}

export class DeviceAlreadyHandedOverError extends DomainError {
  readonly code = 'signing.device-already-handed-over';
  readonly kind = 'conflict';

  constructor(receiver: string) {
    super('The device has been handed over and not come back', { receiver });
  }
}

export class DeviceNotHandedOverError extends DomainError {
  readonly code = 'signing.device-not-handed-over';
  readonly kind = 'conflict';

  constructor() {
    super('The device has not been handed over to anybody');
  }
}

/** A day that has not come, or one before what it follows. */
export class EventDayError extends DomainError {
  readonly code: string;
  readonly kind = 'invalid';

  constructor(which: 'future' | 'before-hand-over' | 'before-certificate') {
    super(`The day is not possible: ${which}`, { fields: ['/on'] });
    this.code = `signing.event-day-${which}`;
  }
}

/** Itself, one of another agency, one of a seal for a person's, or one that ended before. */
export class NotASuccessorError extends DomainError {
  readonly code = 'signing.not-a-successor';
  readonly kind = 'invalid';

  constructor() {
    super('That certificate cannot take its place', { fields: ['/successorId'] });
  }
}

/** In use, revoked, outside its period, or registered again since. */
export class NotReinstatableError extends DomainError {
  readonly code = 'signing.certificate-not-reinstatable';
  readonly kind = 'conflict';

  constructor() {
    super('The certificate cannot be used again');
  }
}

export class AlreadyReplacedError extends DomainError {
  readonly code = 'signing.certificate-already-replaced';
  readonly kind = 'conflict';

  constructor() {
    super('The register names its successor already');
  }
}
