import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { type Queryable, rows, maybeRow } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { FileStore } from '../files/index.js';
import { OrganisationDirectory } from '../organisation/index.js';
import type {
  DocumentOrigin,
  OutgoingDocumentId,
  OutgoingState,
  Urgency,
} from './contracts/index.js';
import type { FieldBox } from './domain/field-box.js';
import { EditableDrafts } from './editable-drafts.js';
import { NewOutgoing } from './new-outgoing.js';
import { OutgoingDocuments } from './persistence/outgoing-documents.js';
import type { RecipientInput } from './persistence/recipients.js';
import { Revisions } from './persistence/revisions.js';

export type RenderedFile = { readonly sha256: string; readonly fields: readonly FieldBox[] };

export type SystemDraft = {
  readonly issuingAgencyId: string;
  readonly draftingUnitId: string;
  readonly typeCode: string;
  readonly subject: string;
  readonly signerPostId: string;
  readonly addressees?: readonly string[] | undefined;
  readonly recipients: readonly RecipientInput[];
  readonly urgency?: Urgency | undefined;
  readonly keptBy?: string | undefined;
  readonly replyTo?: readonly string[] | undefined;
  readonly origin: DocumentOrigin;
  readonly rendered: RenderedFile;
};

/** What the modules above may know of an outgoing document. */
export type OutgoingSummary = {
  readonly id: OutgoingDocumentId;
  readonly state: OutgoingState;
  readonly issuingAgencyId: string;
  readonly draftingAgencyId: string;
  readonly typeCode: string;
  readonly subject: string;
  readonly number: number | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly sha256: string;
  readonly originType: DocumentOrigin['type'] | null;
  readonly originId: string | null;
};

const SUMMARY = `
  SELECT id, state, issuing_agency_id AS "issuingAgencyId",
    drafting_agency_id AS "draftingAgencyId", type_code AS "typeCode", subject, number, symbol,
    to_char(issued_on, 'YYYY-MM-DD') AS "issuedOn", sha256, origin_type AS "originType",
    origin_id AS "originId"
  FROM documents.outgoing`;

/** The door for the modules above: plans, reports and conclusions that become documents. */
@Injectable()
export class Documents {
  // eslint-disable-next-line @typescript-eslint/max-params -- a door joins what stands behind it
  constructor(
    private readonly outgoing: NewOutgoing,
    private readonly documents: OutgoingDocuments,
    private readonly drafts: EditableDrafts,
    private readonly revisions: Revisions,
    private readonly files: FileStore,
    private readonly directory: OrganisationDirectory,
    private readonly audit: AuditLog,
  ) {}

  /** A draft whose PDF the system has rendered, with its fields already known. The actor is its drafter. */
  async createSystemDraft(tx: Tx, actor: Actor, draft: SystemDraft): Promise<OutgoingDocumentId> {
    return this.outgoing.add(tx, actor, {
      typeCode: draft.typeCode,
      subject: draft.subject,
      issuingAgencyId: draft.issuingAgencyId,
      draftingUnit: await this.directory.getUnit(tx, draft.draftingUnitId),
      signerPostId: draft.signerPostId,
      addressees: draft.addressees ?? [],
      recipients: draft.recipients,
      urgency: draft.urgency ?? 'normal',
      keptBy: draft.keptBy ?? '',
      copies: 1,
      replyTo: draft.replyTo ?? [],
      file: {
        sha256: draft.rendered.sha256,
        size: await this.files.sizeOf(tx, draft.rendered.sha256),
      },
      fields: draft.rendered.fields,
      origin: draft.origin,
      isSystem: true,
    });
  }

  /**
   * Rendered anew while it lies with its drafters: the next version, from unsigned bytes.
   *
   * @throws {DocumentMovedOnError} it lies with others now
   */
  async replaceSystemDraft(
    tx: Tx,
    actor: Actor,
    documentId: OutgoingDocumentId,
    rendered: RenderedFile & { readonly subject?: string },
  ): Promise<void> {
    const document = await this.drafts.getForEdit(tx, actor, documentId, null);
    const size = await this.files.sizeOf(tx, rendered.sha256);
    await this.revisions.voidChain(tx, document.id, document.chain);
    document.startChain(rendered.sha256, rendered.fields);
    if (rendered.subject !== undefined) document.rename(rendered.subject);
    await this.documents.save(tx, document);
    await this.revisions.record(tx, document, { kind: 'draft', size, actor });
    await this.audit.record(tx, {
      actor,
      action: 'documents.replace-system-draft',
      subjectType: 'outgoing-document',
      subjectId: documentId,
      details: { chain: document.chain, sha256: rendered.sha256 },
    });
  }

  /** Null when there is none; who may see it is for the caller's own subject to say. */
  getOutgoing(db: Queryable, id: OutgoingDocumentId): Promise<OutgoingSummary | null> {
    return maybeRow<OutgoingSummary>(db, `${SUMMARY} WHERE id = $1`, [id]);
  }

  /** The newest that was made from it and not abandoned. */
  outgoingOfOrigin(
    db: Queryable,
    type: DocumentOrigin['type'],
    id: string,
  ): Promise<OutgoingSummary | null> {
    return maybeRow<OutgoingSummary>(
      db,
      `${SUMMARY} WHERE origin_type = $1 AND origin_id = $2
         AND state NOT IN ('cancelled', 'number-voided')
       ORDER BY created_at DESC LIMIT 1`,
      [type, id],
    );
  }

  /** Where a document stands at one receiving agency. */
  async incomingAt(
    db: Queryable,
    outgoingDocumentId: OutgoingDocumentId,
    agencyId: string,
  ): Promise<{
    id: string;
    state: string;
    arrivalNumber: number | null;
    arrivedOn: string | null;
  } | null> {
    const [found] = await rows<{
      id: string;
      state: string;
      arrivalNumber: number | null;
      arrivedOn: string | null;
    }>(
      db,
      `SELECT id, state, arrival_number AS "arrivalNumber",
         to_char(arrived_on, 'YYYY-MM-DD') AS "arrivedOn"
       FROM documents.incoming WHERE outgoing_document_id = $1 AND agency_id = $2`,
      [outgoingDocumentId, agencyId],
    );
    return found ?? null;
  }
}
