import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { DomainEvent } from '../../../platform/jobs/event.js';
import { Inbox } from '../../../platform/jobs/inbox.js';
import { Subscriber } from '../../../platform/jobs/subscriber.js';
import type { OutgoingReleased } from '../../documents/contracts/index.js';
import { PlanRepository } from '../persistence/plan.repository.js';
import { PlanActivation } from '../plan-activation.js';

/** A plan binds from the release of its document. */
@Injectable()
export class PutPlanInForceSubscriber extends Subscriber {
  readonly name = 'plans.put-plan-in-force';
  readonly topics = ['documents.outgoing-released.v1'];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly inbox: Inbox,
    private readonly plans: PlanRepository,
    private readonly activation: PlanActivation,
    private readonly audit: AuditLog,
  ) {
    super();
  }

  async handle(eventId: string, event: DomainEvent): Promise<void> {
    const released = event.payload as OutgoingReleased['payload'];
    if (released.origin?.type !== 'plan') return;
    const { id } = released.origin;
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.inbox.claim(tx, this.name, eventId))) return;
      const plan = await this.plans.getForUpdate(tx, id);
      await this.activation.activate(tx, plan, released.symbol, released.issuedOn as LocalDate);
      await this.audit.record(tx, {
        actor: null,
        action: 'plans.put-plan-in-force',
        subjectType: 'plan',
        subjectId: plan.id,
        details: { symbol: released.symbol, issuedOn: released.issuedOn },
      });
    });
  }
}
