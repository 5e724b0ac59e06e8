import { Injectable } from '@nestjs/common';
import { maybeRow, type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { NotFoundError, StaleVersionError } from '../../../platform/errors/platform.errors.js';
import { Review } from './review.entity.js';

export type Attendant = {
  readonly name: string;
  readonly title: string;
  readonly postId: string | null;
  readonly kind: 'member' | 'invited';
  readonly present: boolean;
  readonly reason: string;
};

export type ConclusionItem = {
  readonly id: string;
  readonly number: number;
  readonly targetCodes: readonly string[];
  readonly text: string;
  readonly responsibleId: string;
  readonly product: string;
  readonly productTypeCodes: readonly string[];
  /** The day that was said; `dueOn` when that day is off. */
  readonly askedDueOn: string;
  readonly dueOn: string;
  readonly taskId: string | null;
  /** Recorded by hand for items that began before this system; else the task tells. */
  readonly outcome: 'done' | 'in-progress' | 'not-done' | null;
  readonly outcomeNote: string;
};

export type NoConclusion = { readonly targetCode: string; readonly reason: string };

const ITEM_COLUMNS = `id, number, target_codes AS "targetCodes", text,
  responsible_id AS "responsibleId", product, product_type_codes AS "productTypeCodes",
  asked_due_on::text AS "askedDueOn", due_on::text AS "dueOn", task_id AS "taskId", outcome,
  outcome_note AS "outcomeNote"`;

@Injectable()
export class ReviewRepository {
  /** Locks the row until the transaction ends. */
  async getForUpdate(tx: Tx, id: string, ifMatch?: number): Promise<Review> {
    const review = await tx
      .getRepository(Review)
      .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!review) throw new NotFoundError('review');
    if (ifMatch !== undefined && review.version !== ifMatch)
      throw new StaleVersionError(review.version);
    return review;
  }

  async save(tx: Tx, review: Review): Promise<void> {
    await tx.getRepository(Review).save(review);
  }

  /** What hangs on the review was edited: its version moves although its own row does not. */
  async touch(tx: Tx, review: Review): Promise<void> {
    const moved = await maybeRow<{ version: number }>(
      tx,
      'UPDATE reviews.review SET version = version + 1 WHERE id = $1 RETURNING version',
      [review.id],
    );
    // The entity follows, or saving it would take the old version for a change.
    Object.assign(review, moved);
  }

  /** False when the committee has opened the review of that agency and period before. */
  async openOnce(
    tx: Tx,
    review: Pick<Review, 'id' | 'committeeId' | 'agencyId' | 'period' | 'openedAt'>,
  ): Promise<boolean> {
    const opened = await rows(
      tx,
      `INSERT INTO reviews.review (id, committee_id, agency_id, period, state, opened_at)
       VALUES ($1,$2,$3,$4,'waiting-report',$5)
       ON CONFLICT (committee_id, agency_id, period) DO NOTHING RETURNING id`,
      [review.id, review.committeeId, review.agencyId, review.period, review.openedAt],
    );
    return opened.length === 1;
  }

  async findOfForUpdate(
    tx: Tx,
    of: Pick<Review, 'committeeId' | 'agencyId' | 'period'>,
  ): Promise<Review | null> {
    const { committeeId, agencyId, period } = of;
    return tx.getRepository(Review).findOne({
      where: { committeeId, agencyId, period },
      lock: { mode: 'pessimistic_write' },
    });
  }

  findIdOf(
    db: Queryable,
    of: Pick<Review, 'committeeId' | 'agencyId' | 'period'>,
  ): Promise<{ id: string; symbol: string | null; issuedOn: string | null } | null> {
    return maybeRow(
      db,
      `SELECT id, symbol, issued_on::text AS "issuedOn" FROM reviews.review
       WHERE committee_id = $1 AND agency_id = $2 AND period = $3`,
      [of.committeeId, of.agencyId, of.period],
    );
  }

  attendanceOf(db: Queryable, reviewId: string): Promise<Attendant[]> {
    return rows(
      db,
      `SELECT name, title, post_id AS "postId", kind, present, reason
       FROM reviews.attendance WHERE review_id = $1 ORDER BY position`,
      [reviewId],
    );
  }

  async replaceAttendance(tx: Tx, reviewId: string, people: readonly Attendant[]): Promise<void> {
    await tx.query('DELETE FROM reviews.attendance WHERE review_id = $1', [reviewId]);
    for (const [position, person] of people.entries()) {
      await tx.query(
        `INSERT INTO reviews.attendance (review_id, position, name, title, post_id, kind, present, reason)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)`,
        [
          ...[reviewId, position, person.name, person.title, person.postId],
          ...[person.kind, person.present, person.reason],
        ],
      );
    }
  }

  itemsOf(db: Queryable, reviewId: string): Promise<ConclusionItem[]> {
    return rows(
      db,
      `SELECT ${ITEM_COLUMNS} FROM reviews.conclusion_item WHERE review_id = $1 ORDER BY number`,
      [reviewId],
    );
  }

  async replaceItems(tx: Tx, reviewId: string, items: readonly ConclusionItem[]): Promise<void> {
    await tx.query('DELETE FROM reviews.conclusion_item WHERE review_id = $1', [reviewId]);
    for (const item of items) {
      await tx.query(
        `INSERT INTO reviews.conclusion_item (id, review_id, number, target_codes, text,
           responsible_id, product, product_type_codes, asked_due_on, due_on, outcome, outcome_note)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
        [
          ...[item.id, reviewId, item.number, item.targetCodes, item.text, item.responsibleId],
          ...[item.product, item.productTypeCodes, item.askedDueOn, item.dueOn],
          ...[item.outcome, item.outcomeNote],
        ],
      );
    }
  }

  async markBegun(tx: Tx, itemId: string, taskId: string): Promise<void> {
    await tx.query('UPDATE reviews.conclusion_item SET task_id = $2 WHERE id = $1', [
      itemId,
      taskId,
    ]);
  }

  noConclusionsOf(db: Queryable, reviewId: string): Promise<NoConclusion[]> {
    return rows(
      db,
      `SELECT target_code AS "targetCode", reason FROM reviews.no_conclusion
       WHERE review_id = $1 ORDER BY target_code`,
      [reviewId],
    );
  }

  async replaceNoConclusions(
    tx: Tx,
    reviewId: string,
    reasons: readonly NoConclusion[],
  ): Promise<void> {
    await tx.query('DELETE FROM reviews.no_conclusion WHERE review_id = $1', [reviewId]);
    for (const { targetCode, reason } of reasons) {
      await tx.query(
        'INSERT INTO reviews.no_conclusion (review_id, target_code, reason) VALUES ($1,$2,$3)',
        [reviewId, targetCode, reason],
      );
    }
  }
}
