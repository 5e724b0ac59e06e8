import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { PdfSignatureError } from '../errors.js';

/** One question over HTTP. */
export type FetchRequest = {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Of the answer; more is refused while it arrives. */
  readonly maxBytes: number;
  /** For the whole exchange, redirects included. */
  readonly timeoutMs: number;
};

/** The answer, whatever its status; header names in lower case. */
export type FetchResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** The only way this library reaches a network; whoever calls decides what stands behind it. */
export type Fetcher = (request: FetchRequest) => Promise<FetchResponse>;

/** Limits of a fetcher. */
export type FetcherOptions = {
  /** Redirects that are followed, to allowed hosts only; 3 when left out. */
  readonly maxRedirects?: number;
  /** Connections kept open to each host; 8 when left out. */
  readonly maxSockets?: number;
};

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };
const MAX_URL_LENGTH = 2_048;

/**
 * A fetcher that reaches the given hosts and nothing else.
 *
 * Addresses in certificates are written by strangers, so the list alone decides: a host is compared
 * as a URL parser normalises it, and its name is never resolved here. `host` allows the usual ports
 * of http and https, `host:port` that port alone.
 *
 * The fetcher throws PdfSignatureError `fetch.refused` before it connects, and `fetch.failed` for
 * what went wrong on the way.
 */
export function allowedHostsFetcher(
  hosts: readonly string[],
  options: FetcherOptions = {},
): Fetcher {
  const allowed = new Set(hosts.flatMap((host) => normalised(host)));
  const { maxRedirects = 3, maxSockets = 8 } = options;
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets }),
  };
  return async (request) => {
    const signal = AbortSignal.timeout(request.timeoutMs);
    let current = request;
    for (let hop = 0; ; hop += 1) {
      const url = checked(current.url, allowed);
      const agent = url.protocol === 'https:' ? agents['https:'] : agents['http:'];
      const response = await exchange(url, current, { agent, signal });
      const next = redirected(current, url, response);
      if (next === null) return response;
      if (hop >= maxRedirects) throw failed(url, 'too many redirects');
      current = next;
    }
  };
}

function normalised(host: string): string[] {
  const plain = parse(`http://${host}`);
  if (plain?.pathname !== '/' || plain.username !== '') return [];
  if (/:\d+$/.test(host)) return [`${plain.hostname}:${host.slice(host.lastIndexOf(':') + 1)}`];
  return Object.values(PORTS).map((port) => `${plain.hostname}:${port}`);
}

function parse(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

function checked(text: string, allowed: ReadonlySet<string>): URL {
  const url = text.length > MAX_URL_LENGTH ? null : parse(text);
  const usualPort = PORTS[url?.protocol ?? ''];
  if (url === null || usualPort === undefined) {
    throw new PdfSignatureError('fetch.refused', { detail: 'address' });
  }
  const place = `${url.hostname}:${url.port === '' ? usualPort : url.port}`;
  if (url.username !== '' || url.password !== '' || !allowed.has(place)) {
    throw new PdfSignatureError('fetch.refused', { host: url.host });
  }
  return url;
}

/** A POST is repeated elsewhere only when the answer says so (RFC 9110, 15.4.8). */
function redirected(request: FetchRequest, url: URL, response: FetchResponse): FetchRequest | null {
  const location = response.headers['location'];
  const isRedirect = [301, 302, 303, 307, 308].includes(response.status);
  if (!isRedirect || location === undefined) return null;
  const isKept = response.status === 307 || response.status === 308;
  if (request.method === 'POST' && !isKept) return null;
  const target = URL.canParse(location, url) ? new URL(location, url) : null;
  if (target === null || (url.protocol === 'https:' && target.protocol !== 'https:')) {
    throw new PdfSignatureError('fetch.refused', { host: target?.host ?? '', detail: 'redirect' });
  }
  return { ...request, headers: headersFor(request, url, target), url: target.href };
}

/** What one host was trusted with is not for another one, be it on the list (RFC 9110, 15.4). */
function headersFor({ headers }: FetchRequest, from: URL, target: URL): FetchRequest['headers'] {
  if (target.origin === from.origin) return headers;
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(?:authorization|cookie)$/i.test(name)),
  );
}

type Connection = { readonly agent: HttpAgent | HttpsAgent; readonly signal: AbortSignal };

function exchange(
  url: URL,
  request: FetchRequest,
  { agent, signal }: Connection,
): Promise<FetchResponse> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const { body } = request;
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(error instanceof PdfSignatureError ? error : failed(url, reasonOf(error, signal)));
    };
    const outgoing = send(
      url,
      {
        method: request.method,
        agent,
        signal,
        headers: {
          ...request.headers,
          'accept-encoding': 'identity',
          ...(body !== undefined && { 'content-length': String(body.length) }),
        },
      },
      (incoming) => {
        collect(incoming, url, request.maxBytes).then(resolve, fail);
      },
    );
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}

function collect(incoming: IncomingMessage, url: URL, maxBytes: number): Promise<FetchResponse> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > maxBytes) incoming.destroy(failed(url, 'answer too large'));
    });
    incoming.on('error', reject);
    incoming.on('aborted', () => {
      reject(failed(url, 'answer cut off'));
    });
    incoming.on('end', () => {
      resolve({
        status: incoming.statusCode ?? 0,
        headers: Object.fromEntries(
          Object.entries(incoming.headers).map(([key, value]) => [key, String(value)]),
        ),
        body: Buffer.concat(chunks),
      });
    });
  });
}

function reasonOf(error: Error, signal: AbortSignal): string {
  if (signal.aborted) return 'timeout';
  return (error as { code?: string }).code ?? 'connection';
}

function failed(url: URL, detail: string): PdfSignatureError {
  return new PdfSignatureError('fetch.failed', { host: url.host, detail });
}
