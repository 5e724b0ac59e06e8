import { z } from 'zod';
import type { RemoteAnswer, RemoteHttp, RemoteRequest } from '../remote-http.js';
import { RemoteRefusedError } from '../remote-signing.errors.js';
import type { CscAuthorizationServer, CscTokenSource } from './csc-authorization-server.js';
import type {
  CscAuthorizationOrder,
  CscAuthorizationPart,
  CscCredential,
  CscDialect,
  CscHashes,
  CscSignOrder,
} from './csc-dialect.js';
import { isTokenRefused, readAnswer, refusalOf } from './csc-errors.js';

const Info = z.object({
  specs: z.string(),
  authType: z.array(z.string()).default([]),
  oauth2: z.string().optional(),
  asynchronousOperationMode: z.boolean().default(false),
  methods: z.array(z.string()).default([]),
});
type Info = z.output<typeof Info>;

const List = z.object({
  credentialIDs: z.array(z.string()),
  credentialInfos: z.array(z.looseObject({ credentialID: z.string() })).optional(),
  nextPageToken: z.string().nullish(),
});
const Renewed = z.object({ SAD: z.string().min(1), expiresIn: z.number().default(3600) });
const Activation = z.union([Renewed, z.object({ handle: z.string().min(1) })]);
const Signed = z.union([
  z.object({ signatures: z.array(z.string()) }),
  z.object({ responseID: z.string().min(1) }),
]);
const Polled = z.object({ signatures: z.array(z.string()) });

/** Twice it would cost an attempt, or make a holder's phone ring again. */
const ONCE = { isRepeatable: false } as const;
/** Far more than a person has certificates; a service that never ends is not listened to. */
const MOST_PAGES = 20;
const MOST_CREDENTIALS = 200;

/** Signature activation data, or what to ask with until its holder has confirmed. */
export type CscActivation =
  { readonly sad: string; readonly expiresIn: number } | { readonly handle: string };
export type CscSigned =
  { readonly signatures: readonly Uint8Array[] } | { readonly responseId: string };

export type CscEndpoint = {
  readonly name: string;
  /** Without `/csc/vN`. */
  readonly base: string;
  /** Where the token endpoints are; else what `info` says. */
  readonly oauthBase: string | null;
  /** Where the service does not say it itself. */
  readonly tokenSource?: CscTokenSource;
};

/** The methods of the CSC API, one to one. Both versions; what differs is the dialect's. */
export class CscClient {
  private known: Info | null = null;

  constructor(
    private readonly endpoint: CscEndpoint,
    private readonly dialect: CscDialect,
    private readonly http: RemoteHttp,
    private readonly tokens: CscAuthorizationServer,
  ) {}

  /** Asked once: it names the token endpoint and what the service can do. */
  async info(): Promise<Info> {
    if (this.known) return this.known;
    const { status, body } = await this.http.post({
      url: this.url('/info'),
      body: { json: { lang: 'vi' } },
      isRepeatable: true,
    });
    if (status !== 200) throw refusalOf(this.endpoint.name, status, body);
    this.known = this.read(Info, body);
    return this.known;
  }

  /** @param user null where the token itself is one holder's: it may not be named again (11.4). */
  async credentials(user: string | null): Promise<readonly CscCredential[]> {
    const found: CscCredential[] = [];
    let page: string | null = null;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const { body } = await this.ask('/credentials/list', this.dialect.listBody(user, page));
      const list: z.output<typeof List> = this.read(List, body);
      const infos = new Map(list.credentialInfos?.map((info) => [info.credentialID, info]));
      for (const id of new Set(list.credentialIDs)) {
        if (found.length === MOST_CREDENTIALS) throw this.endless('credentialIDs');
        const info = infos.get(id);
        found.push(info ? this.credentialOf(id, info) : await this.credential(id));
      }
      page = list.nextPageToken ?? null;
      if (page === null || page === '') return found;
    }
    throw this.endless('nextPageToken');
  }

  async credential(credentialId: string): Promise<CscCredential> {
    const { body } = await this.ask('/credentials/info', this.dialect.infoBody(credentialId));
    return this.credentialOf(credentialId, body);
  }

  async sendOneTimeCode(credentialId: string, part: CscAuthorizationPart): Promise<void> {
    const { path, body } = this.dialect.oneTimeCode(credentialId, part);
    // A second code would make the first worthless in the holder's hand.
    await this.ask(path, body, ONCE);
  }

  async authorize(order: CscAuthorizationOrder, timeoutMs?: number): Promise<CscActivation> {
    const { body } = await this.ask('/credentials/authorize', this.dialect.authorizeBody(order), {
      ...ONCE,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    return this.activationOf(body);
  }

  /** v2 11.9: 202 while the holder has not confirmed yet. */
  async authorizeCheck(handle: string): Promise<CscActivation> {
    const { body } = await this.ask('/credentials/authorizeCheck', { handle });
    return this.activationOf(body);
  }

  /** A new SAD for the hashes that follow, before the present one ends. */
  async extendTransaction(hashes: CscHashes, sad: string, scal: 1 | 2): Promise<CscActivation> {
    const { body } = await this.ask(
      '/credentials/extendTransaction',
      this.dialect.extendBody(hashes, sad, scal),
      ONCE,
    );
    // Nobody is asked again for what he has confirmed; else a batch might never come to its end.
    return this.activationOf(this.read(Renewed, body));
  }

  async signHash(order: CscSignOrder): Promise<CscSigned> {
    const { body } = await this.ask('/signatures/signHash', this.dialect.signBody(order), {
      isRepeatable: false,
      isOrder: true,
    });
    const signed = this.read(Signed, body);
    return 'responseID' in signed
      ? { responseId: signed.responseID }
      : { signatures: bytesOf(signed.signatures) };
  }

  /** @returns null while the service is still at it (v2 11.12: 202). */
  async signPolling(responseId: string): Promise<readonly Uint8Array[] | null> {
    const { status, body } = await this.ask('/signatures/signPolling', { requestID: responseId });
    return status === 202 ? null : bytesOf(this.read(Polled, body).signatures);
  }

  /** Where its holders are sent to (8.2.2). */
  async authorisationBase(): Promise<string> {
    return this.tokenSource(await this.info()).base;
  }

  /** How these hashes go there: by a request handed over beforehand (8.4.3) where the service takes it. */
  async authorisationOf(
    hashes: CscHashes,
  ): Promise<{ readonly isPushed: boolean; readonly hashes: Readonly<Record<string, string>> }> {
    const { methods } = await this.info();
    const isOpen = this.dialect.medium === 'csc-v2' && !methods.includes('oauth2/authorize');
    return {
      isPushed: isOpen || methods.includes('oauth2/pushed_authorize'),
      hashes: this.dialect.browserHashes(hashes),
    };
  }

  async revoke(): Promise<void> {
    if (this.known) await this.tokens.revoke(this.tokenSource(this.known));
  }

  private endless(member: string): RemoteRefusedError {
    return new RemoteRefusedError(this.endpoint.name, `${this.dialect.medium} ${member}`);
  }

  private async ask(
    path: string,
    body: object,
    how: Pick<RemoteRequest, 'isRepeatable' | 'isOrder' | 'timeoutMs'> = { isRepeatable: true },
  ): Promise<RemoteAnswer> {
    const source = this.endpoint.tokenSource ?? this.tokenSource(await this.info());
    const send = async (): Promise<RemoteAnswer> =>
      this.http.post({
        url: this.url(path),
        body: { json: body },
        authorization: `Bearer ${await this.tokens.serviceToken(source)}`,
        ...how,
      });
    let answer = await send();
    if (isTokenRefused(answer.status, answer.body)) {
      // Refused before anything was done: the order may go out again under a new token.
      this.tokens.forget();
      answer = await send();
    }
    if (answer.status >= 300) throw refusalOf(this.endpoint.name, answer.status, answer.body);
    return answer;
  }

  private tokenSource({ authType, oauth2 }: Info): CscTokenSource {
    const isBasic =
      authType.includes('basic') && !authType.some((type) => type.startsWith('oauth2'));
    if (isBasic) return { kind: 'basic', base: this.url('') };
    const base = this.endpoint.oauthBase ?? oauth2 ?? this.endpoint.base;
    return { kind: 'oauth2', base: base.replace(/\/+$/, '') };
  }

  private url(path: string): string {
    return `${this.endpoint.base.replace(/\/+$/, '')}${this.dialect.path}${path}`;
  }

  private credentialOf(id: string, body: unknown): CscCredential {
    return { credentialId: id, ...this.read(this.dialect.credential, body) };
  }

  private activationOf(body: unknown): CscActivation {
    const found = this.read(Activation, body);
    return 'SAD' in found ? { sad: found.SAD, expiresIn: found.expiresIn } : found;
  }

  private read<Shape extends z.ZodType>(shape: Shape, body: unknown): z.output<Shape> {
    return readAnswer(this.endpoint.name, this.dialect.medium, shape, body);
  }
}

function bytesOf(texts: readonly string[]): Uint8Array[] {
  return texts.map((text) => Buffer.from(text, 'base64'));
}
