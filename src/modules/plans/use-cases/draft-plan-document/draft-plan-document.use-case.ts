import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { NotFoundError, StaleVersionError } from '../../../../platform/errors/platform.errors.js';
import type { RenderedFile } from '../../../documents/index.js';
import { mayDraft } from '../../domain/who-may.js';
import { Plan } from '../../persistence/plan.entity.js';
import { PlanRepository } from '../../persistence/plan.repository.js';
import { PlanPrinter } from '../../plan-printer.js';
import { EmptyPlanError } from '../../plans.errors.js';
import { SystemDrafts } from '../../system-drafts.js';

export type DraftPlanDocument = {
  readonly actor: Actor;
  readonly planId: string;
  /** The version that the drafter has seen; without it the newest. */
  readonly ifMatch?: number | undefined;
  /** Null: the first who may sign plans for the agency. */
  readonly signerPostId: string | null;
};

/** Renders the plan and lays it as a draft on the outgoing desk, or replaces the draft there. */
@Injectable()
export class DraftPlanDocumentUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly dataSource: DataSource,
    private readonly plans: PlanRepository,
    private readonly printer: PlanPrinter,
    private readonly drafts: SystemDrafts,
    private readonly audit: AuditLog,
  ) {}

  async execute({ actor, planId, ifMatch, signerPostId }: DraftPlanDocument): Promise<string> {
    const seen = await this.dataSource.getRepository(Plan).findOneBy({ id: planId });
    if (!seen || !mayDraft(actor, seen)) throw new NotFoundError('plan');
    if (ifMatch !== undefined && seen.version !== ifMatch)
      throw new StaleVersionError(seen.version);
    requireContent(seen);
    const bound = await this.drafts.signerOf(this.dataSource, seen.documentId);
    const { document, signer } = await this.printer.print(
      this.dataSource,
      seen,
      bound ?? signerPostId,
    );
    const rendered = await this.drafts.store(document);
    const keptBy = await this.printer.keptBy(this.dataSource, seen);

    return this.unitOfWork.run(async (tx) => {
      const plan = await this.plans.getForUpdate(tx, planId, seen.version);
      const documentId = await this.place(tx, actor, plan, {
        ...{ rendered, keptBy, signer: signer.postId },
      });
      plan.submit(documentId, rendered.sha256);
      await this.plans.save(tx, plan);
      await this.audit.record(tx, {
        actor,
        action: 'plans.draft-plan-document',
        subjectType: 'plan',
        subjectId: plan.id,
        details: { documentId, sha256: rendered.sha256 },
      });
      return documentId;
    });
  }

  private place(
    tx: Tx,
    actor: Actor,
    plan: Plan,
    { rendered, signer, keptBy }: { rendered: RenderedFile; signer: string; keptBy: string },
  ): Promise<string> {
    return this.drafts.place(tx, actor, plan.documentId, {
      issuingAgencyId: plan.agencyId,
      draftingUnitId: plan.draftingUnitId,
      typeCode: 'plan',
      subject: plan.title.replace(/^Kế hoạch\s+/u, ''),
      signerPostId: signer,
      recipients: plan.content.recipients,
      keptBy,
      origin: { type: 'plan', id: plan.id },
      rendered,
    });
  }
}

function requireContent({ content }: Plan): void {
  const isEmpty = content.targets.length + content.tasks.length === 0;
  if (isEmpty || content.recipients.length === 0) throw new EmptyPlanError();
}
