import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { StoredFile } from '../files/index.js';
import { StandingCheck } from './certificates/standing-check.js';
import type { SignatureApplied } from './contracts/index.js';
import { SignedCheck } from './verification/signed-check.js';
import { SigningRequests } from './signing-requests.js';
import { type AppliedOrder, type SignatureOrder, SigningSubjects } from './signing-subjects.js';

/** A signed revision that lies in the store and means nothing yet. */
export type SignedRevision = {
  readonly order: SignatureOrder;
  readonly requestId: string;
  /** Its request was stored when it was prepared. */
  readonly isStored: boolean;
  readonly file: StoredFile;
  /** What was stored. */
  readonly pdf: Uint8Array;
  readonly credentialId: string;
  readonly commonName: string;
  readonly batchId: string | null;
};

/** What must become true with the signatures, in the same transaction. */
export type Alongside = (tx: Tx, applied: readonly AppliedOrder[]) => Promise<void>;

/** Makes signed revisions true: what they mean, their requests, the audit entries, the events. */
@Injectable()
export class SignatureEffects {
  // eslint-disable-next-line @typescript-eslint/max-params -- one transaction over all that a signature means
  constructor(
    private readonly check: SignedCheck,
    private readonly standing: StandingCheck,
    private readonly unitOfWork: UnitOfWork,
    private readonly subjects: SigningSubjects,
    private readonly requests: SigningRequests,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * All in one transaction; throws when any of them cannot become true, and then none has.
   *
   * @throws {SignedFileInvalidError} what was signed does not verify
   * @throws what {@link StandingCheck.requireInForce} says: the key was unlocked some time ago
   */
  async apply(
    signed: readonly SignedRevision[],
    alongside?: Alongside,
  ): Promise<readonly AppliedOrder[]> {
    const judged = await this.check.judge(
      signed.map(({ file: { sha256 }, pdf }) => ({ sha256, pdf })),
    );
    return this.unitOfWork.run(async (tx) => {
      await this.standing.holdInForce(
        tx,
        signed.map(({ credentialId }) => credentialId),
      );
      await this.check.keep(tx, judged);
      const signedAt = this.clock.now();
      const applied = signed.map(({ order, requestId, isStored, file, ...by }) => ({
        ...{ order, requestId, isStored, ...file, signedAt },
        ...{ credentialId: by.credentialId, commonName: by.commonName, batchId: by.batchId },
      }));
      await this.subjects.apply(tx, applied);
      await this.requests.settle(tx, applied);
      await alongside?.(tx, applied);
      await this.audit.recordAll(
        tx,
        applied.map(({ order, sha256, commonName }) => ({
          actor: order.actor,
          action: 'signing.sign',
          subjectType: order.subjectType,
          subjectId: order.subjectId,
          details: {
            purpose: order.purpose,
            base: order.baseSha256,
            result: sha256,
            certificate: commonName,
          },
        })),
      );
      await this.outbox.addAll(tx, applied.map(toEvent));
      return applied;
    });
  }
}

function toEvent({ order, sha256 }: AppliedOrder): SignatureApplied {
  return {
    topic: 'signing.signature-applied.v1',
    subjectId: order.subjectId,
    payload: {
      subjectType: order.subjectType,
      purpose: order.purpose,
      baseSha256: order.baseSha256,
      resultSha256: sha256,
      postId: order.actor.postId,
    },
  };
}
