import { legalTimeOf } from '../../../libs/working-calendar/index.js';
import { type Queryable, rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { AT_WORK, OPEN_ITEM } from './batch-standing.sql.js';
import { InAnotherBatchError } from './signing.errors.js';
import type { SignatureWish } from './signing-subjects.js';

type Asked = Pick<SignatureWish, 'subjectId' | 'context'> & {
  /** Why it is not signed now. What may be signed now may have been signed before: a draft that came back. */
  readonly refusal?: Error | undefined;
};

type Held = {
  readonly subjectId: string;
  readonly batchId: string;
  readonly postId: string;
  readonly personName: string;
  readonly title: string;
  readonly startedAt: Date;
};

/** Which of these are being signed, or were just signed, in another batch: the same version, wherever the image goes. */
export class BatchOverlap {
  private constructor(private readonly held: ReadonlyMap<string, Held>) {}

  static async find(db: Queryable, asked: readonly Asked[], now: Date): Promise<BatchOverlap> {
    const found = await rows<Held>(
      db,
      // Only those that hold any of them are asked whether somebody is at work on them.
      `WITH asked AS (
         SELECT * FROM jsonb_to_recordset($1::jsonb) AS asked (
           subject_id uuid, context jsonb, refused boolean)),
       matched AS MATERIALIZED (
         SELECT item.subject_id, item.state, batch.*
           FROM signing.batch JOIN signing.batch_item item ON item.batch_id = batch.id
           JOIN asked ON asked.subject_id = item.subject_id
            AND asked.context - 'box' = item.context - 'box'
          WHERE batch.created_at > $2::timestamptz - interval '1 day'
            AND (item.state IN ${OPEN_ITEM} OR item.state = 'done' AND asked.refused)),
       working AS MATERIALIZED (
         SELECT batch.id FROM signing.batch
          WHERE batch.id IN (SELECT id FROM matched WHERE state IN ${OPEN_ITEM}) AND ${AT_WORK})
       SELECT DISTINCT ON (matched.subject_id) matched.subject_id AS "subjectId",
              matched.id AS "batchId", matched.post_id AS "postId", matched.title,
              holder.person_name AS "personName", matched.created_at AS "startedAt"
         FROM matched JOIN organisation.report_post_v1 holder ON holder.id = matched.post_id
        WHERE matched.state = 'done' OR matched.id IN (SELECT id FROM working)
        ORDER BY matched.subject_id, matched.created_at DESC`,
      [
        JSON.stringify(
          asked.map(({ subjectId, context, refusal }) => ({
            subject_id: subjectId,
            context,
            refused: refusal !== undefined,
          })),
        ),
        now,
      ],
    );
    return new BatchOverlap(new Map(found.map((one) => [one.subjectId, one])));
  }

  /** Of two who start at the same moment the second finds what the first has begun. */
  static async findAlone(tx: Tx, asked: readonly Asked[], now: Date): Promise<BatchOverlap> {
    await rows(tx, `SELECT pg_advisory_xact_lock(hashtextextended('signing.batch', 0))`);
    return BatchOverlap.find(tx, asked, now);
  }

  /** The batch of this post in which all of these stand: starting another would sign nothing. */
  batchOf(postId: string, asked: readonly Asked[]): string | null {
    const batches = new Set(
      asked.map(({ subjectId }) => {
        const held = this.held.get(subjectId);
        return held?.postId === postId ? held.batchId : null;
      }),
    );
    const [only] = batches;
    return batches.size === 1 ? (only ?? null) : null;
  }

  /** Why this one is not signed in one more batch; null when it may be. */
  refusalOf({ subjectId }: Asked, postId: string): InAnotherBatchError | null {
    const held = this.held.get(subjectId);
    if (!held) return null;
    const [hour, minute] = legalTimeOf(held.startedAt).split(':');
    return new InAnotherBatchError({
      title: held.title,
      by: held.postId === postId ? '' : ` (${held.personName})`,
      at: `${hour} giờ ${minute}`,
      atEn: `${hour}:${minute}`,
    });
  }
}
