import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { DomainEvent } from '../../../platform/jobs/event.js';
import { Inbox } from '../../../platform/jobs/inbox.js';
import { Subscriber } from '../../../platform/jobs/subscriber.js';
import type { IncomingDirected } from '../../documents/contracts/index.js';
import { ConclusionTasks } from '../conclusion-tasks.js';
import { ReviewRepository } from '../persistence/review.repository.js';

/** An agency's items begin when its leader has directed the conclusion that its clerk registered. */
@Injectable()
export class BeginConclusionsSubscriber extends Subscriber {
  readonly name = 'reviews.begin-conclusions';
  readonly topics = ['documents.incoming-directed.v1'];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly inbox: Inbox,
    private readonly reviews: ReviewRepository,
    private readonly tasks: ConclusionTasks,
    private readonly audit: AuditLog,
  ) {
    super();
  }

  async handle(eventId: string, event: DomainEvent): Promise<void> {
    const directed = event.payload as IncomingDirected['payload'];
    if (directed.origin?.type !== 'review-conclusion') return;
    const reviewId = directed.origin.id;
    const lead = directed.assignments.find(
      ({ role, parentId }) => role === 'lead' && parentId === null,
    );
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.inbox.claim(tx, this.name, eventId))) return;
      const review = await this.reviews.getForUpdate(tx, reviewId);
      // The release may still be on its way: the delivery comes again.
      if (review.symbol === null) throw new Error(`Review ${reviewId} is not issued yet`);
      const begun = await this.tasks.begin(tx, review, directed.agencyId, {
        incomingDocumentId: directed.incomingDocumentId,
        lead: lead
          ? { unitId: lead.unitId, postId: lead.postId, dueOn: lead.dueOn as LocalDate | null }
          : null,
      });
      await this.audit.record(tx, {
        actor: null,
        action: 'reviews.begin-conclusions',
        subjectType: 'review',
        subjectId: reviewId,
        details: { agencyId: directed.agencyId, begun },
      });
    });
  }
}
