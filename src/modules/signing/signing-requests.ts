import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PreparedSignature } from '../../../libs/pdf-signature/index.js';
import type { Actor } from '../../platform/access/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow, type Queryable, rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../platform/errors/platform.errors.js';
import type { SignaturePurpose } from './contracts/index.js';
import { AlreadySignedError, RequestClosedError } from './signing.errors.js';
import type { AppliedOrder, SignatureOrder } from './signing-subjects.js';

export type RequestEnd = 'failed' | 'refused' | 'expired' | 'superseded';

/** An order and the laid out revision that waits for its value. */
export type OpenRequest = {
  readonly id: string;
  readonly credentialId: string;
  readonly batchId: string | null;
  readonly order: SignatureOrder;
  /** Null when the signer's program lays out the signature itself. */
  readonly prepared: PreparedSignature | null;
  readonly expiresAt: Date;
};

type NewRequest = Pick<OpenRequest, 'credentialId' | 'batchId' | 'order' | 'prepared'>;

type Instruction = Pick<SignatureOrder, 'field' | 'lock' | 'box' | 'timedText' | 'context'>;

type Row = {
  id: string;
  subject_type: string;
  subject_id: string;
  purpose: SignaturePurpose;
  base_sha256: string;
  chain: number;
  credential_id: string;
  batch_id: string | null;
  title: string;
  actor: Actor;
  instruction: Instruction;
  prepared: PreparedSignature | Record<string, never>;
  state: 'prepared' | 'applied' | RequestEnd;
  expires_at: Date;
};

const PREPARED_FOR_MS = 15 * 60_000;

/** The rows of `signing.request`: from `prepared` to `applied`, once, or closed with the reason. */
@Injectable()
export class SigningRequests {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Stored before the signer is asked, who may answer minutes later and to another process. */
  async open(news: readonly NewRequest[]): Promise<readonly OpenRequest[]> {
    await this.closeExpired();
    const expiresAt = new Date(this.clock.now().getTime() + PREPARED_FOR_MS);
    const opened = news.map((request) => ({ ...request, id: newId(), expiresAt }));
    await this.insert(
      this.dataSource,
      opened.map((request) => ({
        ...row(request.id, request.order, request),
        actor: request.order.actor,
        instruction: instructionOf(request.order),
        prepared: request.prepared ?? {},
        state: 'prepared',
        expires_at: expiresAt,
      })),
    );
    return opened;
  }

  /**
   * @throws {RequestClosedError} completed, refused or expired before
   */
  async getOpen(id: string): Promise<OpenRequest> {
    await this.closeExpired();
    const found = await maybeRow<Row>(
      this.dataSource,
      `SELECT id, subject_type, subject_id, purpose, base_sha256, chain, credential_id, batch_id,
              title, actor, instruction, prepared, state, expires_at
         FROM signing.request WHERE id = $1`,
      [id],
    );
    if (!found) throw new NotFoundError('signing request');
    if (found.state !== 'prepared') throw new RequestClosedError(found.state);
    return toOpen(found);
  }

  /** Single use: of two who complete it one finds it taken. The key was at hand: no row yet. */
  async settle(
    tx: Tx,
    applied: readonly (AppliedOrder & { credentialId: string; isStored: boolean })[],
  ): Promise<void> {
    const at = this.clock.now();
    const stored = applied.filter(({ isStored }) => isStored);
    const fresh = applied.filter(({ isStored }) => !isStored);
    try {
      if (stored.length > 0) await this.settleStored(tx, stored, at);
      await this.insert(
        tx,
        fresh.map((one) => ({
          ...row(one.requestId, one.order, one),
          prepared: {},
          state: 'applied',
          result_sha256: one.sha256,
          expires_at: at,
          settled_at: at,
        })),
      );
    } catch (error) {
      throw isUniqueViolation(error) ? new AlreadySignedError() : error;
    }
  }

  async close(ids: readonly string[], state: RequestEnd, reason: string): Promise<void> {
    await rows(
      this.dataSource,
      `UPDATE signing.request SET state = $2, reason = $3, settled_at = $4, prepared = '{}'
        WHERE id = ANY ($1) AND state = 'prepared'`,
      [ids, state, reason, this.clock.now()],
    );
  }

  /** The same person as he is today: what he was when it was laid out counts no more. */
  async takenUpBy(id: string, actor: Actor): Promise<void> {
    await rows(
      this.dataSource,
      `UPDATE signing.request SET actor = $2
        WHERE id = $1 AND state = 'prepared' AND actor ->> 'personId' = $3 AND actor ->> 'postId' = $4`,
      [id, JSON.stringify(actor), actor.personId, actor.postId],
    );
  }

  async closeOfBatch(batchId: string, state: RequestEnd, reason: string): Promise<void> {
    await rows(
      this.dataSource,
      `UPDATE signing.request SET state = $2, reason = $3, settled_at = $4, prepared = '{}'
        WHERE batch_id = $1 AND state = 'prepared'`,
      [batchId, state, reason, this.clock.now()],
    );
  }

  /** What nobody answered in time can no longer be completed, and says why. */
  async closeExpired(): Promise<void> {
    await rows(
      this.dataSource,
      `UPDATE signing.request
          SET state = 'expired', reason = 'signing.request-expired', settled_at = $1, prepared = '{}'
        WHERE state = 'prepared' AND expires_at <= $1`,
      [this.clock.now()],
    );
  }

  private async settleStored(tx: Tx, stored: readonly AppliedOrder[], at: Date): Promise<void> {
    const settled = await rows(
      tx,
      `UPDATE signing.request AS request
          SET state = 'applied', result_sha256 = applied.sha256, settled_at = $3, prepared = '{}'
         FROM unnest($1::uuid[], $2::text[]) AS applied (id, sha256)
        WHERE request.id = applied.id AND request.state = 'prepared' RETURNING request.id`,
      [stored.map(({ requestId }) => requestId), stored.map(({ sha256 }) => sha256), at],
    );
    if (settled.length !== stored.length) throw new AlreadySignedError();
  }

  private async insert(db: Queryable, requests: readonly object[]): Promise<void> {
    if (requests.length === 0) return;
    await rows(
      db,
      `INSERT INTO signing.request (id, subject_type, subject_id, purpose, base_sha256, chain,
         credential_id, batch_id, title, actor, instruction, prepared, state, result_sha256, created_at,
         expires_at, settled_at)
       SELECT id, subject_type, subject_id, purpose, base_sha256, chain, credential_id, batch_id, title,
              actor, coalesce(instruction, '{}'), prepared, state, result_sha256, $2, expires_at, settled_at
         FROM jsonb_populate_recordset(NULL::signing.request, $1::jsonb)`,
      [JSON.stringify(requests), this.clock.now()],
    );
  }
}

function row(
  id: string,
  order: SignatureOrder,
  { credentialId, batchId }: { credentialId: string; batchId?: string | null },
): object {
  return {
    id,
    subject_type: order.subjectType,
    subject_id: order.subjectId,
    purpose: order.purpose,
    base_sha256: order.baseSha256,
    chain: order.chain ?? 1,
    credential_id: credentialId,
    batch_id: batchId ?? null,
    title: order.title,
  };
}

function instructionOf({ field, lock, box, timedText, context }: SignatureOrder): Instruction {
  return { field, lock, context, ...(box && { box }), ...(timedText && { timedText }) };
}

function toOpen(found: Row): OpenRequest {
  return {
    id: found.id,
    credentialId: found.credential_id,
    batchId: found.batch_id,
    expiresAt: found.expires_at,
    prepared: 'update' in found.prepared ? (found.prepared as PreparedSignature) : null,
    order: {
      ...found.instruction,
      actor: found.actor,
      title: found.title,
      subjectType: found.subject_type,
      subjectId: found.subject_id,
      purpose: found.purpose,
      baseSha256: found.base_sha256,
      chain: found.chain,
    },
  };
}

function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
}
