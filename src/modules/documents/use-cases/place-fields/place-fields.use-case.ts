import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import type { FieldBox } from '../../domain/field-box.js';
import { EditableDrafts } from '../../editable-drafts.js';
import { OutgoingDocuments } from '../../persistence/outgoing-documents.js';
import { Revisions } from '../../persistence/revisions.js';

/** The drafter puts the boxes right that were found in the page's text. */
@Injectable()
export class PlaceFieldsUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: EditableDrafts,
    private readonly documents: OutgoingDocuments,
    private readonly revisions: Revisions,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    actor: Actor,
    given: { id: string; ifMatch: number; fields: readonly FieldBox[] },
  ): Promise<{ version: number }> {
    return this.unitOfWork.run(async (tx) => {
      const document = await this.drafts.getForEdit(tx, actor, given.id, given.ifMatch);
      document.placeFields(given.fields);
      // Boxes that stand in the file already cannot move: the file begins again without them.
      if (await this.revisions.hasLaidOutFields(tx, document.id, document.chain)) {
        const draft = await this.revisions.draftOf(tx, document.id, document.chain);
        await this.revisions.voidChain(tx, document.id, document.chain);
        document.startChain(draft.sha256, given.fields);
        await this.revisions.record(tx, document, { kind: 'draft', size: draft.size, actor });
      }
      await this.documents.save(tx, document);
      await this.audit.record(tx, {
        actor,
        action: 'documents.place-fields',
        subjectType: 'outgoing-document',
        subjectId: document.id,
        details: { fields: given.fields.map(({ name }) => name) },
      });
      return { version: document.version };
    });
  }
}
