import { DIGEST_OID } from '../../../../../../libs/pdf-signature/index.js';
import type { Clock } from '../../../../../platform/clock/clock.js';
import { DomainError } from '../../../../../platform/errors/domain-error.js';
import {
  RemoteAuthorizationEndedError,
  RemoteAuthorizationUnsupportedError,
  RemoteCertificateChangedError,
  RemoteCertificateExpiredError,
  RemoteCredentialDisabledError,
  RemoteNeedsBrowserError,
  RemoteRefusedError,
  RemoteTooManyError,
  RemoteWrongOneTimeCodeError,
  RemoteWrongPinError,
} from '../remote-signing.errors.js';
import type {
  BrowserAuthorisation,
  RemoteCertificate,
  RemoteLocation,
  RemoteOrder,
  RemoteSecretPart,
  RemoteSigningService,
  RemoteState,
} from '../remote-signing-service.js';
import { ifAnswered } from '../remote-http.js';
import { secretParts } from '../secret-parts.js';
import { algorithmOf } from './csc-algorithm.js';
import type { CscActivation, CscClient } from './csc-client.js';
import type { CscAuthorizationPart, CscCredential, CscDialect } from './csc-dialect.js';

/** What is signed under one authorisation, as far as it has come. */
type Step =
  | { readonly kind: 'authorize' }
  | { readonly kind: 'confirming'; readonly handle: string }
  | { readonly kind: 'sign'; readonly sad: string; readonly endsAt: number }
  | {
      readonly kind: 'signing';
      readonly sad: string;
      readonly endsAt: number;
      readonly responseId: string;
    };

type Job = {
  readonly order: RemoteOrder;
  readonly credential: CscCredential;
  readonly signatures: Uint8Array[];
  step: Step;
};

export type CscServiceOptions = {
  readonly name: string;
  /** The service holds the line open this long where it asks its holder by itself. */
  readonly confirmWithinMs: number;
  /** Where its holders authorise on its own page. */
  readonly browser?: BrowserAuthorisation;
  /** Most hashes in one request. */
  readonly hashesPerRequest?: number;
};

const HASHES_PER_REQUEST = 100;
/** With less than this left, a SAD is renewed before it is used. */
const RENEW_BEFORE_MS = 30_000;

/**
 * CSC API as one of the remote services: authorise as many hashes as `multisign` allows, sign them,
 * go on with the next. Orders live in this process: SAD and PIN are never stored.
 */
export class CscService implements RemoteSigningService {
  readonly medium: 'csc-v1' | 'csc-v2';
  readonly name: string;
  readonly browser: BrowserAuthorisation | undefined;
  private readonly jobs = new Map<string, Job>();

  constructor(
    private readonly client: CscClient,
    private readonly dialect: CscDialect,
    private readonly clock: Clock,
    private readonly options: CscServiceOptions,
  ) {
    this.medium = dialect.medium;
    this.name = options.name;
    this.browser = options.browser;
  }

  async listCertificates(user: string | null): Promise<readonly RemoteCertificate[]> {
    const found = await this.client.credentials(user);
    return found.flatMap((credential) => {
      const [certificate, ...chain] = credential.certificates;
      if (!certificate) return [];
      const { authorization } = credential;
      return {
        credentialId: credential.credentialId,
        certificate,
        chain,
        isUsable:
          credential.isEnabled &&
          (credential.certificateStatus ?? 'valid') === 'valid' &&
          authorization.mode !== 'unsupported' &&
          (authorization.mode !== 'browser' || this.browser !== undefined),
        inBrowser: authorization.mode === 'browser',
        asksFor: askedParts(credential).map(({ kind }) => kind),
      };
    });
  }

  async sendOneTimeCode({ credentialId }: RemoteLocation): Promise<void> {
    const credential = await this.client.credential(credentialId);
    const sent = allParts(credential).find(({ isSent }) => isSent);
    if (sent) await this.client.sendOneTimeCode(credentialId, sent);
  }

  async requireSecret({ credentialId }: RemoteLocation, secret: string): Promise<void> {
    const credential = await this.client.credential(credentialId);
    this.requireAskable(credential);
    secretParts(
      this.name,
      secret,
      askedParts(credential).map(({ kind }) => kind),
    );
  }

  async start(order: RemoteOrder): Promise<string> {
    const credential = await this.client.credential(order.location.credentialId);
    this.requireUsable(credential, order);
    const job: Job = { order, credential, signatures: [], step: { kind: 'authorize' } };
    this.jobs.set(order.transactionId, job);
    return order.transactionId;
  }

  async poll(transactionId: string): Promise<RemoteState> {
    const job = this.jobs.get(transactionId);
    if (!job) throw new RemoteAuthorizationEndedError(this.name);
    try {
      await this.advance(job);
    } catch (error) {
      // What is signed is paid for; the rest says why it is not.
      if (job.signatures.length === 0 || !(error instanceof DomainError)) throw error;
      return { state: 'signed', signatures: job.signatures, problem: error };
    }
    const { signatures, step } = job;
    if (isDone(job)) return { state: 'signed', signatures };
    return { state: 'pending', signatures, mayBeSigned: step.kind === 'signing' };
  }

  cancel(transactionId: string): Promise<void> {
    this.jobs.delete(transactionId);
    return Promise.resolve();
  }

  private requireUsable(credential: CscCredential, order: RemoteOrder): void {
    const { certificateStatus, certificates } = credential;
    if (!credential.isEnabled) throw new RemoteCredentialDisabledError(this.name);
    if (certificateStatus === 'suspended') throw new RemoteCredentialDisabledError(this.name);
    if (certificateStatus === 'expired' || certificateStatus === 'revoked') {
      throw new RemoteCertificateExpiredError(this.name);
    }
    this.requireAskable(credential);
    if (certificates[0] && !Buffer.from(certificates[0]).equals(order.certificate)) {
      throw new RemoteCertificateChangedError(this.name);
    }
    algorithmOf(this.name, order, credential);
    const needsCodeEachTime = askedParts(credential).some(({ kind }) => kind === 'one-time-code');
    if (needsCodeEachTime && order.digests.length > credential.multisign) {
      throw new RemoteTooManyError(credential.multisign);
    }
  }

  /** By what a holder types in, or confirms on his device. */
  private requireAskable({ authorization }: CscCredential): void {
    if (authorization.mode === 'browser') throw new RemoteNeedsBrowserError(this.name);
    if (authorization.mode === 'unsupported') {
      throw new RemoteAuthorizationUnsupportedError(this.name, authorization.wanted);
    }
  }

  /** Goes on until the service must be waited for or everything is signed. */
  private async advance(job: Job): Promise<void> {
    while (!isDone(job)) {
      const before = job.step;
      job.step = await this.next(job, before);
      const isWaiting = job.step.kind === 'confirming' || job.step.kind === 'signing';
      if (isWaiting && job.step.kind === before.kind) return;
    }
  }

  private async next(job: Job, step: Step): Promise<Step> {
    switch (step.kind) {
      case 'authorize':
        return this.authorize(job);
      case 'confirming': {
        const activation = await ifAnswered(this.client.authorizeCheck(step.handle));
        return activation ? this.activated(activation) : { ...step };
      }
      case 'sign':
        return this.sign(job, step);
      case 'signing': {
        const signatures = await ifAnswered(this.client.signPolling(step.responseId));
        return signatures ? this.take(job, step, signatures) : { ...step };
      }
    }
  }

  private async authorize({ order, credential, signatures }: Job): Promise<Step> {
    const asked = askedParts(credential);
    const values = secretParts(
      this.name,
      order.secret,
      asked.map(({ kind }) => kind),
    );
    const timeoutMs =
      credential.authorization.mode === 'implicit' ? this.options.confirmWithinMs : undefined;
    const activation = await this.client
      .authorize(
        {
          credentialId: credential.credentialId,
          digests: order.digests.slice(signatures.length, signatures.length + credential.multisign),
          digestOid: DIGEST_OID[order.digestAlgorithm],
          scal: credential.scal,
          values: allParts(credential).map((part) => ({
            part,
            value: part.kind === 'push' ? null : (values.get(part.kind) ?? null),
          })),
          description: order.displayText.slice(0, 500),
        },
        timeoutMs,
      )
      .catch((error: unknown) => {
        // `invalid_authentication_data` does not say which of the two was wrong.
        const hasPin = asked.some(({ kind }) => kind === 'pin');
        throw error instanceof RemoteWrongPinError && !hasPin
          ? new RemoteWrongOneTimeCodeError(this.name)
          : error;
      });
    return this.activated(activation);
  }

  private async sign(job: Job, held: Extract<Step, { kind: 'sign' }>): Promise<Step> {
    const digests = this.nextDigests(job);
    const { credentialId, scal } = job.credential;
    const digestOid = DIGEST_OID[job.order.digestAlgorithm];
    const step =
      job.signatures.length % job.credential.multisign > 0 && (await this.isToBeRenewed(held))
        ? this.activated(
            await this.client.extendTransaction(
              { credentialId, digests, digestOid },
              held.sad,
              scal,
            ),
          )
        : held;
    if (step.kind !== 'sign') return step;
    const isAsynchronous =
      this.dialect.mayBeAsynchronous && (await this.client.info()).asynchronousOperationMode;
    const signed = await this.client.signHash({
      credentialId,
      digests,
      digestOid,
      sad: step.sad,
      ...algorithmOf(this.name, job.order, job.credential),
      isAsynchronous,
    });
    return 'responseId' in signed
      ? { ...step, kind: 'signing', responseId: signed.responseId }
      : this.take(job, step, signed.signatures);
  }

  /** Before each further request of one authorisation, where the service has the method (v1 11.7, v2 11.9). */
  private async isToBeRenewed({ endsAt }: Extract<Step, { kind: 'sign' }>): Promise<boolean> {
    const isLate = endsAt - this.clock.now().getTime() < RENEW_BEFORE_MS;
    return isLate || (await this.client.info()).methods.includes('credentials/extendTransaction');
  }

  private take(
    job: Job,
    { sad, endsAt }: { readonly sad: string; readonly endsAt: number },
    signatures: readonly Uint8Array[],
  ): Step {
    if (signatures.length !== this.nextDigests(job).length) {
      throw new RemoteRefusedError(this.name, 'signatures');
    }
    job.signatures.push(...signatures);
    const isUsedUp = job.signatures.length % job.credential.multisign === 0;
    return isUsedUp ? { kind: 'authorize' } : { kind: 'sign', sad, endsAt };
  }

  /** What the next request carries: never across the border of an authorisation. */
  private nextDigests({ order, credential, signatures }: Job): readonly Uint8Array[] {
    const done = signatures.length;
    const border = done - (done % credential.multisign) + credential.multisign;
    const perRequest = this.options.hashesPerRequest ?? HASHES_PER_REQUEST;
    return order.digests.slice(done, Math.min(border, done + perRequest));
  }

  private activated(activation: CscActivation): Step {
    if ('handle' in activation) return { kind: 'confirming', handle: activation.handle };
    const endsAt = this.clock.now().getTime() + activation.expiresIn * 1000;
    return { kind: 'sign', sad: activation.sad, endsAt };
  }
}

function isDone(job: Job): boolean {
  return job.signatures.length === job.order.digests.length;
}

function allParts({ authorization }: CscCredential): readonly CscAuthorizationPart[] {
  return authorization.mode === 'explicit' ? authorization.parts : [];
}

type Asked = CscAuthorizationPart & { readonly kind: RemoteSecretPart };

/** PIN before code, whatever the order in which the service lists them. */
function askedParts(credential: CscCredential): readonly Asked[] {
  const isAsked = (part: CscAuthorizationPart): part is Asked => part.kind !== 'push';
  return allParts(credential)
    .filter(isAsked)
    .toSorted((a, b) => (a.kind === b.kind ? 0 : a.kind === 'pin' ? -1 : 1));
}
