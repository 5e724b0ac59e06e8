import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../../platform/errors/platform.errors.js';
import { EditableDrafts } from '../../editable-drafts.js';
import { Annexes } from '../../persistence/annexes.js';

/** While the draft lies with those who wrote it. */
@Injectable()
export class RemoveAnnexUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: EditableDrafts,
    private readonly annexes: Annexes,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, given: { id: string; annexId: string }): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.drafts.getForEdit(tx, actor, given.id, null);
      if (!(await this.annexes.remove(tx, document.id, given.annexId)))
        throw new NotFoundError('annex');
      await this.audit.record(tx, {
        actor,
        action: 'documents.remove-annex',
        subjectType: 'outgoing-document',
        subjectId: document.id,
        details: { annexId: given.annexId },
      });
    });
  }
}
