import { z } from 'zod';
import { DIGEST_OID } from '../../../../../../libs/pdf-signature/index.js';
import type { Clock } from '../../../../../platform/clock/clock.js';
import type { DomainError } from '../../../../../platform/errors/domain-error.js';
import { RSA_ENCRYPTION } from '../rsa-encryption.js';
import { RecentUsers } from '../recent-users.js';
import { ifAnswered, type RemoteAnswer, type RemoteHttp } from '../remote-http.js';
import {
  RemoteCertificateExpiredError,
  RemoteCredentialDisabledError,
  RemoteQuotaError,
  RemoteRefusedError,
} from '../remote-signing.errors.js';
import type {
  RemoteCertificate,
  RemoteOrder,
  RemoteSigningService,
  RemoteState,
} from '../remote-signing-service.js';

const Login = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().default(3600),
});
const Certificate = z.object({
  credential_id: z.string(),
  key: z.object({ status: z.string().optional() }).optional(),
  cert: z.object({ status: z.string().optional(), certificates: z.array(z.string()).default([]) }),
});
const Code = z.union([z.string(), z.number()]).transform(String);
const Accepted = z.object({ transactionId: z.string().min(1) });
const Status = z.object({ status: Code, signatures: z.array(z.string()).nullish() });
const Refusal = z.object({ error: Code.optional(), status: Code.optional() });

export type MySignSettings = {
  readonly base: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly profileId: string;
};

const NAME = 'Viettel MySign';
/** Asynchronous, polled: the line is not held open while its holder looks for his phone. */
const ASYNCHRONOUS = 1;
const MARGIN_MS = 60_000;
/** More than an office has people who sign. */
const MOST_USERS = 500;

const REFUSALS: ReadonlyMap<string, () => DomainError> = new Map(
  Object.entries({
    '4003': () => new RemoteCredentialDisabledError(NAME),
    '4005': () => new RemoteQuotaError(NAME),
    '13004': () => new RemoteCertificateExpiredError(NAME),
  }),
);

type Session = { readonly token: string; readonly endsAt: number };

/**
 * Viettel MySign (`vtss/service`): a login in the holder's name, digests in base64 with the OID of
 * SHA-256 beside rsaEncryption, confirmed in the app, polled by the transaction's id.
 */
export class MySignService implements RemoteSigningService {
  readonly medium = 'mysign';
  readonly name = NAME;
  private readonly sessions = new RecentUsers<Session>(MOST_USERS);
  private readonly orders = new Map<string, RemoteOrder>();

  constructor(
    private readonly http: RemoteHttp,
    private readonly settings: MySignSettings,
    private readonly clock: Clock,
  ) {}

  async listCertificates(user: string): Promise<readonly RemoteCertificate[]> {
    const { body } = await this.ask(user, '/certificates/info', {
      ...this.identity(),
      profile_id: this.settings.profileId,
      user_id: user,
      certificates: 'chain',
      certInfo: true,
      authInfo: true,
    });
    const found = z.array(Certificate).safeParse(body);
    if (!found.success) throw new RemoteRefusedError(NAME, 'certificates/info');
    return found.data.flatMap(({ credential_id: credentialId, key, cert }) => {
      const [certificate, ...chain] = cert.certificates.map((text) => Buffer.from(text, 'base64'));
      if (!certificate) return [];
      const isUsable =
        (key?.status ?? 'enabled') === 'enabled' && (cert.status ?? 'valid') === 'valid';
      return { credentialId, certificate, chain, isUsable, asksFor: [] };
    });
  }

  async start(order: RemoteOrder): Promise<string> {
    if (order.digestAlgorithm !== 'sha256') throw new RemoteRefusedError(NAME, 'digest');
    const { user, credentialId } = order.location;
    const { body } = await this.ask(
      user,
      '/signHash',
      {
        ...this.identity(),
        credentialID: credentialId,
        numSignatures: order.digests.length,
        documents: order.digests.map((_, index) => ({
          document_id: `${order.transactionId}-${index + 1}`,
          document_name: order.displayText.slice(0, 255),
        })),
        hash: order.digests.map((digest) => Buffer.from(digest).toString('base64')),
        hashAlgo: DIGEST_OID.sha256,
        signAlgo: RSA_ENCRYPTION,
        async: ASYNCHRONOUS,
      },
      false,
    );
    const accepted = Accepted.safeParse(body);
    if (!accepted.success) throw new RemoteRefusedError(NAME, 'transactionId');
    this.orders.set(accepted.data.transactionId, order);
    return accepted.data.transactionId;
  }

  async poll(transactionId: string): Promise<RemoteState> {
    const order = this.orders.get(transactionId);
    if (!order) return { state: 'expired' };
    const answer = await ifAnswered(
      this.ask(order.location.user, '/requests/status', { transactionId }),
    );
    if (!answer) return { state: 'pending', mayBeSigned: true };
    const found = Status.safeParse(answer.body);
    if (!found.success) throw new RemoteRefusedError(NAME, 'requests/status');
    switch (found.data.status) {
      case '1':
        return this.signed(order, found.data.signatures ?? []);
      case '0':
      case '4000':
        return { state: 'pending' };
      case '4001':
        return { state: 'expired' };
      case '4002':
        return { state: 'rejected' };
      default:
        throw refusalOf(found.data.status);
    }
  }

  cancel(transactionId: string): Promise<void> {
    this.orders.delete(transactionId);
    return Promise.resolve();
  }

  private signed(order: RemoteOrder, signatures: readonly string[]): RemoteState {
    if (signatures.length !== order.digests.length) {
      throw new RemoteRefusedError(NAME, 'signatures');
    }
    return { state: 'signed', signatures: signatures.map((text) => Buffer.from(text, 'base64')) };
  }

  private async ask(
    user: string,
    path: string,
    fields: object,
    isRepeatable = true,
  ): Promise<RemoteAnswer> {
    const send = async (): Promise<RemoteAnswer> =>
      this.http.post({
        url: this.url(path),
        body: { json: fields },
        authorization: `Bearer ${await this.token(user)}`,
        isRepeatable,
        isOrder: !isRepeatable,
      });
    let answer = await send();
    if (answer.status === 401) {
      this.sessions.delete(user);
      answer = await send();
    }
    const refusal = Refusal.safeParse(answer.body);
    if (answer.status >= 300) {
      throw refusalOf(
        (refusal.success ? (refusal.data.error ?? refusal.data.status) : undefined) ??
          `HTTP ${answer.status}`,
      );
    }
    if (refusal.success && refusal.data.error !== undefined) throw refusalOf(refusal.data.error);
    return answer;
  }

  /** A token is good for one holder, about an hour. */
  private async token(user: string): Promise<string> {
    const now = this.clock.now().getTime();
    const held = this.sessions.get(user);
    if (held && held.endsAt - MARGIN_MS > now) return held.token;
    const { status, body } = await this.http.post({
      url: this.url('/ras/v1/login'),
      body: {
        json: { ...this.identity(), user_id: user, profile_id: this.settings.profileId },
      },
      isRepeatable: true,
    });
    const login = Login.safeParse(body);
    if (status !== 200 || !login.success) throw new RemoteRefusedError(NAME, 'login');
    const { access_token: token, expires_in: seconds } = login.data;
    this.sessions.set(user, { token, endsAt: now + seconds * 1000 });
    return token;
  }

  private identity(): { client_id: string; client_secret: string } {
    return { client_id: this.settings.clientId, client_secret: this.settings.clientSecret };
  }

  private url(path: string): string {
    return `${this.settings.base.replace(/\/+$/, '')}${path}`;
  }
}

function refusalOf(code: string): DomainError {
  return (
    REFUSALS.get(code)?.() ??
    new RemoteRefusedError(NAME, code.replace(/[^\w .-]/g, '').slice(0, 60))
  );
}
