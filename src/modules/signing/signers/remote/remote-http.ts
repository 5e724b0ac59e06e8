import type { DomainError } from '../../../../platform/errors/domain-error.js';
import {
  RemoteOutcomeUnknownError,
  RemoteRedirectedError,
  RemoteRefusedError,
  RemoteTimedOutError,
  RemoteUnavailableError,
  RemoteUnheardError,
  RemoteUnreadableError,
  RemoteUntrustedError,
  type ServerProblem,
} from './remote-signing.errors.js';

export type Pause = (milliseconds: number) => Promise<void>;

export type RemoteHttpOptions = {
  /** As users call the service; stands in every error. */
  readonly name: string;
  /** `host` or `host:port` that may be asked, nothing else, redirects included. */
  readonly hosts: readonly string[];
  readonly timeoutMs: number;
  readonly pause: Pause;
};

export type RemoteRequest = {
  readonly url: string;
  readonly body: { readonly json: object } | { readonly form: Readonly<Record<string, string>> };
  readonly authorization?: string;
  /** Doing it twice is doing it once: only then is it sent again. */
  readonly isRepeatable: boolean;
  /** It has something signed, perhaps though its answer was lost. */
  readonly isOrder?: boolean;
  /** Longer than usual where the service keeps the line open until its holder has confirmed. */
  readonly timeoutMs?: number;
};

export type RemoteAnswer = { readonly status: number; readonly body: unknown };

const ATTEMPTS = 3;
const BETWEEN_ATTEMPTS_MS = 500;
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);
/** The connection never stood, so nothing can have been ordered. */
const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * The request belongs elsewhere. A 303, and a 302 as most use it, answers for a request that was
 * carried out (RFC 9110, 15.4.4).
 */
const NOT_HERE = new Set([301, 307, 308]);

/** What OpenSSL and Node say of a server's certificate; the request was not sent then. */
const CERTIFICATE_PROBLEMS: ReadonlyMap<string, ServerProblem> = new Map([
  ['CERT_HAS_EXPIRED', 'certificate-period'],
  ['CERT_NOT_YET_VALID', 'certificate-period'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-name'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-issuer'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate-issuer'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'certificate-issuer'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate-issuer'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-issuer'],
  ['CERT_UNTRUSTED', 'certificate-issuer'],
  ['CERT_REVOKED', 'certificate-issuer'],
  ['INVALID_PURPOSE', 'certificate-issuer'],
]);

/** POSTs to one signing service: known hosts, a time limit, and no order sent twice by accident. */
export class RemoteHttp {
  constructor(private readonly options: RemoteHttpOptions) {}

  /**
   * @returns any answer below 500 but 429 and a redirect, as JSON; null for an empty one. Members
   *   that are null are left out, as the CSC API has them mean.
   * @throws {RemoteUnheardError} nothing was done
   * @throws {RemoteOutcomeUnknownError} something may have been signed
   * @throws {RemoteTimedOutError} its holder took longer than the line was kept open for him
   * @throws {RemoteRefusedError} another host, or a refusal that is no JSON
   */
  async post(request: RemoteRequest): Promise<RemoteAnswer> {
    this.requireAllowed(request.url);
    let mayHaveArrived = false;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.send(request);
      if (!(outcome instanceof Error)) return outcome;
      mayHaveArrived ||= outcome instanceof RemoteOutcomeUnknownError;
      const isPassing = mayHaveArrived || outcome instanceof RemoteUnavailableError;
      if (!isPassing || !request.isRepeatable || attempt === ATTEMPTS) {
        throw mayHaveArrived ? new RemoteOutcomeUnknownError(this.options.name) : outcome;
      }
      await this.options.pause(BETWEEN_ATTEMPTS_MS * attempt);
    }
  }

  /** @throws {RemoteRefusedError} an address that the settings do not name, for a browser too */
  requireAllowed(address: string): void {
    const url = URL.canParse(address) ? new URL(address) : null;
    const isSafe =
      url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
    if (!url || !isSafe || !this.options.hosts.includes(url.host)) {
      throw new RemoteRefusedError(this.options.name, url?.host ?? 'URL');
    }
  }

  private async send(request: RemoteRequest): Promise<RemoteAnswer | DomainError> {
    const { name } = this.options;
    const orElse = (error: DomainError): DomainError =>
      request.isOrder === true ? new RemoteOutcomeUnknownError(name) : error;
    try {
      const response = await this.fetch(request);
      const { status } = response;
      if (status >= 300 && status < 400) {
        await response.body?.cancel();
        const redirected = new RemoteRedirectedError(name, placeOf(response));
        return NOT_HERE.has(status) ? redirected : orElse(redirected);
      }
      const text = await readLimited(response);
      if (status === 503 || status === 429) return new RemoteUnavailableError(name);
      if (status >= 500) return orElse(new RemoteUnavailableError(name));
      const body = jsonOf(text);
      if (body !== undefined) return { status, body };
      return status < 300
        ? orElse(new RemoteUnreadableError(name))
        : new RemoteRefusedError(name, `HTTP ${status}`);
    } catch (error) {
      return this.problemOf(error, request, orElse);
    }
  }

  private problemOf(
    error: unknown,
    { timeoutMs }: RemoteRequest,
    orElse: (error: DomainError) => DomainError,
  ): DomainError {
    const { name } = this.options;
    const code = codeOf(error);
    const problem = CERTIFICATE_PROBLEMS.get(code);
    if (problem) return new RemoteUntrustedError(name, problem);
    if (NEVER_ARRIVED.has(code)) return new RemoteUnavailableError(name);
    if (timeoutMs !== undefined && isTimeout(error)) return new RemoteTimedOutError(name);
    if (error instanceof TooLongError) return orElse(new RemoteUnreadableError(name));
    const isHandshake = code.startsWith('ERR_SSL_') || code === 'EPROTO';
    return orElse(
      isHandshake ? new RemoteUntrustedError(name, 'handshake') : new RemoteUnavailableError(name),
    );
  }

  private fetch({ url, body, authorization, timeoutMs }: RemoteRequest): Promise<Response> {
    const isForm = 'form' in body;
    return fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs ?? this.options.timeoutMs),
      headers: {
        Accept: 'application/json',
        'Content-Type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
        ...(authorization === undefined ? {} : { Authorization: authorization }),
      },
      body: isForm ? new URLSearchParams(body.form).toString() : JSON.stringify(body.json),
    });
  }
}

/**
 * A question whether a holder has confirmed: he may have while the service could not be heard, so
 * whoever waits asks again until his time is over.
 *
 * @returns null when no word of the service arrives
 */
export async function ifAnswered<Answer>(question: Promise<Answer>): Promise<Answer | null> {
  return question.catch((error: unknown) => {
    if (error instanceof RemoteUnheardError) return null;
    throw error;
  });
}

class TooLongError extends Error {}

async function readLimited(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    const bytes = piece as Uint8Array;
    size += bytes.length;
    if (size > MAX_ANSWER_BYTES) throw new TooLongError();
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Null for an empty text, undefined for one that is no JSON. */
function jsonOf(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    // A member that is null is an absent one (CSC API v2, 7.1).
    return JSON.parse(text, (_name, value: unknown) => value ?? undefined) ?? null;
  } catch {
    return undefined;
  }
}

/** Where a redirect leads, as far as it says. */
function placeOf({ headers, url }: Response): string {
  const location = headers.get('location') ?? '';
  return URL.canParse(location, url) ? new URL(location, url).host : '?';
}

function isTimeout(error: unknown): boolean {
  return (error as { name?: unknown } | null)?.name === 'TimeoutError';
}

/** Of what made a request fail: the system's, OpenSSL's or undici's. */
function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } | null };
  return typeof cause?.code === 'string' ? cause.code : '';
}
