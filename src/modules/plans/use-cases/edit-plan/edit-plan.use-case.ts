import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { InvalidInputError, NotFoundError } from '../../../../platform/errors/platform.errors.js';
import { issuesOf } from '../../domain/check-content.js';
import type { PlanContent } from '../../domain/plan-content.js';
import { mayDraft } from '../../domain/who-may.js';
import type { Plan } from '../../persistence/plan.entity.js';
import { PlanRepository } from '../../persistence/plan.repository.js';
import { PlanDocumentUnderWayError } from '../../plans.errors.js';
import { SystemDrafts } from '../../system-drafts.js';

export type EditPlan = {
  readonly actor: Actor;
  readonly planId: string;
  readonly ifMatch: number;
  readonly year: number;
  readonly title: string;
  readonly specifiesPlanId: string | null;
  readonly content: PlanContent;
};

/** Writes the whole builder at once, on the version that the drafter has seen. */
@Injectable()
export class EditPlanUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly plans: PlanRepository,
    private readonly drafts: SystemDrafts,
    private readonly audit: AuditLog,
  ) {}

  execute({ actor, planId, ifMatch, ...values }: EditPlan): Promise<void> {
    const issues = issuesOf(values.content, values.year);
    if (issues.length > 0) throw new InvalidInputError(issues);
    return this.unitOfWork.run(async (tx) => {
      const plan = await this.plans.getForUpdate(tx, planId, ifMatch);
      if (!mayDraft(actor, plan)) throw new NotFoundError('plan');
      await this.requireDocumentAtDrafter(tx, plan);
      plan.revise(values);
      await this.plans.save(tx, plan);
      await this.audit.record(tx, {
        actor,
        action: 'plans.edit-plan',
        subjectType: 'plan',
        subjectId: plan.id,
        details: { version: ifMatch + 1 },
      });
    });
  }

  /** What somebody is reading or signing must not change behind his back. */
  private async requireDocumentAtDrafter(tx: Tx, { documentId }: Plan): Promise<void> {
    if (documentId === null) return;
    const { yes, state } = await this.drafts.isAtDrafter(tx, documentId);
    if (!yes) throw new PlanDocumentUnderWayError(state);
  }
}
