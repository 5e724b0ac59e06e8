import { DomainError } from '../../../platform/errors/domain-error.js';
import { InvalidInputError } from '../../../platform/errors/platform.errors.js';
import type { CopyRefusal, CopyState } from '../domain/copy-rules.js';

/** NĐ 30/2020, article 25 does not know such a copy: said at the field that has to change. */
export function copyNotPermitted({ field, rule }: CopyRefusal): InvalidInputError {
  return new InvalidInputError([{ pointer: `/${field}`, code: `documents.copy-${rule}` }]);
}

/** On paper only, not released, or another agency's. */
export class NothingToCopyError extends DomainError {
  readonly code = 'documents.nothing-to-copy';
  readonly kind = 'conflict';

  constructor() {
    super('There is no file that this agency may copy');
  }
}

export class CopyMovedOnError extends DomainError {
  readonly code = 'documents.copy-moved-on';
  readonly kind = 'conflict';

  constructor(state: CopyState) {
    super(`The copy is ${state}`, { state });
  }
}
