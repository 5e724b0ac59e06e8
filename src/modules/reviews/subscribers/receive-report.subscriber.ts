import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/new-id.js';
import { type Tx, UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { DomainEvent } from '../../../platform/jobs/event.js';
import { Inbox } from '../../../platform/jobs/inbox.js';
import { Subscriber } from '../../../platform/jobs/subscriber.js';
import type { IncomingRegistered } from '../../documents/contracts/index.js';
import { Documents } from '../../documents/index.js';
import { PeriodCloses } from '../../plans/index.js';
import type { Review } from '../persistence/review.entity.js';
import { ReviewRepository } from '../persistence/review.repository.js';

/** The month's review opens, or stops waiting, when the signed report is registered here. */
@Injectable()
export class ReceiveReportSubscriber extends Subscriber {
  readonly name = 'reviews.receive-report';
  readonly topics = ['documents.incoming-registered.v1'];

  // eslint-disable-next-line @typescript-eslint/max-params -- reads a close and a document, writes a review
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly inbox: Inbox,
    private readonly reviews: ReviewRepository,
    private readonly closes: PeriodCloses,
    private readonly documents: Documents,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {
    super();
  }

  async handle(eventId: string, event: DomainEvent): Promise<void> {
    const registered = event.payload as IncomingRegistered['payload'];
    if (registered.origin?.type !== 'period-report') return;
    const closeId = registered.origin.id;
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.inbox.claim(tx, this.name, eventId))) return;
      const close = await this.closes.get(tx, closeId);
      if (close.partyAgencyId !== registered.agencyId) return;
      const of = {
        committeeId: registered.agencyId,
        agencyId: close.agencyId,
        period: close.period,
      };
      const review = await this.waitingReview(tx, of);
      if (review.state !== 'waiting-report') return;
      const document =
        registered.outgoingDocumentId === null
          ? null
          : await this.documents.getOutgoing(tx, registered.outgoingDocumentId);
      review.receiveReport({
        periodCloseId: closeId,
        reportIncomingId: registered.incomingDocumentId,
        reportSymbol: document?.symbol ?? close.symbol ?? '',
        reportIssuedOn: document?.issuedOn ?? close.issuedOn,
        arrivalNumber: registered.arrivalNumber,
        arrivedOn: registered.arrivedOn,
      });
      await this.reviews.save(tx, review);
      await this.audit.record(tx, {
        actor: null,
        action: 'reviews.receive-report',
        subjectType: 'review',
        subjectId: review.id,
        details: { closeId, incomingDocumentId: registered.incomingDocumentId },
      });
    });
  }

  private async waitingReview(
    tx: Tx,
    of: Pick<Review, 'committeeId' | 'agencyId' | 'period'>,
  ): Promise<Review> {
    await this.reviews.openOnce(tx, { ...of, id: newId(), openedAt: this.clock.now() });
    const review = await this.reviews.findOfForUpdate(tx, of);
    if (!review) throw new Error('The review that was just opened is gone');
    return review;
  }
}
