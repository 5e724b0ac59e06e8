import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { newId } from '../../../../platform/database/new-id.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import type { ReviewId } from '../../contracts/index.js';
import { ReviewRepository } from '../../persistence/review.repository.js';
import { NotAGovernmentAgencyError, ReviewExistsError } from '../../reviews.errors.js';

export type OpenReview = {
  readonly actor: Actor;
  readonly agencyId: string;
  readonly period: string;
};

/** Opens the month by hand, to wait for the report; the report's registration opens it as well. */
@Injectable()
export class OpenReviewUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reviews: ReviewRepository,
    private readonly organisation: OrganisationDirectory,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  execute({ actor, agencyId, period }: OpenReview): Promise<ReviewId> {
    return this.unitOfWork.run(async (tx) => {
      const agency = await this.organisation.getAgency(tx, agencyId);
      if (agency.space !== 'government') throw new NotAGovernmentAgencyError();
      const id = newId();
      const review = { id, committeeId: actor.agencyId, agencyId, period };
      if (!(await this.reviews.openOnce(tx, { ...review, openedAt: this.clock.now() })))
        throw new ReviewExistsError(period);
      await this.audit.record(tx, {
        actor,
        action: 'reviews.open-review',
        subjectType: 'review',
        subjectId: id,
        details: { agencyId, period },
      });
      return id;
    });
  }
}
