import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { rows } from '../../../platform/database/rows.js';
import { AT_WORK, DEVICE, OPEN_ITEM } from '../batch-standing.sql.js';
import { SIGNER_DEVICES } from '../signers/key-provider.js';

export const BatchView = z
  .object({
    id: z.uuid(),
    title: z.string(),
    total: z.number().int(),
    signed: z.number().int(),
    finished: z.boolean(),
    /** Its signer's page has this program on his PC sign, portion by portion; null: the server signs. */
    device: z.enum(SIGNER_DEVICES).nullable(),
    /** Whose certificate signs it. */
    signer: z.enum(['post', 'agency']),
    agencyId: z.uuid().nullable(),
    /** Its process ended before every turn came: resumed with the PIN. */
    interrupted: z.boolean(),
    items: z.array(
      z.object({
        subjectType: z.string(),
        subjectId: z.uuid(),
        purpose: z.string(),
        title: z.string(),
        /** `confirming`: its holder has yet to confirm on his phone. */
        state: z.enum(['waiting', 'signing', 'confirming', 'done', 'failed', 'interrupted']),
        problem: z.object({ code: z.string(), vi: z.string(), en: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'SigningBatch' });
export type BatchView = z.infer<typeof BatchView>;

export const OpenBatchView = z
  .object({
    id: z.uuid(),
    title: z.string(),
    total: z.number().int(),
    signed: z.number().int(),
    failed: z.number().int(),
    interrupted: z.boolean(),
    device: z.enum(SIGNER_DEVICES).nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'OpenSigningBatch' });
export type OpenBatchView = z.infer<typeof OpenBatchView>;

type ItemRow = BatchView['items'][number] & {
  batchTitle: string;
  isAtWork: boolean;
} & Pick<BatchView, 'device' | 'signer' | 'agencyId'>;

@Injectable()
export class GetBatchQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async execute(id: string): Promise<BatchView> {
    const found = await rows<ItemRow>(
      this.dataSource,
      // The locks of the whole database are looked through once, not once an item.
      `WITH asked AS MATERIALIZED (
         SELECT batch.id, batch.title, batch.owner_kind, batch.agency_id,
                ${AT_WORK} AS is_at_work, ${DEVICE} AS device
           FROM signing.batch WHERE batch.id = $1)
       SELECT item.subject_type AS "subjectType", item.subject_id AS "subjectId", item.purpose,
              item.title, item.state, item.problem, asked.title AS "batchTitle",
              asked.is_at_work AS "isAtWork", asked.device, asked.owner_kind AS signer,
              asked.agency_id AS "agencyId"
         FROM asked JOIN signing.batch_item item ON item.batch_id = asked.id
        ORDER BY item.ordinal`,
      [id, this.clock.now()],
    );
    const items = found.map(({ subjectType, subjectId, purpose, title, problem, ...row }) => {
      const isSettled = row.isAtWork || row.state === 'done' || row.state === 'failed';
      const state = isSettled ? row.state : ('interrupted' as const);
      return { subjectType, subjectId, purpose, title, problem, state };
    });
    return {
      id,
      title: found[0]?.batchTitle ?? '',
      total: items.length,
      signed: items.filter(({ state }) => state === 'done').length,
      finished: items.every(({ state }) => ['done', 'failed', 'interrupted'].includes(state)),
      device: found[0]?.device ?? null,
      signer: found[0]?.signer ?? 'post',
      agencyId: found[0]?.agencyId ?? null,
      interrupted: items.some(({ state }) => state === 'interrupted'),
      items,
    };
  }

  /** His batches that are not through, newest first: at work, or to be resumed. */
  async open(actor: Actor): Promise<OpenBatchView[]> {
    const found = await rows<Omit<OpenBatchView, 'createdAt'> & { createdAt: Date }>(
      this.dataSource,
      `SELECT batch.id, batch.title, count(*)::int AS total,
              (count(*) FILTER (WHERE item.state = 'done'))::int AS signed,
              (count(*) FILTER (WHERE item.state = 'failed'))::int AS failed,
              NOT ${AT_WORK} AS interrupted, ${DEVICE} AS device, batch.created_at AS "createdAt"
         FROM signing.batch JOIN signing.batch_item item ON item.batch_id = batch.id
        WHERE batch.post_id = $1
          AND EXISTS (SELECT 1 FROM signing.batch_item open
                       WHERE open.batch_id = batch.id AND open.state IN ${OPEN_ITEM})
        GROUP BY batch.id ORDER BY batch.created_at DESC LIMIT 20`,
      [actor.postId, this.clock.now()],
    );
    return found.map((batch) => ({ ...batch, createdAt: batch.createdAt.toISOString() }));
  }
}
