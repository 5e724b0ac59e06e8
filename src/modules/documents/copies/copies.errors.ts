import { DomainError } from '../../../platform/errors/domain-error.js';
import type { CopyRefusal, CopyState } from '../domain/copy-rules.js';

/** NĐ 30/2020, article 25 does not know such a copy. */
export class CopyNotPermittedError extends DomainError {
  readonly code: string;
  readonly kind = 'invalid';

  constructor(refusal: CopyRefusal) {
    super(`No such copy: ${refusal}`, { fields: ['/typeCode'] });
    this.code = `documents.copy-${refusal}`;
  }
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
