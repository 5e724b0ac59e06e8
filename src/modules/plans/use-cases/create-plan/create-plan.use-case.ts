import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { newId } from '../../../../platform/database/new-id.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { InvalidInputError } from '../../../../platform/errors/platform.errors.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import type { PlanId } from '../../contracts/index.js';
import { issuesOf } from '../../domain/check-content.js';
import type { PlanContent } from '../../domain/plan-content.js';
import { Plan } from '../../persistence/plan.entity.js';
import { PlanRepository } from '../../persistence/plan.repository.js';
import { MayNotIssueForError } from '../../plans.errors.js';

export type CreatePlan = {
  readonly actor: Actor;
  /** Who issues it; the own agency, or the one above that has this one draft it. */
  readonly agencyId: string;
  readonly year: number;
  readonly title: string;
  readonly specifiesPlanId: string | null;
  readonly content: PlanContent;
};

@Injectable()
export class CreatePlanUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly plans: PlanRepository,
    private readonly organisation: OrganisationDirectory,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  execute({ actor, ...order }: CreatePlan): Promise<PlanId> {
    const issues = issuesOf(order.content, order.year);
    if (issues.length > 0) throw new InvalidInputError(issues);
    return this.unitOfWork.run(async (tx) => {
      await this.requireOwnOrAbove(tx, actor, order.agencyId);
      const plan = Plan.create({
        ...order,
        id: newId(),
        draftingAgencyId: actor.agencyId,
        draftingUnitId: actor.unitId,
        createdByPost: actor.postId,
        createdAt: this.clock.now(),
      });
      await this.plans.save(tx, plan);
      await this.audit.record(tx, {
        actor,
        action: 'plans.create-plan',
        subjectType: 'plan',
        subjectId: plan.id,
        details: { agencyId: plan.agencyId, year: plan.year, title: plan.title },
      });
      return plan.id;
    });
  }

  private async requireOwnOrAbove(tx: Tx, actor: Actor, agencyId: string): Promise<void> {
    if (agencyId === actor.agencyId) return;
    const own = await this.organisation.getAgency(tx, actor.agencyId);
    const above = own.parentId === null ? null : await this.organisation.agencyOf(tx, own.parentId);
    if (above?.id !== agencyId || above.space !== actor.space) throw new MayNotIssueForError();
  }
}
