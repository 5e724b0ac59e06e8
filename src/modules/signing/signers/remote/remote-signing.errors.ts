import { DomainError } from '../../../../platform/errors/domain-error.js';

/** Nobody told this office where the service is. */
export class RemoteNotConfiguredError extends DomainError {
  readonly code = 'signing.remote-not-configured';
  readonly kind = 'conflict';

  constructor(provider: string) {
    super(`No settings for ${provider}`, { provider });
  }
}

/** Nothing was done, and no word of the service arrived: whoever waits for one asks again. */
export abstract class RemoteUnheardError extends DomainError {
  readonly kind = 'unavailable';
}

export class RemoteUnavailableError extends RemoteUnheardError {
  readonly code = 'signing.remote-unavailable';

  constructor(provider: string) {
    super(`${provider} does not answer`, { provider });
  }
}

/** What in a server's certificate, or before it, forbids to talk to it. */
export type ServerProblem =
  'certificate-period' | 'certificate-name' | 'certificate-issuer' | 'handshake';

/** Whoever answers does not show that he is the service: nothing was sent to him. */
export class RemoteUntrustedError extends RemoteUnheardError {
  readonly code: string;

  constructor(provider: string, problem: ServerProblem) {
    super(`No trusted connection to ${provider}: ${problem}`, { provider });
    this.code = `signing.remote-server-${problem}`;
  }
}

/** It names another place, and what it was sent is for nobody else. */
export class RemoteRedirectedError extends RemoteUnheardError {
  readonly code = 'signing.remote-redirected';

  constructor(provider: string, host: string) {
    super(`${provider} redirects to ${host}`, { provider, host });
  }
}

/** Too long, or no JSON: a page of some server on the way, as a rule. */
export class RemoteUnreadableError extends RemoteUnheardError {
  readonly code = 'signing.remote-unreadable';

  constructor(provider: string) {
    super(`The answer of ${provider} cannot be read`, { provider });
  }
}

/** The order may have arrived: asking again could sign twice, so a person decides. */
export class RemoteOutcomeUnknownError extends DomainError {
  readonly code = 'signing.remote-outcome-unknown';
  readonly kind = 'unavailable';

  constructor(provider: string) {
    super(`${provider} took the order and did not answer`, { provider });
  }
}

/** The office itself is not let in, or the service answers against its own protocol. */
export class RemoteRefusedError extends DomainError {
  readonly code = 'signing.remote-refused';
  readonly kind = 'unavailable';

  constructor(provider: string, reason: string) {
    super(`${provider} refuses: ${reason}`, { provider, reason });
  }
}

/** Said before anything is ordered: what the certificate asks for was not typed. */
export class RemoteSecretMissingError extends DomainError {
  readonly code: string;
  readonly kind = 'invalid';

  constructor(provider: string, part: 'pin' | 'one-time-code') {
    super(`The service asks for the ${part}`, { provider, fields: ['/pin'] });
    this.code = `signing.remote-${part}-missing`;
  }
}

export class RemoteWrongPinError extends DomainError {
  readonly code = 'signing.remote-wrong-pin';
  readonly kind = 'invalid';

  constructor(provider: string) {
    super('The service refuses the PIN', { provider, fields: ['/pin'] });
  }
}

export class RemoteWrongOneTimeCodeError extends DomainError {
  readonly code = 'signing.remote-wrong-one-time-code';
  readonly kind = 'invalid';

  constructor(provider: string) {
    super('The service refuses the one-time code', { provider, fields: ['/pin'] });
  }
}

/** What the holder authorised has run out: he authorises again. */
export class RemoteAuthorizationEndedError extends DomainError {
  readonly code = 'signing.remote-authorization-ended';
  readonly kind = 'conflict';

  constructor(provider: string) {
    super('The authorisation has ended', { provider });
  }
}

export class RemoteQuotaError extends DomainError {
  readonly code = 'signing.remote-quota';
  readonly kind = 'too-many';

  constructor(provider: string) {
    super('No signatures left at the service', { provider });
  }
}

export class RemoteTooManyError extends DomainError {
  readonly code = 'signing.remote-too-many';
  readonly kind = 'too-many';

  constructor(limit: number) {
    super(`One authorisation covers ${limit} documents`, { limit });
  }
}

export class RemoteCredentialDisabledError extends DomainError {
  readonly code = 'signing.remote-credential-disabled';
  readonly kind = 'conflict';

  constructor(provider: string) {
    super('The key is disabled or locked at the service', { provider });
  }
}

export class RemoteCertificateExpiredError extends DomainError {
  readonly code = 'signing.remote-certificate-expired';
  readonly kind = 'conflict';

  constructor(provider: string) {
    super('The certificate has ended at the service', { provider });
  }
}

/** The service holds another certificate under this name than the one that was registered. */
export class RemoteCertificateChangedError extends DomainError {
  readonly code = 'signing.remote-certificate-changed';
  readonly kind = 'conflict';

  constructor(provider: string) {
    super('The certificate at the service is not the registered one', { provider });
  }
}

export class RemoteRejectedError extends DomainError {
  readonly code = 'signing.remote-rejected';
  readonly kind = 'conflict';

  constructor(provider: string) {
    super('The holder refused on his device', { provider });
  }
}

export class RemoteTimedOutError extends DomainError {
  readonly code = 'signing.remote-timed-out';
  readonly kind = 'conflict';

  constructor(provider: string) {
    super('The holder did not confirm in time', { provider });
  }
}

/** Authorised on the service's own page only, which a batch on the server cannot open. */
export class RemoteNeedsBrowserError extends DomainError {
  readonly code = 'signing.remote-needs-browser';
  readonly kind = 'conflict';

  constructor(provider: string) {
    super('The holder must authorise on the page of the service', { provider });
  }
}

/** Its holder is asked for something that the office has no way to ask for. */
export class RemoteAuthorizationUnsupportedError extends DomainError {
  readonly code = 'signing.remote-authorization-unsupported';
  readonly kind = 'conflict';

  constructor(provider: string, wanted: string) {
    super(`The key is authorised by ${wanted}`, { provider, wanted });
  }
}

/** Used, late, or another's: whoever comes back must have gone there in this post. */
export class ReturnNotAwaitedError extends DomainError {
  readonly code = 'signing.return-not-awaited';
  readonly kind = 'conflict';

  constructor() {
    super('No such authorisation is waited for');
  }
}

/** Each question costs somebody a message, or the service a session in his name. */
export class RemoteAskedTooOftenError extends DomainError {
  readonly code = 'signing.remote-asked-too-often';
  readonly kind = 'too-many';

  constructor() {
    super('This account asked a remote signing service too often');
  }
}

/** What came back is no signature of this certificate over this digest; nothing was embedded. */
export class RemoteWrongSignatureError extends DomainError {
  readonly code = 'signing.remote-wrong-signature';
  readonly kind = 'unavailable';

  constructor(provider: string) {
    super('The service returned a signature that does not fit', { provider });
  }
}

export class RemoteCertificateNotFoundError extends DomainError {
  readonly code = 'signing.remote-certificate-not-found';
  readonly kind = 'not-found';

  constructor(provider: string) {
    super('The service has no such certificate for this user', { provider });
  }
}
