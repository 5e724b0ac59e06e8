import { DomainError } from './domain-error.js';

/** Absent, or not within what the actor may see: the answer never tells which. */
export class NotFoundError extends DomainError {
  readonly code = 'platform.not-found';
  readonly kind = 'not-found';

  constructor(what: string) {
    super(`No ${what} that this actor may see`, { what });
  }
}

export class NotSignedInError extends DomainError {
  readonly code = 'platform.not-signed-in';
  readonly kind = 'unauthenticated';

  constructor() {
    super('No session');
  }
}

export class ForbiddenError extends DomainError {
  readonly code = 'platform.forbidden';
  readonly kind = 'forbidden';

  constructor(act: string) {
    super(`Not theirs to do: ${act}`, { act });
  }
}

export type FieldIssue = {
  /** JSON pointer of the field in the request, `/recipients/0/kind`. */
  readonly pointer: string;
  /** The rule that was broken: zod's issue code or one of ours. */
  readonly code: string;
  readonly params?: Readonly<Record<string, unknown>>;
};

/** The request does not have the shape or the values that its schema asks for. */
export class InvalidInputError extends DomainError {
  readonly code = 'platform.invalid-input';
  readonly kind = 'invalid';

  constructor(readonly issues: readonly FieldIssue[]) {
    super('Invalid input', { fields: issues.map((issue) => issue.pointer) });
  }
}

/** A file holds all that was asked for or is refused: one cut short would pass for the whole. */
export class TooManyForFileError extends DomainError {
  readonly code = 'platform.too-many-for-file';
  readonly kind = 'invalid';

  constructor(most: number) {
    super(`More than ${most} lines for one file`, { most });
  }
}

/** `If-Match` names a version that is no longer the current one. */
export class StaleVersionError extends DomainError {
  readonly code = 'platform.stale-version';
  readonly kind = 'conflict';

  constructor(current: number) {
    super('Edited meanwhile', { current });
  }
}

export class IdempotencyKeyReusedError extends DomainError {
  readonly code = 'platform.idempotency-key-reused';
  readonly kind = 'conflict';

  constructor() {
    super('The same Idempotency-Key came with another request');
  }
}

/** The first sending of this request took effect, but its answer was lost. */
export class RequestAlreadyDoneError extends DomainError {
  readonly code = 'platform.request-already-done';
  readonly kind = 'conflict';

  constructor() {
    super('This request has taken effect already');
  }
}
