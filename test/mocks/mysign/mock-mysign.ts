import { randomBytes } from 'node:crypto';
import { LoopbackService, type LoopbackAnswer, type LoopbackRequest } from '../loopback-service.js';
import type { RemoteKey } from '../remote-key.js';

type Transaction = { readonly hashes: readonly string[]; questions: number; signed: string[] };

const SHA256 = '2.16.840.1.101.3.4.2.1';
const RSA = '1.2.840.113549.1.1.1';

/** Viettel MySign, `vtss/service`, as domain knowledge describes it. */
export class MockMySign {
  readonly client = { id: 'trien', secret: 'bi-mat-mysign' };
  readonly profile = 'adss:ras:profile:001';
  readonly service: LoopbackService;
  holder: 'approves' | 'rejects' | 'never' = 'approves';
  answersAfter = 2;
  /** Codes of domain.md: 4005 out of quota, 13004 certificate expired. */
  statusInstead: number | null = null;
  lies = false;
  readonly tokens = new Map<string, string>();
  readonly signed: string[] = [];
  private readonly transactions = new Map<string, Transaction>();

  constructor(
    private readonly options: { readonly user: string; readonly keys: readonly RemoteKey[] },
  ) {
    this.service = new LoopbackService((request) => this.handle(request));
  }

  private handle(request: LoopbackRequest): LoopbackAnswer | Promise<LoopbackAnswer> {
    if (request.path === '/ras/v1/login') return this.login(request.body);
    const user = this.tokens.get(request.authorization.replace(/^Bearer /, ''));
    if (user !== this.options.user) return { status: 401, body: { error: 'invalid_token' } };
    switch (request.path) {
      case '/certificates/info':
        return { body: this.certificates() };
      case '/signHash':
        return this.accept(request.body);
      case '/requests/status':
        return this.status(String(request.body['transactionId']));
      default:
        return { status: 404 };
    }
  }

  private login(body: Readonly<Record<string, unknown>>): LoopbackAnswer {
    const isKnown =
      body['client_id'] === this.client.id &&
      body['client_secret'] === this.client.secret &&
      body['profile_id'] === this.profile &&
      body['user_id'] === this.options.user;
    if (!isKnown) return { status: 400, body: { error: 'invalid_client' } };
    const token = randomBytes(12).toString('hex');
    this.tokens.set(token, String(body['user_id']));
    return { body: { access_token: token, token_type: 'bearer', expires_in: '3600' } };
  }

  private certificates(): object {
    return this.options.keys.map(({ credentialId, certificates }) => ({
      credential_id: credentialId,
      key: { status: 'enabled', algo: [RSA], len: '2048' },
      cert: {
        status: 'valid',
        certificates: certificates.map((der) => Buffer.from(der).toString('base64')),
      },
      authMode: 'implicit',
      SCAL: '2',
    }));
  }

  private accept(body: Readonly<Record<string, unknown>>): LoopbackAnswer {
    const hashes = body['hash'] as string[];
    const isWellFormed =
      body['credentialID'] === this.options.keys[0]?.credentialId &&
      body['hashAlgo'] === SHA256 &&
      body['signAlgo'] === RSA &&
      body['numSignatures'] === hashes.length &&
      body['async'] === 1 &&
      hashes.every((hash) => Buffer.from(hash, 'base64').length === 32);
    if (!isWellFormed) return { status: 400, body: { error: 'invalid_request' } };
    const transactionId = randomBytes(9).toString('hex');
    this.transactions.set(transactionId, { hashes, questions: 0, signed: [] });
    return { body: { transactionId } };
  }

  private async status(id: string): Promise<LoopbackAnswer> {
    const found = this.transactions.get(id);
    if (!found) return { body: { status: 4001, message: 'TIMEOUT' } };
    found.questions += 1;
    if (this.statusInstead !== null) return { body: { status: this.statusInstead } };
    if (this.holder === 'never' || found.questions < this.answersAfter) {
      return { body: { status: 4000, message: 'WAITING', signatures: null } };
    }
    if (this.holder === 'rejects') return { body: { status: '4002', message: 'REJECTED' } };
    if (found.signed.length === 0) found.signed.push(...(await this.signAll(found.hashes)));
    return { body: { status: '1', signatures: found.signed } };
  }

  private async signAll(hashes: readonly string[]): Promise<string[]> {
    const [key] = this.options.keys;
    if (!key) throw new Error('No key');
    const values: string[] = [];
    for (const hash of hashes) {
      this.signed.push(hash);
      const digest = this.lies ? randomBytes(32) : Buffer.from(hash, 'base64');
      const text = Buffer.from(await key.signDigest(digest, SHA256)).toString('base64');
      // Broken into lines, as the service sends it.
      values.push(text.replace(/(.{76})/g, '$1\r\n'));
    }
    return values;
  }
}
