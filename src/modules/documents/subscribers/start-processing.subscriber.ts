import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { DomainEvent } from '../../../platform/jobs/event.js';
import { Inbox } from '../../../platform/jobs/inbox.js';
import { Subscriber } from '../../../platform/jobs/subscriber.js';
import { SubscriberRegistry } from '../../../platform/jobs/subscriber-registry.js';
import type { AssignmentMoved } from '../../routing/contracts/index.js';
import { IncomingActs } from '../incoming-acts.js';
import { INCOMING_SUBJECT, IncomingDocuments } from '../persistence/incoming-documents.js';

/** The first who takes the work up sets the document in motion: "Đang xử lý". */
@Injectable()
export class StartProcessingSubscriber extends Subscriber implements OnModuleInit {
  readonly name = 'documents.start-processing';
  readonly topics = ['routing.assignment-moved.v1'];

  constructor(
    private readonly registry: SubscriberRegistry,
    private readonly unitOfWork: UnitOfWork,
    private readonly inbox: Inbox,
    private readonly documents: IncomingDocuments,
    private readonly acts: IncomingActs,
    private readonly clock: Clock,
  ) {
    super();
  }

  onModuleInit(): void {
    this.registry.add(this);
  }

  async handle(eventId: string, event: DomainEvent): Promise<void> {
    const { subjectType, subjectId } = event.payload as AssignmentMoved['payload'];
    if (subjectType !== INCOMING_SUBJECT) return;
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.inbox.claim(tx, this.name, eventId))) return;
      const document = await this.documents.getForUpdate(tx, subjectId);
      if (document.state !== 'directed') return;
      const from = document.state;
      document.start(this.clock.now());
      await this.acts.finish(tx, null, document, { action: 'start', from });
    });
  }
}
