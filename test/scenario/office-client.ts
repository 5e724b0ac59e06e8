import { randomUUID } from 'node:crypto';

/** An answer that is not what the caller asked for, with the problem's own sentence. */
export class UnexpectedAnswerError extends Error {
  constructor(
    readonly method: string,
    readonly path: string,
    readonly status: number,
    readonly body: unknown,
  ) {
    super(`${method} ${path} answered ${status}: ${JSON.stringify(body).slice(0, 600)}`);
  }
}

/** One person at one browser: cookie, anti-forgery token, the post in which he acts. */
export class OfficeClient {
  private cookie = '';
  private csrf = '';

  constructor(readonly baseUrl: string) {}

  static async signIn(baseUrl: string, username: string, password: string): Promise<OfficeClient> {
    const client = new OfficeClient(baseUrl);
    await client.post('/api/v1/session', { username, password });
    await client.refresh();
    return client;
  }

  /** Reads the session anew: the token belongs to it. */
  async refresh(): Promise<Record<string, unknown>> {
    const session = await this.get<Record<string, unknown>>('/api/v1/session');
    this.csrf = String(session['csrfToken']);
    return session;
  }

  get<T = unknown>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T = unknown>(path: string, body: object = {}): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  put<T = unknown>(
    path: string,
    body: object = {},
    headers: Record<string, string> = {},
  ): Promise<T> {
    return this.call<T>('PUT', path, body, headers);
  }

  patch<T = unknown>(
    path: string,
    body: object = {},
    headers: Record<string, string> = {},
  ): Promise<T> {
    return this.call<T>('PATCH', path, body, headers);
  }

  async upload<T = unknown>(
    path: string,
    name: string,
    bytes: Uint8Array,
    type = 'application/pdf',
  ): Promise<T> {
    const form = new FormData();
    form.set('file', new Blob([Uint8Array.from(bytes)], { type }), name);
    return this.sendForm<T>('POST', path, form);
  }

  async sendForm<T = unknown>(method: string, path: string, form: FormData | Blob): Promise<T> {
    const headers = this.headers();
    const response = await fetch(this.baseUrl + path, { method, headers, body: form });
    return this.answer<T>(method, path, response);
  }

  async bytes(path: string): Promise<Buffer> {
    const response = await fetch(this.baseUrl + path, { headers: this.headers() });
    if (!response.ok)
      throw new UnexpectedAnswerError('GET', path, response.status, await response.text());
    return Buffer.from(await response.arrayBuffer());
  }

  /** The cookie for a browser that goes on as this person. */
  get sessionCookie(): { name: string; value: string } {
    const [name = '', value = ''] = this.cookie.split('=', 2);
    return { name, value };
  }

  async raw(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: unknown }> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        ...this.headers(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.keepCookie(response);
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      body: json && text !== '' ? (JSON.parse(text) as unknown) : text,
    };
  }

  private async call<T>(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const answer = await this.raw(method, path, body, headers);
    if (answer.status >= 400)
      throw new UnexpectedAnswerError(method, path, answer.status, answer.body);
    return answer.body as T;
  }

  private async answer<T>(method: string, path: string, response: Response): Promise<T> {
    this.keepCookie(response);
    const body = (await response.json().catch(() => null)) as unknown;
    if (!response.ok) throw new UnexpectedAnswerError(method, path, response.status, body);
    return body as T;
  }

  private headers(): Record<string, string> {
    return {
      ...(this.cookie === '' ? {} : { cookie: this.cookie }),
      ...(this.csrf === '' ? {} : { 'x-csrf-token': this.csrf }),
    };
  }

  private keepCookie(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const pair = line.split(';')[0];
      if (pair !== undefined && /^(__Host-)?trien=/.test(pair)) this.cookie = pair;
    }
  }
}
