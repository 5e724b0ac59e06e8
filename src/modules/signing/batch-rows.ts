import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/access/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { maybeRow, type Queryable, rows } from '../../platform/database/rows.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { NotFoundError } from '../../platform/errors/platform.errors.js';
import { textOf } from '../../platform/errors/texts.js';
import { BatchOverlap } from './batch-overlap.js';
import { OPEN_ITEM } from './batch-standing.sql.js';
import type { CredentialOwner } from './credential-store.js';
import type { SignatureWish } from './signing-subjects.js';

export type OpenItem = SignatureWish & { readonly ordinal: number };

export type BatchItem = SignatureWish & {
  readonly title: string;
  /** Why it is not signed now; its result from the start. */
  readonly refusal?: Error | undefined;
};

export type NewBatch = {
  readonly owner: CredentialOwner;
  /** Names the batch to its signer: `Ký 24 văn bản`. */
  readonly title: string;
  readonly items: readonly BatchItem[];
};

export type BegunBatch = {
  readonly batchId: string;
  /** All of it stands in this batch, which the same signer began before: nothing was begun anew. */
  readonly joined: boolean;
};

type NewItem = Omit<BatchItem, 'refusal'> & OpenItem & { readonly refusal: Error | null };

/** Null: all of it stands in the other batch of this signer, and nothing was added. */
type AddedBatch = { readonly batchId: string; readonly open: readonly OpenItem[] | null };

/** The rows of `signing.batch` and its items: what each needs to be gone on with, and its result. */
@Injectable()
export class BatchRows {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async add(id: string, actor: Actor, batch: NewBatch): Promise<AddedBatch> {
    // Chosen twice is signed once: an item is known by its subject.
    const items = [...new Map(batch.items.map((item) => [item.subjectId, item])).values()];
    const now = this.clock.now();
    return this.unitOfWork.run(async (tx) => {
      const overlap = await BatchOverlap.findAlone(tx, items, now);
      const other = overlap.batchOf(actor.postId, items);
      if (other !== null) return { batchId: other, open: null };
      const added = items.map((item, ordinal) => ({
        ...item,
        ordinal,
        refusal: overlap.refusalOf(item, actor.postId) ?? item.refusal ?? null,
      }));
      await this.insert(tx, id, actor, { ...batch, added });
      return { batchId: id, open: added.filter(({ refusal }) => refusal === null) };
    });
  }

  /** The batch of this signer in which all of these are being signed, or were just signed. */
  async findHolding(actor: Actor, items: readonly BatchItem[]): Promise<string | null> {
    const overlap = await BatchOverlap.find(this.dataSource, items, this.clock.now());
    return overlap.batchOf(actor.postId, items);
  }

  private async insert(
    tx: Tx,
    id: string,
    actor: Actor,
    { owner, title, added }: Omit<NewBatch, 'items'> & { readonly added: readonly NewItem[] },
  ): Promise<void> {
    const now = this.clock.now();
    await rows(
      tx,
      `INSERT INTO signing.batch (id, post_id, created_at, title, owner_kind, agency_id)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, actor.postId, now, title, owner.kind, owner.kind === 'agency' ? owner.agencyId : null],
    );
    await rows(
      tx,
      `INSERT INTO signing.batch_item
         (batch_id, ordinal, subject_type, subject_id, purpose, context, title, state, problem, changed_at)
       SELECT $1, ordinal, subject_type, subject_id, purpose, context, title,
              CASE WHEN problem IS NULL THEN 'waiting' ELSE 'failed' END, problem, $2
         FROM jsonb_to_recordset($3::jsonb) AS item (ordinal int, subject_type text,
              subject_id uuid, purpose text, context jsonb, title text, problem jsonb)`,
      [
        id,
        now,
        JSON.stringify(
          added.map((item) => ({
            ordinal: item.ordinal,
            subject_type: item.subjectType,
            subject_id: item.subjectId,
            purpose: item.purpose,
            context: item.context,
            title: item.title,
            ...(item.refusal && { problem: problemOf(item.refusal) }),
          })),
        ),
      ],
    );
  }

  async get(id: string): Promise<{ owner: CredentialOwner; title: string }> {
    const found = await maybeRow<{ post_id: string; agency_id: string | null; title: string }>(
      this.dataSource,
      'SELECT post_id, agency_id, title FROM signing.batch WHERE id = $1',
      [id],
    );
    if (!found) throw new NotFoundError('signing batch');
    const { post_id: postId, agency_id: agencyId, title } = found;
    return {
      title,
      owner:
        agencyId === null
          ? { kind: 'post', postId }
          : { kind: 'agency', agencyId, clerkPostId: postId },
    };
  }

  /** What is left to sign, put back in the queue. */
  async takeUp(batchId: string): Promise<readonly OpenItem[]> {
    return this.unitOfWork.run(async (tx) => {
      const open = await rows<OpenItem>(
        tx,
        `UPDATE signing.batch_item SET state = 'waiting', changed_at = $2
          WHERE batch_id = $1 AND state IN ${OPEN_ITEM}
          RETURNING ordinal, subject_type AS "subjectType", subject_id AS "subjectId", purpose, context`,
        [batchId, this.clock.now()],
      );
      return open.toSorted((a, b) => a.ordinal - b.ordinal);
    });
  }

  async putBack(batchId: string, subjectId: string): Promise<void> {
    await rows(
      this.dataSource,
      `UPDATE signing.batch_item SET state = 'waiting', changed_at = $3
        WHERE batch_id = $1 AND subject_id = $2 AND state = 'signing'`,
      [batchId, subjectId, this.clock.now()],
    );
  }

  /** The next whose turn has come; of two who ask nobody gets the other's. */
  async takeNext(
    batchId: string,
    most: number,
  ): Promise<{ items: readonly OpenItem[]; left: number }> {
    return this.unitOfWork.run(async (tx) => {
      const items = await rows<OpenItem>(
        tx,
        `UPDATE signing.batch_item SET state = 'signing', changed_at = $2
          WHERE batch_id = $1 AND ordinal IN (
            SELECT ordinal FROM signing.batch_item WHERE batch_id = $1 AND state = 'waiting'
             ORDER BY ordinal LIMIT $3 FOR UPDATE)
          RETURNING ordinal, subject_type AS "subjectType", subject_id AS "subjectId", purpose, context`,
        [batchId, this.clock.now(), most],
      );
      const waiting = await maybeRow<{ left: number }>(
        tx,
        `SELECT count(*)::int AS left FROM signing.batch_item WHERE batch_id = $1 AND state = 'waiting'`,
        [batchId],
      );
      return { items: items.toSorted((a, b) => a.ordinal - b.ordinal), left: waiting?.left ?? 0 };
    });
  }

  async mark(
    batchId: string,
    items: readonly OpenItem[],
    state: 'signing' | 'confirming',
  ): Promise<void> {
    await rows(
      this.dataSource,
      `UPDATE signing.batch_item SET state = $3, changed_at = $4
        WHERE batch_id = $1 AND ordinal = ANY ($2) AND state <> 'done'`,
      [batchId, items.map(({ ordinal }) => ordinal), state, this.clock.now()],
    );
  }

  async done(tx: Tx, batchId: string, ordinals: readonly number[]): Promise<void> {
    await rows(
      tx,
      `UPDATE signing.batch_item SET state = 'done', problem = NULL, changed_at = $3
        WHERE batch_id = $1 AND ordinal = ANY ($2)`,
      [batchId, ordinals, this.clock.now()],
    );
  }

  /** The item of a request that was completed by itself. */
  async doneWith(tx: Tx, batchId: string, subjectId: string): Promise<void> {
    await this.done(tx, batchId, await this.ordinals(tx, batchId, subjectId));
  }

  async failWith(batchId: string, subjectId: string, error: Error): Promise<void> {
    const ordinals = await this.ordinals(this.dataSource, batchId, subjectId);
    await this.fail(
      batchId,
      ordinals.map((ordinal) => ({ ordinal, error })),
    );
  }

  private async ordinals(db: Queryable, batchId: string, subjectId: string): Promise<number[]> {
    const found = await rows<{ ordinal: number }>(
      db,
      'SELECT ordinal FROM signing.batch_item WHERE batch_id = $1 AND subject_id = $2',
      [batchId, subjectId],
    );
    return found.map(({ ordinal }) => ordinal);
  }

  async fail(
    batchId: string,
    failed: readonly { readonly ordinal: number; readonly error: Error }[],
  ): Promise<void> {
    if (failed.length === 0) return;
    await rows(
      this.dataSource,
      `UPDATE signing.batch_item AS item
          SET state = 'failed', problem = failed.problem, changed_at = $3
         FROM jsonb_to_recordset($2::jsonb) AS failed (ordinal int, problem jsonb)
        WHERE item.batch_id = $1 AND item.ordinal = failed.ordinal AND item.state <> 'done'`,
      [
        batchId,
        JSON.stringify(
          failed.map(({ ordinal, error }) => ({ ordinal, problem: problemOf(error) })),
        ),
        this.clock.now(),
      ],
    );
  }
}

function problemOf(error: Error): object {
  const known = error instanceof DomainError ? error : null;
  const code = known?.code ?? 'platform.unexpected';
  const text = textOf(code, known?.params ?? { reference: '-' });
  return { code, vi: text.vi, en: text.en };
}
