import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { DomainEvent } from '../../../platform/jobs/event.js';
import { Inbox } from '../../../platform/jobs/inbox.js';
import { Subscriber } from '../../../platform/jobs/subscriber.js';
import type { IncomingDirected } from '../../documents/contracts/index.js';
import type { LeadAssignment } from '../../tasks/index.js';
import { PlanRepository } from '../persistence/plan.repository.js';
import { PlanActivation } from '../plan-activation.js';

/**
 * The clocks of an agency's appendix tasks start when its leader directs the plan, which its clerk
 * has registered before: an unregistered document creates no duty (NĐ 30/2020, article 22.1).
 */
@Injectable()
export class StartDutiesSubscriber extends Subscriber {
  readonly name = 'plans.start-duties';
  readonly topics = ['documents.incoming-directed.v1'];

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
    const directed = event.payload as IncomingDirected['payload'];
    if (directed.origin?.type !== 'plan') return;
    const { id } = directed.origin;
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.inbox.claim(tx, this.name, eventId))) return;
      const plan = await this.plans.getForUpdate(tx, id);
      // The release may still be on its way: the delivery comes again.
      if (plan.state === 'submitted' || plan.state === 'draft')
        throw new Error(`Plan ${plan.id} is not in force yet`);
      const { agencyId, incomingDocumentId } = directed;
      const lead = leadOf(directed);
      const started = await this.activation.start(tx, plan, agencyId, { incomingDocumentId, lead });
      await this.audit.record(tx, {
        actor: null,
        action: 'plans.start-duties',
        subjectType: 'plan',
        subjectId: plan.id,
        details: { agencyId, incomingDocumentId, started },
      });
    });
  }
}

/**
 * The division whose child task follows the directive. Its deadline is the document's, often a few
 * days for a plan of a year, so the tasks keep their own.
 */
function leadOf({ assignments }: IncomingDirected['payload']): LeadAssignment | null {
  const lead = assignments.find(({ role, parentId }) => role === 'lead' && parentId === null);
  if (!lead) return null;
  return { unitId: lead.unitId, postId: lead.postId, dueOn: null as LocalDate | null };
}
