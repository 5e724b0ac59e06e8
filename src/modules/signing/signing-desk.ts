import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  completeSignature,
  inspectPdf,
  PdfSignatureError,
  type PreparedSignature,
  prepareSignature,
  type Rect,
} from '../../../libs/pdf-signature/index.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Actor } from '../../platform/access/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow, rows } from '../../platform/database/rows.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { FileStore } from '../files/index.js';
import type { SignatureApplied, SignaturePurpose } from './contracts/index.js';
import { AlreadySignedError, FileCannotBeSignedError } from './signing.errors.js';
import { type CredentialOwner, CredentialStore } from './credential-store.js';
import type { UnlockedKey } from './signers/key-provider.js';

/** What is to be signed, by whom it was ordered, and where the signature stands on the page. */
export type SignatureOrder = {
  readonly actor: Actor;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly purpose: SignaturePurpose;
  /** The revision that this signature extends; signing any other is impossible. */
  readonly baseSha256: string;
  /** Name of the signature field laid out before. */
  readonly field: string;
  /** The seal closes the document: after it only long-term data may follow. */
  readonly lock: boolean;
  /** Where the image goes when the signer moved it; else the whole field. */
  readonly box?: Rect;
};

export type AppliedSignature = {
  readonly requestId: string;
  readonly sha256: string;
  readonly size: number;
  readonly signedAt: Date;
};

const PREPARED_FOR_MS = 15 * 60_000;

@Injectable()
export class SigningDesk {
  // eslint-disable-next-line @typescript-eslint/max-params -- the act joins file, key, time, audit and events
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly credentials: CredentialStore,
    private readonly files: FileStore,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  unlock(owner: CredentialOwner, pin: string): Promise<UnlockedKey> {
    return this.credentials.unlock(owner, pin);
  }

  /**
   * Signs one revision. The new revision is stored first, then `onApplied`, the request, the audit
   * entry and the event become true in one transaction. A crash anywhere leaves an unused blob at most.
   *
   * @throws {AlreadySignedError} somebody signed this revision for this purpose meanwhile
   * @throws {FileCannotBeSignedError} encrypted, broken, or without the field
   */
  async sign(
    order: SignatureOrder,
    key: UnlockedKey,
    onApplied: (tx: Tx, applied: AppliedSignature) => Promise<void>,
  ): Promise<void> {
    const base = await this.files.read(order.baseSha256);
    const prepared = this.prepare(base, order, key);
    const requestId = await this.open(order, key, prepared);
    const [signature] = await key.sign([prepared], order.purpose);
    if (!signature) throw new Error('A key signed nothing');
    const revision = completeSignature(base, prepared, signature);
    const stored = await this.files.storeBytes(revision, { mediaType: 'application/pdf' });
    await this.unitOfWork.run(async (tx) => {
      const signedAt = this.clock.now();
      await this.settle(tx, requestId, stored.sha256, signedAt);
      await onApplied(tx, { requestId, sha256: stored.sha256, size: stored.size, signedAt });
      await this.audit.record(tx, {
        actor: order.actor,
        action: 'signing.sign',
        subjectType: order.subjectType,
        subjectId: order.subjectId,
        details: {
          purpose: order.purpose,
          base: order.baseSha256,
          result: stored.sha256,
          certificate: key.commonName,
        },
      });
      await this.outbox.add(tx, {
        topic: 'signing.signature-applied.v1',
        subjectId: order.subjectId,
        payload: {
          subjectType: order.subjectType,
          purpose: order.purpose,
          baseSha256: order.baseSha256,
          resultSha256: stored.sha256,
          postId: order.actor.postId,
        },
      } satisfies SignatureApplied);
    });
  }

  private prepare(base: Uint8Array, order: SignatureOrder, key: UnlockedKey): PreparedSignature {
    try {
      const first = inspectPdf(base).signatures === 0;
      return prepareSignature(base, {
        field: order.field,
        certificate: key.certificate,
        chain: key.chain,
        signingTime: this.clock.now(),
        ...(first ? { certify: 2 as const } : {}),
        ...(order.lock ? { lock: 'all' as const } : {}),
        appearance: { image: key.image, ...(order.box ? { rect: order.box } : {}) },
      });
    } catch (error) {
      if (error instanceof PdfSignatureError) throw new FileCannotBeSignedError(error.code);
      throw error;
    }
  }

  private async open(
    order: SignatureOrder,
    key: UnlockedKey,
    prepared: PreparedSignature,
  ): Promise<string> {
    const id = newId();
    const now = this.clock.now();
    const done = await maybeRow(
      this.dataSource,
      `SELECT 1 FROM signing.request WHERE subject_id = $1 AND purpose = $2 AND base_sha256 = $3 AND state = 'applied'`,
      [order.subjectId, order.purpose, order.baseSha256],
    );
    if (done) throw new AlreadySignedError();
    await rows(
      this.dataSource,
      `INSERT INTO signing.request (id, subject_type, subject_id, purpose, base_sha256, credential_id, prepared, state, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'prepared', $8, $9)`,
      [
        id,
        order.subjectType,
        order.subjectId,
        order.purpose,
        order.baseSha256,
        key.credentialId,
        JSON.stringify(prepared),
        now,
        new Date(now.getTime() + PREPARED_FOR_MS),
      ],
    );
    return id;
  }

  private async settle(tx: Tx, requestId: string, resultSha256: string, at: Date): Promise<void> {
    const settled = await rows(
      tx,
      `UPDATE signing.request SET state = 'applied', result_sha256 = $2, settled_at = $3, prepared = '{}'
        WHERE id = $1 AND state = 'prepared' RETURNING id`,
      [requestId, resultSha256, at],
    ).catch((error: unknown) => {
      throw isUniqueViolation(error) ? new AlreadySignedError() : error;
    });
    if (settled.length !== 1) throw new AlreadySignedError();
  }
}

function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
}
