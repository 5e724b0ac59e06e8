import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/new-id.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { UnitView } from '../organisation/index.js';
import type { DocumentOrigin, Urgency } from './contracts/index.js';
import type { FieldBox } from './domain/field-box.js';
import { DraftChecks } from './draft-checks.js';
import { History } from './persistence/history.js';
import { OutgoingDocuments } from './persistence/outgoing-documents.js';
import { type RecipientInput, Recipients } from './persistence/recipients.js';
import { Revisions } from './persistence/revisions.js';

export type NewDraft = {
  readonly typeCode: string;
  readonly subject: string;
  readonly issuingAgencyId: string;
  readonly draftingUnit: UnitView;
  readonly signerPostId: string;
  readonly addressees: readonly string[];
  readonly recipients: readonly RecipientInput[];
  readonly urgency: Urgency;
  readonly keptBy: string;
  readonly copies: number;
  readonly replyTo: readonly string[];
  readonly submitsDocumentId?: string | undefined;
  readonly file: { readonly sha256: string; readonly size: number };
  readonly fields: readonly FieldBox[] | null;
  readonly origin: DocumentOrigin | null;
  readonly isSystem: boolean;
};

/** Begins an outgoing document: by an officer's upload, or by what the system rendered. */
@Injectable()
export class NewOutgoing {
  // eslint-disable-next-line @typescript-eslint/max-params -- a draft begins with its parts, history and audit entry
  constructor(
    private readonly documents: OutgoingDocuments,
    private readonly checks: DraftChecks,
    private readonly recipients: Recipients,
    private readonly revisions: Revisions,
    private readonly history: History,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async add(tx: Tx, actor: Actor, draft: NewDraft): Promise<string> {
    const { draftingUnit } = draft;
    const agency = await this.checks.issuer(tx, actor.space, draft.issuingAgencyId);
    await this.checks.signer(tx, {
      agency,
      postId: draft.signerPostId,
      typeCode: draft.typeCode,
    });
    await this.checks.submits(tx, draft.submitsDocumentId ?? null, draftingUnit.agencyId);
    await this.checks.repliesTo(tx, draft.replyTo, [agency.id, draftingUnit.agencyId]);
    const head = await this.checks.head(tx, draftingUnit.id);
    const office = await this.checks.office(tx, agency);
    const at = this.clock.now();
    const id = newId();
    await this.documents.add(tx, {
      id,
      version: 1,
      state: 'draft',
      space: agency.space,
      issuingAgencyId: agency.id,
      draftingAgencyId: draftingUnit.agencyId,
      draftingUnitId: draftingUnit.id,
      drafterPostId: actor.postId,
      headPostId: head.id,
      ...office,
      signerPostId: draft.signerPostId,
      typeCode: draft.typeCode,
      subject: draft.subject.normalize('NFC').trim(),
      urgency: draft.urgency,
      addressees: draft.addressees,
      keptBy: draft.keptBy,
      copies: draft.copies,
      originType: draft.origin?.type ?? null,
      originId: draft.origin?.id ?? null,
      submitsDocumentId: draft.submitsDocumentId ?? null,
      isSystem: draft.isSystem,
      chain: 1,
      ordinal: 1,
      sha256: draft.file.sha256,
      fields: draft.fields,
      heldSince: at,
      createdAt: at,
    });
    await this.recipients.replace(tx, id, draft.recipients);
    await this.addReplies(tx, id, draft.replyTo);
    await this.remember(tx, actor, id, draft);
    return id;
  }

  async addReplies(tx: Tx, id: string, incomingIds: readonly string[]): Promise<void> {
    await rows(tx, 'DELETE FROM documents.reply WHERE outgoing_id = $1', [id]);
    if (incomingIds.length === 0) return;
    await rows(
      tx,
      `INSERT INTO documents.reply (outgoing_id, incoming_id)
       SELECT $1, incoming FROM unnest($2::uuid[]) AS incoming ON CONFLICT DO NOTHING`,
      [id, incomingIds],
    );
  }

  private async remember(tx: Tx, actor: Actor, id: string, draft: NewDraft): Promise<void> {
    const document = await this.documents.getForUpdate(tx, id);
    await this.revisions.record(tx, document, { kind: 'draft', size: draft.file.size, actor });
    await this.history.record(tx, {
      documentId: id,
      direction: 'outgoing',
      actor,
      action: 'create',
      from: null,
      to: 'draft',
    });
    await this.audit.record(tx, {
      actor,
      action: 'documents.create-draft',
      subjectType: 'outgoing-document',
      subjectId: id,
      details: {
        typeCode: draft.typeCode,
        subject: draft.subject,
        issuingAgencyId: draft.issuingAgencyId,
        sha256: draft.file.sha256,
      },
    });
  }
}
