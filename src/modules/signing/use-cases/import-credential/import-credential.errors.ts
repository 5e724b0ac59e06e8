import { DomainError } from '../../../../platform/errors/domain-error.js';
import type { Pkcs12Refusal } from '../../../../../libs/pdf-signature/index.js';

/** The file gave no key; the code says why, `signing.p12-wrong-password` and the like. */
export class Pkcs12NotOpenedError extends DomainError {
  readonly code: string;
  readonly kind = 'invalid';

  constructor(refusal: Pkcs12Refusal) {
    super(`The file gave no key: ${refusal}`);
    this.code = `signing.p12-${refusal}`;
  }
}
