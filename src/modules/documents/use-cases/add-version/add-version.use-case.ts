import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { DraftChecks } from '../../draft-checks.js';
import { EditableDrafts } from '../../editable-drafts.js';
import { OutgoingDocuments } from '../../persistence/outgoing-documents.js';
import { Revisions } from '../../persistence/revisions.js';

/** A new file for the draft: the next version, from unsigned bytes. Earlier ones are kept. */
@Injectable()
export class AddVersionUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: EditableDrafts,
    private readonly documents: OutgoingDocuments,
    private readonly revisions: Revisions,
    private readonly checks: DraftChecks,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    actor: Actor,
    given: { id: string; ifMatch: number; fileSha256: string },
  ): Promise<{ version: number }> {
    return this.unitOfWork.run(async (tx) => {
      const document = await this.drafts.getForEdit(tx, actor, given.id, given.ifMatch);
      const { size } = await this.checks.ownFile(tx, actor, given.fileSha256);
      await this.revisions.voidChain(tx, document.id, document.chain);
      document.startChain(given.fileSha256, null);
      await this.documents.save(tx, document);
      await this.revisions.record(tx, document, { kind: 'draft', size, actor });
      await this.audit.record(tx, {
        actor,
        action: 'documents.add-version',
        subjectType: 'outgoing-document',
        subjectId: document.id,
        details: { chain: document.chain, sha256: given.fileSha256 },
      });
      return { version: document.version };
    });
  }
}
