import { ApiProblem, type Problem } from './problem';

export type Query = Readonly<
  Record<string, string | number | boolean | readonly string[] | null | undefined>
>;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Options = {
  readonly query?: Query | undefined;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly ifMatch?: string | undefined;
};

let csrfToken: string | null = null;
const underWay = new Map<string, Promise<unknown>>();
const signedOutListeners = new Set<() => void>();

export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** Called when the server no longer knows the session while a page is open. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function urlOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value))
      value.forEach((one: string) => {
        search.append(name, one);
      });
    else search.set(name, String(value));
  }
  const text = search.toString();
  return `/api/v1${path}${text ? `?${text}` : ''}`;
}

export function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return send<T>('GET', path, { query, signal });
}
/** The same request while it is under way is the same act: somebody has clicked twice. */
export function post<T = void>(path: string, body: unknown = {}, ifMatch?: string): Promise<T> {
  const act = JSON.stringify([path, ifMatch, body instanceof FormData ? partsOf(body) : body]);
  const running = underWay.get(act);
  if (running) return running as Promise<T>;
  const sent = send<T>('POST', path, { body, ifMatch }).finally(() => underWay.delete(act));
  underWay.set(act, sent);
  return sent;
}
export function put<T = void>(path: string, body: unknown, ifMatch?: string): Promise<T> {
  return send<T>('PUT', path, { body, ifMatch });
}
export function patch<T = void>(path: string, body: unknown, ifMatch?: string): Promise<T> {
  return send<T>('PATCH', path, { body, ifMatch });
}
export function remove<T = void>(path: string): Promise<T> {
  return send<T>('DELETE', path, {});
}
export function upload<T>(
  path: string,
  file: File,
  fields: Record<string, string> = {},
): Promise<T> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file, file.name);
  return send<T>('POST', path, { body: form });
}

function partsOf(form: FormData): unknown {
  return [...form.entries()].map(([name, value]) =>
    value instanceof File ? [name, value.name, value.size, value.lastModified] : [name, value],
  );
}

async function send<T>(method: Method, path: string, options: Options): Promise<T> {
  const url = urlOf(path, options.query);
  const key = method === 'POST' ? randomKey() : null;
  let response = await attempt(url, method, options, key);
  if (response.status === 403 && (await isCsrf(response))) {
    await refreshCsrf();
    response = await attempt(url, method, options, key);
  }
  if (!response.ok) throw await refusal(response, path);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** A request whose answer was lost is sent once more under the same key: the server does it once. */
async function attempt(
  url: string,
  method: Method,
  options: Options,
  key: string | null,
): Promise<Response> {
  const request = (): Promise<Response> => fetch(url, init(method, options, key));
  try {
    return await request();
  } catch (error) {
    if (options.signal?.aborted === true || (method !== 'GET' && key === null)) throw error;
    await new Promise((done) => window.setTimeout(done, 400));
    return request();
  }
}

function init(method: Method, { body, signal, ifMatch }: Options, key: string | null): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
  if (method !== 'GET' && csrfToken) headers['x-csrf-token'] = csrfToken;
  if (key) headers['idempotency-key'] = key;
  if (ifMatch) headers['if-match'] = ifMatch;
  if (body !== undefined && !(body instanceof FormData)) {
    headers['content-type'] = 'application/json';
  }
  return {
    method,
    headers,
    credentials: 'same-origin',
    ...(signal ? { signal } : {}),
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  };
}

async function isCsrf(response: Response): Promise<boolean> {
  const problem = (await response
    .clone()
    .json()
    .catch(() => ({}))) as Partial<Problem>;
  return problem.code === 'platform.csrf';
}

async function refreshCsrf(): Promise<void> {
  const response = await fetch('/api/v1/session', { credentials: 'same-origin' });
  if (!response.ok) return;
  const session = (await response.json()) as { csrfToken?: string };
  if (session.csrfToken) setCsrfToken(session.csrfToken);
}

async function refusal(response: Response, path: string): Promise<ApiProblem> {
  const body = (await response.json().catch(() => null)) as Problem | null;
  const problem: Problem = body?.code
    ? body
    : {
        status: response.status,
        code: 'web.unexpected',
        detail: 'Có lỗi khi xử lý. Nội dung đã được giữ. Đề nghị thực hiện lại.',
        detailEn: 'Something failed. What you typed is kept. Please try again.',
      };
  if (response.status === 401 && path !== '/session') {
    signedOutListeners.forEach((listener) => {
      listener();
    });
  }
  return new ApiProblem(problem);
}
