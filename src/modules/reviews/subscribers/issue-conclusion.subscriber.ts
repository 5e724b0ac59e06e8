import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { DomainEvent } from '../../../platform/jobs/event.js';
import { Inbox } from '../../../platform/jobs/inbox.js';
import { Outbox } from '../../../platform/jobs/outbox.js';
import { Subscriber } from '../../../platform/jobs/subscriber.js';
import type { OutgoingReleased } from '../../documents/contracts/index.js';
import { ConclusionTasks } from '../conclusion-tasks.js';
import type { ConclusionIssued } from '../contracts/index.js';
import { ReviewRepository } from '../persistence/review.repository.js';

/** Released, the conclusion binds; what the committee gave its own organs begins at once. */
@Injectable()
export class IssueConclusionSubscriber extends Subscriber {
  readonly name = 'reviews.issue-conclusion';
  readonly topics = ['documents.outgoing-released.v1'];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly inbox: Inbox,
    private readonly reviews: ReviewRepository,
    private readonly tasks: ConclusionTasks,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  async handle(eventId: string, event: DomainEvent): Promise<void> {
    const { origin, symbol, issuedOn } = event.payload as OutgoingReleased['payload'];
    if (origin?.type !== 'review-conclusion') return;
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.inbox.claim(tx, this.name, eventId))) return;
      const review = await this.reviews.getForUpdate(tx, origin.id);
      review.issue(symbol, issuedOn);
      await this.reviews.save(tx, review);
      await this.tasks.begin(tx, review, review.committeeId, null);
      await this.audit.record(tx, {
        actor: null,
        action: 'reviews.issue-conclusion',
        subjectType: 'review',
        subjectId: review.id,
        details: { symbol, issuedOn },
      });
      await this.outbox.add(tx, {
        topic: 'reviews.conclusion-issued.v1',
        subjectId: review.id,
        payload: { committeeId: review.committeeId, symbol, issuedOn },
      } satisfies ConclusionIssued);
    });
  }
}
