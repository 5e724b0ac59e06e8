import {
  RemoteOutcomeUnknownError,
  RemoteRefusedError,
  RemoteTimedOutError,
  RemoteUnavailableError,
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

/** POSTs to one signing service: known hosts, a time limit, and no order sent twice by accident. */
export class RemoteHttp {
  constructor(private readonly options: RemoteHttpOptions) {}

  /**
   * @returns any answer below 500 but 429, as JSON; null for an empty one.
   * @throws {RemoteUnavailableError} nothing was done
   * @throws {RemoteOutcomeUnknownError} something may have been signed
   * @throws {RemoteTimedOutError} its holder took longer than the line was kept open for him
   * @throws {RemoteRefusedError} another host, or an answer that is no JSON
   */
  async post(request: RemoteRequest): Promise<RemoteAnswer> {
    this.requireAllowed(request.url);
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.send(request);
      if (!(outcome instanceof Error)) return outcome;
      if (!request.isRepeatable || attempt === ATTEMPTS) throw outcome;
      await this.options.pause(BETWEEN_ATTEMPTS_MS * attempt);
    }
  }

  private async send(request: RemoteRequest): Promise<RemoteAnswer | Error> {
    const { name } = this.options;
    const unknown =
      request.isOrder === true
        ? new RemoteOutcomeUnknownError(name)
        : new RemoteUnavailableError(name);
    try {
      const response = await this.fetch(request);
      const text = await readLimited(response);
      if (response.status === 503 || response.status === 429) {
        return new RemoteUnavailableError(name);
      }
      if (response.status >= 500) return unknown;
      return { status: response.status, body: this.parse(text, response.status) };
    } catch (error) {
      if (error instanceof RemoteRefusedError) throw error;
      if (request.timeoutMs !== undefined && isTimeout(error)) return new RemoteTimedOutError(name);
      return isNeverArrived(error) ? new RemoteUnavailableError(name) : unknown;
    }
  }

  private fetch({ url, body, authorization, timeoutMs }: RemoteRequest): Promise<Response> {
    const isForm = 'form' in body;
    return fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs ?? this.options.timeoutMs),
      headers: {
        Accept: 'application/json',
        'Content-Type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
        ...(authorization === undefined ? {} : { Authorization: authorization }),
      },
      body: isForm ? new URLSearchParams(body.form).toString() : JSON.stringify(body.json),
    });
  }

  private parse(text: string, status: number): unknown {
    if (text.trim() === '') return null;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new RemoteRefusedError(this.options.name, `HTTP ${status}`);
    }
  }

  private requireAllowed(address: string): void {
    const url = URL.canParse(address) ? new URL(address) : null;
    const isSafe = url?.protocol === 'https:' || LOOPBACK.has(url?.hostname ?? '');
    if (!url || !isSafe || !this.options.hosts.includes(url.host)) {
      throw new RemoteRefusedError(this.options.name, url?.host ?? 'URL');
    }
  }
}

/**
 * A question whether a holder has confirmed: he may have while the service could not be asked, so
 * whoever waits asks again until his time is over.
 *
 * @returns null when the service does not answer
 */
export async function ifAnswered<Answer>(question: Promise<Answer>): Promise<Answer | null> {
  return question.catch((error: unknown) => {
    if (error instanceof RemoteUnavailableError) return null;
    throw error;
  });
}

async function readLimited(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    const bytes = piece as Uint8Array;
    size += bytes.length;
    if (size > MAX_ANSWER_BYTES) throw new Error('The answer is too large');
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function isTimeout(error: unknown): boolean {
  return (error as { name?: unknown } | null)?.name === 'TimeoutError';
}

function isNeverArrived(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'code' in cause &&
    NEVER_ARRIVED.has(String(cause.code))
  );
}
