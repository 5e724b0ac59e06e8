import { Injectable } from '@nestjs/common';
import {
  completeSignature,
  digestToSign,
  PdfSignatureError,
  type PreparedSignature,
} from '../../../libs/pdf-signature/index.js';
import type { Actor } from '../../platform/access/actor.js';
import type { DomainError } from '../../platform/errors/domain-error.js';
import { NotFoundError } from '../../platform/errors/platform.errors.js';
import { FileStore } from '../files/index.js';
import { BatchRows } from './batch-rows.js';
import {
  type CredentialOwner,
  CredentialStore,
  type SignerCertificate,
} from './credential-store.js';
import { SignatureEffects } from './signature-effects.js';
import { SignatureLayout } from './signature-layout.js';
import {
  asError,
  hasMovedOn,
  type SignatureOutcome,
  SigningRuns,
  type SignMany,
} from './signing-runs.js';
import {
  ReturnedFileRefusedError,
  SignatureNotAcceptedError,
  SignerRefusedError,
} from './signing.errors.js';
import { type OpenRequest, SigningRequests } from './signing-requests.js';
import { type AppliedOrder, type SignatureOrder, SigningSubjects } from './signing-subjects.js';
import type { CredentialMedium, UnlockedKey } from './signers/key-provider.js';
import { OutsideThread } from './verification/outside-thread.js';

/** What a signer outside of this process is given, to be completed by its id. */
export type SigningTask = {
  readonly requestId: string;
  readonly medium: CredentialMedium;
  readonly title: string;
  readonly baseSha256: string;
  readonly expiresAt: Date;
  /** DER. */
  readonly certificate: Uint8Array;
  /** Null when the signer's program lays out the signature itself and returns the whole file. */
  readonly toSign: {
    readonly digestAlgorithm: PreparedSignature['digestAlgorithm'];
    /** Of the signed attributes. */
    readonly digest: Uint8Array;
    /** DER, for signers that hash themselves. */
    readonly signedAttributes: Uint8Array;
  } | null;
};

export type Completion =
  | { readonly state: 'applied'; readonly applied: AppliedOrder }
  /** The document got a newer revision meanwhile: the same signature on it, to be signed anew. */
  | { readonly state: 'prepared-again'; readonly task: SigningTask };

/**
 * Two phases: a revision is laid out, its value comes from whichever key, and only a value that is
 * good under the certificate becomes a stored revision with all that it means. A crash anywhere
 * leaves an unused blob at most.
 */
@Injectable()
export class SigningDesk {
  // eslint-disable-next-line @typescript-eslint/max-params -- a door joins what stands behind it
  constructor(
    private readonly credentials: CredentialStore,
    private readonly runs: SigningRuns,
    private readonly layout: SignatureLayout,
    private readonly requests: SigningRequests,
    private readonly subjects: SigningSubjects,
    private readonly effects: SignatureEffects,
    private readonly files: FileStore,
    private readonly batches: BatchRows,
    private readonly outside: OutsideThread,
  ) {}

  /** @throws what {@link CredentialStore.unlock} says */
  unlock(owner: CredentialOwner, secret: string | undefined): Promise<UnlockedKey> {
    return this.credentials.unlock(owner, secret);
  }

  /**
   * @throws {AlreadySignedError} somebody signed this revision for this purpose meanwhile
   * @throws {FileCannotBeSignedError} encrypted, broken, or without the field
   */
  async sign(order: SignatureOrder, key: UnlockedKey): Promise<AppliedOrder> {
    const [outcome] = await this.runs.sign([order], key, { title: order.title });
    if (outcome === undefined || outcome instanceof Error)
      throw outcome ?? new Error('Nothing was signed');
    return outcome;
  }

  /** One authorisation for all; each has its own outcome, in the order given. */
  signMany(
    orders: readonly SignatureOrder[],
    key: UnlockedKey,
    options: SignMany,
  ): Promise<readonly SignatureOutcome[]> {
    return this.runs.sign(orders, key, options);
  }

  /** For a key that its holder's own PC or phone keeps: stored, and completed by anyone who has the value. */
  async prepareFor(
    order: SignatureOrder,
    owner: CredentialOwner,
    batchId: string | null = null,
  ): Promise<SigningTask> {
    return this.prepare(order, await this.credentials.describe(owner), batchId);
  }

  /**
   * @param actor who completes it now: his turn and mandate are asked as they are today
   * @param value raw signature: RSA PKCS#1 v1.5, or ECDSA in DER
   * @throws {NotFoundError} another person, in the same post too
   * @throws {RequestClosedError} completed, refused or expired before
   * @throws {SignatureNotAcceptedError} the request stays open for a better value
   */
  async complete(actor: Actor, requestId: string, value: Uint8Array): Promise<Completion> {
    const stored = await this.requests.getOpen(requestId);
    const { personId, postId } = stored.order.actor;
    if (actor.personId !== personId || actor.postId !== postId)
      throw new NotFoundError('signing request');
    const request = { ...stored, order: { ...stored.order, actor } };
    return this.keepingResult(request, async () => {
      const base = await this.files.read(request.order.baseSha256);
      return this.finish(request, embedded(base, request, value));
    });
  }

  /**
   * The signer's program has laid out and signed by itself and sent the whole file back.
   *
   * @throws {ReturnedFileRefusedError} not the document with exactly this signer's signature added
   * @throws {NotAPdfError} it costs too much to look at
   */
  async completeWithFile(requestId: string, pdf: Uint8Array): Promise<Completion> {
    const request = await this.requests.getOpen(requestId);
    return this.keepingResult(request, async () => {
      const { certificate } = await this.credentials.describeById(request.credentialId);
      const { baseSha256, field, lock } = request.order;
      const base = await this.files.read(baseSha256);
      const expected = { certificate, field, lock };
      const problem = await this.outside.ask('compareReturned', base, pdf, expected);
      if (problem !== null) throw new ReturnedFileRefusedError(problem);
      return this.finish(request, pdf);
    });
  }

  /** The signer or his device said no: nothing becomes true, and the request says why. */
  async refuse(requestId: string, error: DomainError): Promise<void> {
    const { batchId, order } = await this.requests.getOpen(requestId);
    const reason = error instanceof SignerRefusedError ? error.words : error.code;
    await this.requests.close([requestId], 'refused', reason);
    if (batchId !== null) await this.batches.failWith(batchId, order.subjectId, error);
  }

  /** What is still open, for the device that asks again after it lost the answer. */
  async getTask(requestId: string): Promise<SigningTask> {
    const request = await this.requests.getOpen(requestId);
    return toTask(request, await this.credentials.describeById(request.credentialId));
  }

  private async prepare(
    order: SignatureOrder,
    signer: SignerCertificate,
    batchId: string | null,
  ): Promise<SigningTask> {
    const isWhole = signer.medium === 'vgca';
    const prepared = isWhole ? null : (await this.layout.layOut(order, signer)).prepared;
    const [request] = await this.requests.open([
      { credentialId: signer.credentialId, batchId, order, prepared },
    ]);
    if (!request) throw new Error('A request was not stored');
    return toTask(request, signer);
  }

  private async finish(request: OpenRequest, pdf: Uint8Array): Promise<Completion> {
    const { order, credentialId, batchId } = request;
    const file = await this.files.storeAll([pdf], { mediaType: 'application/pdf' });
    const signer = await this.credentials.describeInForce(credentialId);
    try {
      const [applied] = await this.effects.apply(
        file.map((stored) => ({
          order,
          requestId: request.id,
          isStored: true,
          file: stored,
          pdf,
          credentialId,
          commonName: signer.commonName,
          batchId,
        })),
        async (tx) => {
          if (batchId !== null) await this.batches.doneWith(tx, batchId, order.subjectId);
        },
      );
      if (!applied) throw new Error('Nothing was applied');
      return { state: 'applied', applied };
    } catch (error) {
      const again = hasMovedOn(error) ? await this.newer(order) : null;
      if (again === null) throw error;
      await this.requests.close([request.id], 'superseded', 'signing.base-moved-on');
      return { state: 'prepared-again', task: await this.prepare(again, signer, batchId) };
    }
  }

  /** In a batch each document has its own: why this one was not signed stands beside it. */
  private async keepingResult(
    { batchId, order }: OpenRequest,
    act: () => Promise<Completion>,
  ): Promise<Completion> {
    try {
      return await act();
    } catch (error) {
      if (batchId !== null) await this.batches.failWith(batchId, order.subjectId, asError(error));
      throw error;
    }
  }

  private async newer(order: SignatureOrder): Promise<SignatureOrder | null> {
    const again = await this.subjects.order(order.actor, order);
    return again.baseSha256 === order.baseSha256 ? null : again;
  }
}

function embedded(base: Uint8Array, { prepared }: OpenRequest, value: Uint8Array): Uint8Array {
  if (prepared === null) throw new SignatureNotAcceptedError('whole-file-expected');
  try {
    return completeSignature(base, prepared, value);
  } catch (error) {
    if (error instanceof PdfSignatureError) throw new SignatureNotAcceptedError(error.code);
    throw error;
  }
}

function toTask(request: OpenRequest, signer: SignerCertificate): SigningTask {
  const { prepared } = request;
  return {
    requestId: request.id,
    medium: signer.medium,
    title: request.order.title,
    baseSha256: request.order.baseSha256,
    expiresAt: request.expiresAt,
    certificate: signer.certificate,
    toSign: prepared && {
      digestAlgorithm: prepared.digestAlgorithm,
      digest: digestToSign(prepared),
      signedAttributes: Buffer.from(prepared.signedAttributes, 'base64'),
    },
  };
}
