import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { type Tx, UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import type { Review } from '../persistence/review.entity.js';
import { ReviewRepository } from '../persistence/review.repository.js';

export type ReviewStepOrder = {
  readonly actor: Actor;
  readonly reviewId: string;
  readonly ifMatch?: number | undefined;
  /** `reviews.finish-meeting`: the use case. */
  readonly action: string;
  readonly details?: Readonly<Record<string, unknown>>;
};

/** What every step of a review shares: the lock, the committee's own space, row and audit entry. */
@Injectable()
export class ReviewStep {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reviews: ReviewRepository,
    private readonly audit: AuditLog,
  ) {}

  run<Result>(
    order: ReviewStepOrder,
    work: (review: Review, tx: Tx) => Promise<Result> | Result,
  ): Promise<Result> {
    const { actor } = order;
    return this.unitOfWork.run(async (tx) => {
      const review = await this.reviews.getForUpdate(tx, order.reviewId, order.ifMatch);
      if (actor.space !== 'party' || actor.agencyId !== review.committeeId)
        throw new NotFoundError('review');
      const from = review.state;
      const result = await work(review, tx);
      await this.reviews.save(tx, review);
      await this.audit.record(tx, {
        actor,
        action: order.action,
        subjectType: 'review',
        subjectId: review.id,
        details: { ...order.details, from, to: review.state },
      });
      return result;
    });
  }
}
