import { Injectable } from '@nestjs/common';
import { inspectPdf } from '../../../../../libs/pdf-signature/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { FileStore } from '../../../files/index.js';
import { AlreadySignedFileError } from '../../documents.errors.js';
import { DraftChecks } from '../../draft-checks.js';
import { EditableDrafts } from '../../editable-drafts.js';
import { Annexes } from '../../persistence/annexes.js';

/** A text that goes with the draft in a file of its own; unsigned, for the seal signs it alone. */
@Injectable()
export class AddAnnexUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: EditableDrafts,
    private readonly checks: DraftChecks,
    private readonly annexes: Annexes,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    actor: Actor,
    given: { id: string; name: string; fileSha256: string },
  ): Promise<{ annexId: string }> {
    const pdf = await this.files.read(given.fileSha256);
    if (inspectPdf(pdf).signatures > 0) throw new AlreadySignedFileError();
    return this.unitOfWork.run(async (tx) => {
      const document = await this.drafts.getForEdit(tx, actor, given.id, null);
      const { size } = await this.checks.ownFile(tx, actor, given.fileSha256);
      const name = given.name.normalize('NFC').trim();
      const annexId = await this.annexes.add(tx, {
        documentId: document.id,
        name,
        sha256: given.fileSha256,
        size,
        postId: actor.postId,
      });
      await this.audit.record(tx, {
        actor,
        action: 'documents.add-annex',
        subjectType: 'outgoing-document',
        subjectId: document.id,
        details: { annexId, name, sha256: given.fileSha256 },
      });
      return { annexId };
    });
  }
}
