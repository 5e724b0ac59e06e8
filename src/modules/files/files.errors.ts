import { DomainError } from '../../platform/errors/domain-error.js';

export class FileTooLargeError extends DomainError {
  readonly code = 'files.too-large';
  readonly kind = 'too-large';

  constructor(limitMb: number) {
    super(`Larger than ${limitMb} MB`, { limitMb });
  }
}

/** The stored bytes are gone: the object store lost them. */
export class FileMissingError extends DomainError {
  readonly code = 'files.missing';
  readonly kind = 'unavailable';

  constructor(sha256: string) {
    super(`No stored file ${sha256}`, { sha256 });
  }
}
