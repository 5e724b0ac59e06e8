import { createHash, randomBytes } from 'node:crypto';
import type { LoopbackAnswer, LoopbackRequest } from '../loopback-service.js';

type Granted = { readonly parameters: Readonly<Record<string, string>>; readonly code: string };

const refused = (status: number, error: string): LoopbackAnswer => ({ status, body: { error } });

/** The authorisation server beside the service (CSC API 8.2). */
export class MockCscTokens {
  readonly living = new Set<string>();
  /** What the holder does on the page that opens in his browser. */
  holder: 'approves' | 'rejects' = 'approves';
  tokenSeconds = 3600;
  givesRefreshTokens = true;
  /** v1 knows no such endpoint, v2 leaves it open (8.4.3). */
  takesPushed = true;
  private readonly refresh = new Set<string>();
  private readonly pushed = new Map<string, Readonly<Record<string, string>>>();
  private readonly codes = new Map<string, Granted>();

  constructor(
    private readonly client: { readonly id: string; readonly secret: string },
    /** Makes the SAD of an authorisation in the browser. */
    private readonly activate: (parameters: Readonly<Record<string, string>>) => string,
  ) {}

  handle(request: LoopbackRequest): LoopbackAnswer | null {
    const form = request.body as Readonly<Record<string, string>>;
    if (request.path === '/oauth2/pushed_authorize' && !this.takesPushed) return null;
    switch (request.path) {
      case '/oauth2/token':
        return this.isClient(form) ? this.token(form) : refused(401, 'invalid_client');
      case '/oauth2/revoke':
        this.living.delete(form['token'] ?? '');
        return { status: 200 };
      case '/oauth2/pushed_authorize':
        return this.isClient(form) ? this.push(form) : refused(401, 'invalid_client');
      case '/oauth2/authorize':
        return this.authorize(request.query);
      default:
        return null;
    }
  }

  isLiving(authorization: string): boolean {
    return this.living.has(authorization.replace(/^Bearer /, ''));
  }

  private isClient(form: Readonly<Record<string, string>>): boolean {
    return form['client_id'] === this.client.id && form['client_secret'] === this.client.secret;
  }

  private token(form: Readonly<Record<string, string>>): LoopbackAnswer {
    switch (form['grant_type'] ?? '') {
      case 'client_credentials':
        return this.grant();
      case 'refresh_token':
        return this.refresh.delete(form['refresh_token'] ?? '')
          ? this.grant()
          : refused(400, 'invalid_grant');
      case 'authorization_code':
        return this.exchange(form);
      default:
        return refused(400, 'unsupported_grant_type');
    }
  }

  grant(): LoopbackAnswer {
    const access = randomBytes(16).toString('base64url');
    const refresh = randomBytes(16).toString('base64url');
    this.living.add(access);
    if (this.givesRefreshTokens) this.refresh.add(refresh);
    return {
      body: {
        access_token: access,
        token_type: 'Bearer',
        expires_in: this.tokenSeconds,
        ...(this.givesRefreshTokens ? { refresh_token: refresh } : {}),
      },
    };
  }

  private push(form: Readonly<Record<string, string>>): LoopbackAnswer {
    const uri = `urn:ietf:params:oauth:request_uri:${randomBytes(12).toString('base64url')}`;
    this.pushed.set(uri, form);
    return { status: 201, body: { request_uri: uri, expires_in: 60 } };
  }

  private authorize(query: URLSearchParams): LoopbackAnswer {
    const uri = query.get('request_uri');
    const parameters = uri === null ? Object.fromEntries(query) : this.pushed.get(uri);
    const isOurs = parameters?.['client_id'] === this.client.id && !query.has('client_secret');
    if (!parameters?.['redirect_uri'] || !isOurs) return refused(400, 'invalid_request');
    const back = new URL(parameters['redirect_uri'] ?? '');
    back.searchParams.set('state', parameters['state'] ?? '');
    if (this.holder === 'rejects') {
      back.searchParams.set('error', 'access_denied');
    } else {
      const code = randomBytes(16).toString('base64url');
      this.codes.set(code, { parameters, code });
      back.searchParams.set('code', code);
    }
    return { status: 302, headers: { Location: back.href } };
  }

  private exchange(form: Readonly<Record<string, string>>): LoopbackAnswer {
    const granted = this.codes.get(form['code'] ?? '');
    this.codes.delete(form['code'] ?? '');
    const challenge = createHash('sha256')
      .update(form['code_verifier'] ?? '')
      .digest('base64url');
    const isHis =
      granted?.parameters['code_challenge'] === challenge &&
      granted.parameters['redirect_uri'] === form['redirect_uri'];
    if (!isHis) return refused(400, 'invalid_grant');
    return {
      body: { access_token: this.activate(granted.parameters), token_type: 'SAD', expires_in: 300 },
    };
  }
}
