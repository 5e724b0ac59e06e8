import { DomainError } from '../../../../platform/errors/domain-error.js';

/** Unknown, used, expired or for the other direction: all sound the same to whoever tries. */
export class VgcaTicketRefusedError extends DomainError {
  readonly code = 'signing.vgca-ticket-refused';
  readonly kind = 'not-found';

  constructor() {
    super('The ticket opens nothing');
  }
}

/** Others send their documents at this moment, or this very ticket does. */
export class VgcaUploadsBusyError extends DomainError {
  readonly code = 'signing.vgca-uploads-busy';
  readonly kind = 'too-many';

  constructor() {
    super('Too many documents are received at once');
  }
}

/** The request is for another kind of key. */
export class NotForVgcaError extends DomainError {
  readonly code = 'signing.vgca-other-medium';
  readonly kind = 'conflict';

  constructor() {
    super('The certificate of this request is not one of the VGCA program');
  }
}

export class VgcaBaseMovedOnError extends DomainError {
  readonly code = 'signing.vgca-base-moved-on';
  readonly kind = 'conflict';

  constructor() {
    super('The document got a newer revision while it was signed');
  }
}
