import { DomainError } from '../../../../platform/errors/domain-error.js';

export class ChallengeEndedError extends DomainError {
  readonly code = 'signing.challenge-ended';
  readonly kind = 'conflict';

  constructor() {
    super('The challenge was answered before or has expired');
  }
}
