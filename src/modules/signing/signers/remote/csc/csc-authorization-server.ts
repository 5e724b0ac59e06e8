import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../../../../platform/clock/clock.js';
import type { RemoteHttp } from '../remote-http.js';
import { readAnswer, refusalOf } from './csc-errors.js';

const Token = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().optional(),
  expires_in: z.coerce.number().default(3600),
});
const Pushed = z.object({ request_uri: z.string() });

export type CscClientIdentity = { readonly id: string; readonly secret: string };

/** Where tokens come from: OAuth 2.0 (CSC API 8.2), or a login by name and password (11.2). */
export type CscTokenSource =
  | { readonly kind: 'oauth2'; readonly base: string }
  | { readonly kind: 'basic'; readonly base: string }
  /** ADSS RAS, as MySign has it: the office signs in in the name of one holder. */
  | {
      readonly kind: 'ras';
      readonly base: string;
      readonly user: string;
      readonly profileId: string;
    };

export type CredentialAuthorization = {
  readonly credentialId: string;
  readonly count: number;
  /** As the version of the API names them. */
  readonly hashes: Readonly<Record<string, string>>;
  /** Handed over beforehand, so that none of it is changed on the way (RFC 9126). */
  readonly isPushed: boolean;
  readonly redirectUri: string;
  readonly state: string;
  readonly description: string;
};

/** RFC 7636: the verifier stays here, its digest goes with the browser. */
export type ProofKey = { readonly verifier: string; readonly challenge: string };

export function newProofKey(verifier = randomBytes(32).toString('base64url')): ProofKey {
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** A token that is about to end is not used any more. */
const MARGIN_MS = 30_000;
/** A stopping program does not wait long for a courtesy. */
const REVOKE_WITHIN_MS = 2_000;

type Held = { access: string; refresh: string | null; endsAt: number };

export class CscAuthorizationServer {
  private held: Held | null = null;

  constructor(
    private readonly name: string,
    private readonly http: RemoteHttp,
    private readonly client: CscClientIdentity,
    private readonly clock: Clock,
  ) {}

  /** The office's own token of scope `service`, kept until shortly before its end. */
  async serviceToken(source: CscTokenSource): Promise<string> {
    const now = this.clock.now().getTime();
    if (this.held && this.held.endsAt - MARGIN_MS > now) return this.held.access;
    const refreshed =
      this.held?.refresh != null ? await this.refresh(source, this.held.refresh) : null;
    this.held = refreshed ?? (await this.signIn(source));
    return this.held.access;
  }

  /** What the service refused is not offered again. */
  forget(): void {
    this.held = null;
  }

  /** RFC 7009: called when the office stops using the service. */
  async revoke(source: CscTokenSource): Promise<void> {
    const held = this.held;
    this.held = null;
    if (!held) return;
    if (source.kind === 'ras') return;
    const isOauth = source.kind === 'oauth2';
    await this.http.post({
      url: isOauth ? `${source.base}/oauth2/revoke` : `${source.base}/auth/revoke`,
      body: isOauth
        ? { form: { ...this.identity(), token: held.access } }
        : { json: { token: held.access } },
      ...(isOauth ? {} : { authorization: `Bearer ${held.access}` }),
      isRepeatable: false,
      timeoutMs: REVOKE_WITHIN_MS,
    });
  }

  /**
   * The address at which a holder authorises these very hashes in his browser (scope `credential`).
   * What comes of hashes that were changed on the way signs none of ours.
   *
   * @throws {RemoteRefusedError} the service names an address that the settings do not
   */
  async credentialAddress(
    base: string,
    order: CredentialAuthorization,
    key: ProofKey,
  ): Promise<string> {
    this.http.requireAllowed(base);
    const parameters = this.parametersOf(order, key);
    const given = order.isPushed ? await this.pushed(base, parameters) : parameters;
    const query = new URLSearchParams({ client_id: this.client.id, ...given });
    return `${base}/oauth2/authorize?${query}`;
  }

  private async pushed(
    base: string,
    parameters: Record<string, string>,
  ): Promise<z.output<typeof Pushed>> {
    const body = await this.form(`${base}/oauth2/pushed_authorize`, parameters);
    return readAnswer(this.name, 'oauth2', Pushed, body);
  }

  /** What the browser brought back becomes the SAD (8.2.4). A code is good once. */
  async exchange(base: string, code: string, redirectUri: string, key: ProofKey): Promise<string> {
    const body = await this.form(
      `${base}/oauth2/token`,
      {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: key.verifier,
      },
      false,
    );
    return readAnswer(this.name, 'oauth2', Token, body).access_token;
  }

  private parametersOf(order: CredentialAuthorization, key: ProofKey): Record<string, string> {
    return {
      response_type: 'code',
      scope: 'credential',
      redirect_uri: order.redirectUri,
      state: order.state,
      code_challenge: key.challenge,
      code_challenge_method: 'S256',
      credentialID: order.credentialId,
      numSignatures: String(order.count),
      ...order.hashes,
      description: order.description,
    };
  }

  private async signIn(source: CscTokenSource): Promise<Held> {
    if (source.kind === 'oauth2') {
      return this.keep(
        await this.form(`${source.base}/oauth2/token`, {
          grant_type: 'client_credentials',
          scope: 'service',
        }),
      );
    }
    if (source.kind === 'ras') return this.signInFor(source);
    const { status, body } = await this.http.post({
      url: `${source.base}/auth/login`,
      body: { json: { rememberMe: false } },
      authorization: `Basic ${Buffer.from(`${this.client.id}:${this.client.secret}`).toString('base64')}`,
      isRepeatable: true,
    });
    if (status !== 200) throw refusalOf(this.name, status, body);
    return this.keep(body);
  }

  private async signInFor(source: CscTokenSource & { kind: 'ras' }): Promise<Held> {
    const { status, body } = await this.http.post({
      url: `${source.base}/ras/v1/login`,
      body: {
        json: { ...this.identity(), user_id: source.user, profile_id: source.profileId },
      },
      isRepeatable: true,
    });
    if (status !== 200) throw refusalOf(this.name, status, body);
    return this.keep(body);
  }

  /** Null when the service wants a new sign-in instead. */
  private async refresh(source: CscTokenSource, token: string): Promise<Held | null> {
    if (source.kind !== 'oauth2') return null;
    const { status, body } = await this.http.post({
      url: `${source.base}/oauth2/token`,
      body: {
        form: {
          grant_type: 'refresh_token',
          refresh_token: token,
          ...this.identity(),
        },
      },
      isRepeatable: true,
    });
    return status === 200 ? this.keep(body, token) : null;
  }

  private async form(
    url: string,
    fields: Record<string, string>,
    isRepeatable = true,
  ): Promise<unknown> {
    const { status, body } = await this.http.post({
      url,
      body: { form: { ...this.identity(), ...fields } },
      isRepeatable,
    });
    if (status < 200 || status >= 300) throw refusalOf(this.name, status, body);
    return body;
  }

  private identity(): { client_id: string; client_secret: string } {
    return { client_id: this.client.id, client_secret: this.client.secret };
  }

  private keep(body: unknown, refreshToken: string | null = null): Held {
    const token = readAnswer(this.name, 'oauth2', Token, body);
    return {
      access: token.access_token,
      refresh: token.refresh_token ?? refreshToken,
      endsAt: this.clock.now().getTime() + token.expires_in * 1000,
    };
  }
}
