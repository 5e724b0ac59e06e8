import { DomainError } from '../../platform/errors/domain-error.js';

/** A recipient or an issuer was chosen that no longer stands on that day. */
export class UnitEndedError extends DomainError {
  readonly code = 'organisation.unit-ended';
  readonly kind = 'conflict';

  constructor(unit: string, endedOn: string, successors: readonly string[]) {
    super(`${unit} ended on ${endedOn}`, {
      unit,
      endedOn,
      successors: successors.join('; '),
    });
  }
}

export class UnknownOrganisationCodeError extends DomainError {
  readonly code = 'organisation.unknown-code';
  readonly kind = 'invalid';

  constructor(what: string, name: string) {
    super(`No ${what} with the code ${name}`, { what, name });
  }
}
