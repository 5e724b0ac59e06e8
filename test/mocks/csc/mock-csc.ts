import { randomBytes } from 'node:crypto';
import { LoopbackService, type LoopbackAnswer, type LoopbackRequest } from '../loopback-service.js';
import type { RemoteKey } from '../remote-key.js';
import { MockActivations } from './mock-csc-activation.js';
import { MockCscTokens } from './mock-csc-tokens.js';

export type MockCscOptions = {
  readonly version: 'v1' | 'v2';
  readonly user: string;
  readonly keys: readonly RemoteKey[];
  readonly now: () => Date;
};

type Fields = Readonly<Record<string, unknown>>;

const SHA256 = '2.16.840.1.101.3.4.2.1';
const RSA = '1.2.840.113549.1.1.1';
const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const refused = (error: string, sentence: string, status = 400): LoopbackAnswer => ({
  status,
  body: { error, error_description: sentence },
});
const invalid = (sentence: string): LoopbackAnswer => refused('invalid_request', sentence);

/** A remote signing service by CSC API 1.0.4 or 2.0, as its specification describes it. */
export class MockCsc {
  readonly client = { id: 'trien', secret: 'bi-mat-cua-co-quan' };
  readonly service: LoopbackService;
  readonly tokens: MockCscTokens;
  /** What the holder knows, and what was sent to him. */
  pin = '135790';
  oneTimeCode: string | null = null;
  /** How the keys are authorised. */
  asks: readonly ('PIN' | 'OTP' | 'mobile' | 'browser' | 'implicit')[] = ['PIN'];
  /** On his device, for `mobile`; he answers after so many questions. */
  holder: 'approves' | 'rejects' | 'never' = 'approves';
  answersAfter = 2;
  scal: '1' | '2' = '2';
  multisign = 10;
  sadSeconds = 300;
  /** It has `extendTransaction`, which must then come before each further `signHash`. */
  extends = true;
  isAsynchronous = false;
  quota = Number.POSITIVE_INFINITY;
  keyStatus = 'enabled';
  certificateStatus = 'valid';
  /** Of the key, instead of its own. */
  algorithms: readonly string[] | null = null;
  /** Signs something else than was ordered. */
  lies = false;
  /** The first two values stand in each other's place. */
  swaps = false;
  /** Every digest that was signed, in order: what a bill would list. */
  readonly signed: string[] = [];
  private wrongPins = 0;
  private isOneHolders = false;
  private readonly activations: MockActivations;
  private readonly waiting = new Map<string, { order: Fields; questions: number }>();
  private readonly answers = new Map<string, { signatures: string[]; questions: number }>();

  constructor(private readonly options: MockCscOptions) {
    this.activations = new MockActivations(options.now);
    this.tokens = new MockCscTokens(this.client, (parameters) =>
      this.activations.issue(
        parameters['credentialID'] ?? '',
        (parameters[this.isV2 ? 'hashes' : 'hash'] ?? '')
          .split(',')
          .map((hash) => Buffer.from(hash, 'base64url').toString('base64')),
        Number(parameters['numSignatures']),
        this.sadSeconds,
      ),
    );
    this.tokens.takesPushed = this.isV2;
    this.service = new LoopbackService((request) => this.handle(request));
  }

  get path(): string {
    return `/csc/${this.options.version}`;
  }

  private get isV2(): boolean {
    return this.options.version === 'v2';
  }

  private async handle(request: LoopbackRequest): Promise<LoopbackAnswer> {
    const answered = this.tokens.handle(request);
    if (answered) return answered;
    if (request.path === '/adss/service/ras/v1/login') return this.login(request.body);
    const method = request.path.replace(/^\/adss\/service/, '').replace(`${this.path}/`, '');
    if (method === 'info') return { body: this.info() };
    if (!this.tokens.isLiving(request.authorization)) {
      return refused('invalid_token', 'The token provided is not a valid OAuth access token', 401);
    }
    if (method === 'credentials/list') return this.list(request.body);
    if (method === 'signatures/signPolling' && this.isV2) return this.poll(request.body);
    if (method === 'credentials/authorizeCheck' && this.isV2) return this.check(request.body);
    const key = this.options.keys.find(
      ({ credentialId }) => credentialId === request.body['credentialID'],
    );
    if (!key) return invalid('Invalid parameter credentialID');
    return this.ofKey(method, key, request.body);
  }

  private ofKey(
    method: string,
    key: RemoteKey,
    body: Fields,
  ): LoopbackAnswer | Promise<LoopbackAnswer> {
    switch (method) {
      case 'credentials/info':
        return { body: this.describe(key) };
      case 'credentials/getChallenge':
      case 'credentials/sendOTP':
        this.oneTimeCode = String(100_000 + (randomBytes(4).readUInt32BE() % 900_000));
        return { status: 204 };
      case 'credentials/authorize':
        return this.authorize(body);
      case 'credentials/extendTransaction':
        return this.extend(key, body);
      case 'signatures/signHash':
        return this.sign(key, body);
      default:
        return refused('not_implemented_method', method, 501);
    }
  }

  private info(): object {
    return {
      specs: this.isV2 ? '2.0.0.2' : '1.0.4.0',
      name: 'Dịch vụ ký số từ xa thử nghiệm',
      region: 'VN',
      lang: 'vi',
      authType: this.isV2 ? ['oauth2code', 'oauth2client'] : ['oauth2client'],
      oauth2: this.service.url,
      ...(this.isV2 ? { asynchronousOperationMode: this.isAsynchronous } : {}),
      methods: [
        ...['credentials/list', 'credentials/info', 'credentials/authorize'],
        ...(this.extends ? ['credentials/extendTransaction'] : []),
        ...['signatures/signHash', 'oauth2/authorize', 'oauth2/token'],
        ...(this.tokens.takesPushed ? ['oauth2/pushed_authorize'] : []),
      ],
    };
  }

  /** ADSS RAS before CSC v1, as MySign has it: the token is one holder's. */
  private login(body: Fields): LoopbackAnswer {
    const isKnown =
      body['client_id'] === this.client.id &&
      body['client_secret'] === this.client.secret &&
      body['profile_id'] === 'adss:ras:profile:001' &&
      body['user_id'] === this.options.user;
    if (!isKnown) return refused('invalid_client', 'Unknown client', 401);
    this.isOneHolders = true;
    return this.tokens.grant();
  }

  private list(body: Fields): LoopbackAnswer {
    if (this.isOneHolders) {
      if (body['userID'] !== undefined) return invalid('userID parameter MUST be null');
      return { body: { credentialIDs: this.options.keys.map((key) => key.credentialId) } };
    }
    if (typeof body['userID'] !== 'string') return invalid('Invalid parameter userID');
    const keys = body['userID'] === this.options.user ? this.options.keys : [];
    const ids = keys.map(({ credentialId }) => credentialId);
    if (this.isV2) {
      return {
        body: {
          credentialIDs: ids,
          credentialInfos: keys.map((key) => ({
            credentialID: key.credentialId,
            ...this.describe(key),
          })),
        },
      };
    }
    // One a page, so that paging is walked.
    const at = Number(body['pageToken'] ?? 0);
    const next = at + 1 < ids.length ? String(at + 1) : undefined;
    return { body: { credentialIDs: ids.slice(at, at + 1), nextPageToken: next } };
  }

  describe(key: RemoteKey): object {
    const algo = key.kind === 'rsa' ? RSA : ECDSA_SHA256;
    return {
      key: { status: this.keyStatus, algo: this.algorithms ?? [algo], len: 2048 },
      cert: {
        status: this.certificateStatus,
        certificates: key.certificates.map((der) => Buffer.from(der).toString('base64')),
      },
      ...(this.isV2 ? { auth: this.authorizationV2() } : this.authorizationV1()),
      SCAL: this.scal,
      multisign: this.multisign,
    };
  }

  private authorizationV2(): object {
    if (this.asks.includes('browser')) return { mode: 'oauth2code' };
    const objects = {
      PIN: { type: 'Password', id: 'PIN', format: 'N', label: 'PIN' },
      OTP: { type: 'ChallengeResponse', id: 'OTP', format: 'N', label: 'Mobile OTP' },
      mobile: { type: 'ChallengeResponseOOB', id: 'mobile', label: 'App' },
    };
    const asked = this.asks.filter((ask) => ask !== 'browser' && ask !== 'implicit');
    return {
      mode: 'explicit',
      expression: asked.join(' AND '),
      objects: asked.map((ask) => objects[ask]),
    };
  }

  private authorizationV1(): object {
    const presence = (ask: 'PIN' | 'OTP'): string => String(this.asks.includes(ask));
    if (this.asks.includes('browser')) return { authMode: 'oauth2code' };
    if (this.asks.includes('implicit')) return { authMode: 'implicit' };
    return {
      authMode: 'explicit',
      PIN: { presence: presence('PIN'), format: 'N' },
      OTP: { presence: presence('OTP'), type: 'online', format: 'N' },
    };
  }

  private authorize(body: Fields): LoopbackAnswer {
    if (this.keyStatus !== 'enabled' || this.wrongPins >= 3) {
      return invalid('The credential identified by credentialID is disabled');
    }
    if (Number(body['numSignatures']) > this.multisign) {
      return invalid('Numbers of signatures is too high');
    }
    if (this.scal === '2' && this.hashesOf(body).length === 0) {
      return invalid('Missing (or invalid type) array parameter hash');
    }
    const problem = this.secretProblem(body);
    if (problem) return problem;
    if (!this.asks.includes('mobile')) return { body: this.activated(body) };
    const handle = randomBytes(12).toString('base64url');
    this.waiting.set(handle, { order: body, questions: 0 });
    return { status: 202, body: { handle } };
  }

  private secretProblem(body: Fields): LoopbackAnswer | null {
    const given = this.isV2
      ? new Map(
          (body['authData'] as { id: string; value?: string }[]).map(({ id, value }) => [
            id,
            value ?? '',
          ]),
        )
      : new Map(Object.entries(body).map(([id, value]) => [id, String(value)]));
    if (this.asks.includes('PIN') && given.get('PIN') !== this.pin) {
      this.wrongPins += 1;
      return this.isV2
        ? refused('invalid_authentication_data', 'The authentication data is invalid')
        : refused('invalid_pin', 'The PIN is invalid');
    }
    this.wrongPins = 0;
    if (!this.asks.includes('OTP')) return null;
    const isRight = this.oneTimeCode !== null && given.get('OTP') === this.oneTimeCode;
    // A code is good for one attempt.
    this.oneTimeCode = null;
    if (isRight) return null;
    return refused('invalid_otp', 'The OTP is invalid');
  }

  private check(body: Fields): LoopbackAnswer {
    const handle = String(body['handle']);
    const found = this.waiting.get(handle);
    if (!found) return invalid('Invalid parameter handle');
    found.questions += 1;
    if (this.holder === 'never' || found.questions < this.answersAfter) {
      return { status: 202, body: { handle } };
    }
    this.waiting.delete(handle);
    if (this.holder === 'rejects') {
      return refused('access_denied', 'The user denied the authorization');
    }
    return { body: this.activated(found.order) };
  }

  private activated(body: Fields): object {
    const hashes = this.scal === '2' ? this.hashesOf(body) : [];
    const count = Number(body['numSignatures']);
    const id = String(body['credentialID']);
    const sad = this.activations.issue(id, hashes, count, this.sadSeconds);
    return { SAD: sad, expiresIn: this.sadSeconds };
  }

  private extend(key: RemoteKey, body: Fields): LoopbackAnswer {
    const hashes = this.scal === '2' ? this.hashesOf(body) : [];
    const extended = this.activations.extend(
      String(body['SAD']),
      key.credentialId,
      hashes,
      this.sadSeconds,
    );
    return 'problem' in extended
      ? invalid(extended.problem)
      : { body: { SAD: extended.sad, expiresIn: this.sadSeconds } };
  }

  private async sign(key: RemoteKey, body: Fields): Promise<LoopbackAnswer> {
    const hashes = this.hashesOf(body);
    const digestOid = body[this.isV2 ? 'hashAlgorithmOID' : 'hashAlgo'];
    if (body['signAlgo'] === RSA && digestOid === undefined) {
      return invalid('Missing (or invalid type) string parameter hashAlgorithmOID');
    }
    if (hashes.some((hash) => Buffer.from(hash, 'base64').length !== 32)) {
      return invalid('Invalid digest value length');
    }
    const sad = String(body['SAD']);
    const problem = this.activations.spend(sad, key.credentialId, hashes, this.extends);
    if (problem !== null) return invalid(problem);
    if (this.signed.length + hashes.length > this.quota) {
      return refused('quota_exceeded', 'The signing quota is used up');
    }
    const signatures: string[] = [];
    for (const hash of hashes) {
      this.signed.push(hash);
      const digest = this.lies ? randomBytes(32) : Buffer.from(hash, 'base64');
      const value = await key.signDigest(digest, SHA256);
      signatures.push(Buffer.from(value).toString('base64'));
    }
    if (this.swaps) signatures.splice(0, 2, ...signatures.slice(0, 2).toReversed());
    if (body['operationMode'] !== 'A') return { body: { signatures } };
    const responseID = randomBytes(9).toString('base64url');
    this.answers.set(responseID, { signatures, questions: 0 });
    return { body: { responseID } };
  }

  private poll(body: Fields): LoopbackAnswer {
    const found = this.answers.get(String(body['requestID']));
    if (!found) return invalid('Invalid parameter requestID');
    found.questions += 1;
    if (found.questions < this.answersAfter) {
      return refused(
        'accepted_request',
        'The request has been accepted but not yet completed',
        202,
      );
    }
    return { body: { signatures: found.signatures } };
  }

  private hashesOf(body: Fields): readonly string[] {
    const found = body[this.isV2 ? 'hashes' : 'hash'];
    return Array.isArray(found) ? (found as string[]) : [];
  }
}
