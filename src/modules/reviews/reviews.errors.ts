import { DomainError } from '../../platform/errors/domain-error.js';

export class ReviewActionNotAllowedError extends DomainError {
  readonly code = 'reviews.action-not-allowed';
  readonly kind = 'conflict';

  constructor(action: string, state: string) {
    super(`Cannot ${action} a review that is ${state}`, { action, state });
  }
}

export class ReviewExistsError extends DomainError {
  readonly code = 'reviews.exists';
  readonly kind = 'conflict';

  constructor(period: string) {
    super(`The review of ${period} is open already`, { period });
  }
}

/** The rule of the monthly review: nothing that is short or worse is passed over in silence. */
export class ConclusionMissingError extends DomainError {
  readonly code = 'reviews.conclusion-missing';
  readonly kind = 'invalid';

  constructor(codes: readonly string[], names: readonly string[]) {
    super(`No conclusion and no reason for ${codes.join(', ')}`, {
      codes,
      targets: names.join('; '),
    });
  }
}

export class MinutesIncompleteError extends DomainError {
  readonly code = 'reviews.minutes-incomplete';
  readonly kind = 'invalid';

  constructor(missing: readonly string[]) {
    super('The minutes are not complete', { missing: missing.join(', ') });
  }
}

export class NoConclusionItemError extends DomainError {
  readonly code = 'reviews.no-conclusion-item';
  readonly kind = 'invalid';

  constructor() {
    super('A conclusion has at least one item');
  }
}

export class NotAGovernmentAgencyError extends DomainError {
  readonly code = 'reviews.not-a-government-agency';
  readonly kind = 'invalid';

  constructor() {
    super('The review looks at an agency of the government');
  }
}

export class ConclusionUnderWayError extends DomainError {
  readonly code = 'reviews.conclusion-under-way';
  readonly kind = 'conflict';

  constructor(state: string) {
    super(`The conclusion is ${state}`, { state });
  }
}
