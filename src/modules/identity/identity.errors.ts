import { DomainError } from '../../platform/errors/domain-error.js';

/** Wrong name or wrong password: never said which. */
export class WrongCredentialsError extends DomainError {
  readonly code = 'identity.wrong-credentials';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Wrong name or password');
  }
}

/** Too many failures under this name, whether or not somebody has it. */
export class SignInLockedError extends DomainError {
  readonly code = 'identity.sign-in-locked';
  readonly kind = 'too-many';

  /** @param until `09 giờ 12 ngày 24/8/2026` */
  constructor(until: string) {
    super(`Locked until ${until}`, { until });
  }
}

export class NoPostError extends DomainError {
  readonly code = 'identity.no-post';
  readonly kind = 'forbidden';

  constructor() {
    super('The person holds no post today');
  }
}
