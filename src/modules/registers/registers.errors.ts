import { DomainError } from '../../platform/errors/domain-error.js';

export class SeriesClosedError extends DomainError {
  readonly code = 'registers.series-closed';
  readonly kind = 'conflict';

  constructor(period: string) {
    super(`The series of ${period} is closed`, { period });
  }
}

/** Numbers follow the order of their dates: a later day already has one. */
export class NumberBackdatedError extends DomainError {
  readonly code = 'registers.number-backdated';
  readonly kind = 'conflict';

  constructor(on: string, lastOn: string) {
    super(`${on} is before ${lastOn}, the day of the last number`, { on, lastOn });
  }
}

export class NumberAlreadyVoidedError extends DomainError {
  readonly code = 'registers.number-already-voided';
  readonly kind = 'conflict';

  constructor(symbol: string) {
    super(`${symbol} is void already`, { symbol });
  }
}

export class NoPartyTermError extends DomainError {
  readonly code = 'registers.no-party-term';
  readonly kind = 'conflict';

  constructor(on: string) {
    super(`No Party term covers ${on}`, { on });
  }
}

export class TooManyToPrintError extends DomainError {
  readonly code = 'registers.too-many-to-print';
  readonly kind = 'invalid';

  constructor(count: number, most: number) {
    super(`${count} entries, at most ${most} a volume`, { count, most, fields: ['/from', '/to'] });
  }
}
