import type { TokenError, TokenErrorCode } from '../../../../../libs/signing-agent/index.js';
import { DomainError } from '../../../../platform/errors/domain-error.js';

export class TokenPinWrongError extends DomainError {
  readonly code = 'signing.token-pin-wrong';
  readonly kind = 'invalid';

  constructor() {
    super('The token refuses the PIN', { fields: ['/pin'] });
  }
}

/** By the token itself; only its issuer or its SO PIN opens it again. */
export class TokenPinLockedError extends DomainError {
  readonly code = 'signing.token-pin-locked';
  readonly kind = 'conflict';

  constructor() {
    super('The token has locked its PIN');
  }
}

export class TokenPinExpiredError extends DomainError {
  readonly code = 'signing.token-pin-expired';
  readonly kind = 'conflict';

  constructor() {
    super('The PIN of the token has expired');
  }
}

export class TokenKeyAbsentError extends DomainError {
  readonly code = 'signing.token-key-absent';
  readonly kind = 'conflict';

  constructor() {
    super('The token does not hold this key');
  }
}

/** Others sign with it: its PIN is not tried for this post. */
export class TokenKeyOfAnotherError extends DomainError {
  readonly code = 'signing.token-key-of-another';
  readonly kind = 'conflict';

  constructor() {
    super('The key is registered for another post');
  }
}

/** Pulled out, its library missing, hanging or crashing: nothing was signed. */
export class TokenUnavailableError extends DomainError {
  readonly code = 'signing.token-unavailable';
  readonly kind = 'unavailable';

  constructor(reason: TokenErrorCode) {
    super(`The token cannot be reached: ${reason}`, { reason });
  }
}

/** It answered, but does not sign this. */
export class TokenRefusedError extends DomainError {
  readonly code = 'signing.token-refused';
  readonly kind = 'conflict';

  constructor(reason: string) {
    super(`The token refuses to sign: ${reason}`, { reason });
  }
}

export function toDomainError(error: TokenError): DomainError {
  switch (error.code) {
    case 'token.pin-wrong':
      return new TokenPinWrongError();
    case 'token.pin-locked':
      return new TokenPinLockedError();
    case 'token.pin-expired':
      return new TokenPinExpiredError();
    case 'token.key-absent':
      return new TokenKeyAbsentError();
    case 'token.mechanism-unsupported':
    case 'token.refused':
      return new TokenRefusedError(error.message);
    case 'token.absent':
    case 'token.crashed':
    case 'token.hung':
    case 'token.library-unusable':
    case 'token.package-absent':
      return new TokenUnavailableError(error.code);
  }
}
