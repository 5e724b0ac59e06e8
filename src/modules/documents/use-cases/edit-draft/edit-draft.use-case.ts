import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import type { Urgency } from '../../contracts/index.js';
import { DraftChecks } from '../../draft-checks.js';
import { EditableDrafts } from '../../editable-drafts.js';
import { NewOutgoing } from '../../new-outgoing.js';
import type { OutgoingDocument } from '../../persistence/outgoing-document.entity.js';
import { OutgoingDocuments } from '../../persistence/outgoing-documents.js';
import { type RecipientInput, Recipients } from '../../persistence/recipients.js';

export type EditDraft = {
  readonly typeCode?: string | undefined;
  readonly subject?: string | undefined;
  readonly signerPostId?: string | undefined;
  readonly addressees?: readonly string[] | undefined;
  readonly recipients?: readonly RecipientInput[] | undefined;
  readonly urgency?: Urgency | undefined;
  readonly keptBy?: string | undefined;
  readonly copies?: number | undefined;
  readonly replyTo?: readonly string[] | undefined;
  readonly submitsDocumentId?: string | null | undefined;
};

@Injectable()
export class EditDraftUseCase {
  // eslint-disable-next-line @typescript-eslint/max-params -- checks, parts and audit of one edit
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: EditableDrafts,
    private readonly documents: OutgoingDocuments,
    private readonly checks: DraftChecks,
    private readonly recipients: Recipients,
    private readonly outgoing: NewOutgoing,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    actor: Actor,
    given: { id: string; ifMatch: number; changes: EditDraft },
  ): Promise<{ version: number }> {
    return this.unitOfWork.run(async (tx) => {
      const document = await this.drafts.getForEdit(tx, actor, given.id, given.ifMatch);
      const { changes } = given;
      await this.check(tx, document, changes);
      document.describe({
        typeCode: changes.typeCode ?? document.typeCode,
        subject: (changes.subject ?? document.subject).normalize('NFC').trim(),
        urgency: changes.urgency ?? document.urgency,
        addressees: changes.addressees ?? document.addressees,
        signerPostId: changes.signerPostId ?? document.signerPostId,
        keptBy: changes.keptBy ?? document.keptBy,
        copies: changes.copies ?? document.copies,
        submitsDocumentId:
          changes.submitsDocumentId === undefined
            ? document.submitsDocumentId
            : changes.submitsDocumentId,
      });
      if (changes.recipients) await this.recipients.replace(tx, document.id, changes.recipients);
      if (changes.replyTo) await this.outgoing.addReplies(tx, document.id, changes.replyTo);
      await this.documents.save(tx, document);
      await this.audit.record(tx, {
        actor,
        action: 'documents.edit-draft',
        subjectType: 'outgoing-document',
        subjectId: document.id,
        details: { fields: Object.keys(changes) },
      });
      return { version: document.version };
    });
  }

  private async check(tx: Tx, document: OutgoingDocument, changes: EditDraft): Promise<void> {
    if (changes.typeCode !== undefined || changes.signerPostId !== undefined) {
      await this.checks.signer(tx, {
        agency: await this.checks.issuer(tx, document.space, document.issuingAgencyId),
        postId: changes.signerPostId ?? document.signerPostId,
        typeCode: changes.typeCode ?? document.typeCode,
      });
    }
    await this.checks.submits(tx, changes.submitsDocumentId ?? null, document.draftingAgencyId);
    await this.checks.repliesTo(tx, changes.replyTo ?? [], [
      document.issuingAgencyId,
      document.draftingAgencyId,
    ]);
  }
}
