import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor, Space } from '../../../platform/access/actor.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { OrganisationDirectory } from '../../organisation/index.js';
import type {
  DocumentOrigin,
  IncomingState,
  OutgoingState,
  RecipientKind,
  Urgency,
} from '../contracts/index.js';
import { typeName } from '../domain/document-notation.js';
import type { FieldBox } from '../domain/field-box.js';
import {
  allowedOutgoingActions,
  mayEditOutgoing,
  type OutgoingFacts,
} from '../domain/outgoing-turn.js';
import { INCOMING_STATE_NAMES, OUTGOING_STATE_NAMES } from '../domain/state-names.js';
import { Annexes, type AnnexRow } from '../persistence/annexes.js';
import { History, type MoveView } from '../persistence/history.js';
import { type OpinionView, Opinions } from '../persistence/opinions.js';
import { type RecipientRow, Recipients } from '../persistence/recipients.js';
import { type RevisionView, Revisions } from '../persistence/revisions.js';
import { actorValues, OPINION_WAITS, OUTGOING_SEEN } from '../visibility.js';
import { HOLDER_JOINS, HOLDER_NAME } from './holder-name.sql.js';

export type DeliveryView = {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly kind: RecipientKind;
  readonly state: IncomingState;
  readonly stateName: string;
  readonly deliveredAt: Date;
  readonly arrivalNumber: number | null;
  readonly arrivedOn: string | null;
  readonly returnReason: string | null;
  readonly returnText: string | null;
};

export type RelatedDocument = {
  readonly id: string;
  readonly symbol: string | null;
  readonly subject: string;
  readonly state: string;
};

type Head = OutgoingFacts & {
  readonly id: string;
  readonly version: number;
  readonly state: OutgoingState;
  readonly space: Space;
  readonly typeCode: string;
  readonly subject: string;
  readonly urgency: Urgency;
  readonly addressees: readonly string[];
  readonly keptBy: string;
  readonly copies: number;
  readonly issuingAgencyName: string;
  readonly draftingAgencyId: string;
  readonly draftingAgencyName: string;
  readonly draftingUnitName: string;
  readonly drafterName: string;
  readonly headName: string;
  readonly signerName: string;
  readonly signerTitle: string;
  readonly signatureLines: readonly string[] | null;
  readonly number: number | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly reason: string | null;
  readonly chain: number;
  readonly sha256: string;
  readonly approvedSha256: string | null;
  readonly fields: readonly FieldBox[] | null;
  readonly isSystem: boolean;
  readonly originType: DocumentOrigin['type'] | null;
  readonly originId: string | null;
  readonly submitsDocumentId: string | null;
  readonly holderName: string | null;
  readonly heldSince: Date;
  readonly opinionWaits: boolean;
  readonly createdAt: Date;
  readonly signedAt: Date | null;
  readonly releasedAt: Date | null;
};

export type OutgoingDetails = Head & {
  readonly stateName: string;
  readonly typeName: string;
  readonly origin: DocumentOrigin | null;
  /** What this actor may do now, by the table and the turn; `edit` and `give-opinion` beside. */
  readonly allowedActions: readonly string[];
  readonly recipients: readonly RecipientRow[];
  readonly deliveries: readonly DeliveryView[];
  readonly revisions: readonly RevisionView[];
  readonly annexes: readonly AnnexRow[];
  readonly timeline: readonly MoveView[];
  readonly opinions: readonly OpinionView[];
  readonly replyTo: readonly RelatedDocument[];
  readonly submittedBy: readonly RelatedDocument[];
};

@Injectable()
export class GetOutgoingQuery {
  // eslint-disable-next-line @typescript-eslint/max-params -- a page joins all that a document has
  constructor(
    private readonly dataSource: DataSource,
    private readonly recipients: Recipients,
    private readonly revisions: Revisions,
    private readonly history: History,
    private readonly annexes: Annexes,
    private readonly opinions: Opinions,
    private readonly directory: OrganisationDirectory,
  ) {}

  /** @throws {NotFoundError} absent, or not this actor's to see */
  async execute(actor: Actor, id: string): Promise<OutgoingDetails> {
    const head = await this.head(actor, id);
    return {
      ...head,
      stateName: OUTGOING_STATE_NAMES[head.state],
      typeName: typeName(head.space, head.typeCode),
      origin:
        head.originType !== null && head.originId !== null
          ? { type: head.originType, id: head.originId }
          : null,
      allowedActions: await this.allowed(actor, head),
      recipients: await this.recipients.list(this.dataSource, id),
      deliveries: await this.deliveries(id),
      revisions: await this.revisions.list(this.dataSource, id),
      annexes: await this.annexes.list(this.dataSource, id),
      timeline: await this.history.list(this.dataSource, id),
      opinions: await this.opinions.list(this.dataSource, id),
      replyTo: await this.replyTo(id),
      submittedBy: await this.submittedBy(id),
    };
  }

  private async allowed(actor: Actor, head: Head): Promise<readonly string[]> {
    const { hasSeal } = await this.directory.getAgency(this.dataSource, head.issuingAgencyId);
    const moves = allowedOutgoingActions(actor, head).filter((action) => {
      if (head.state !== 'numbered') return true;
      return action !== (hasSeal ? 'release' : 'seal');
    });
    return [
      ...moves,
      ...((await this.sealsAnnexes(head, moves)) ? ['seal'] : []),
      ...(mayEditOutgoing(actor, head) ? ['edit'] : []),
      ...(head.opinionWaits ? ['give-opinion'] : []),
    ];
  }

  /** The document has its seal, an annex was missed: the clerk's seal is wanted once more. */
  private async sealsAnnexes(head: Head, moves: readonly string[]): Promise<boolean> {
    if (head.state !== 'sealed' || !moves.includes('release')) return false;
    return (await this.annexes.unsigned(this.dataSource, head.id)).length > 0;
  }

  private async head(actor: Actor, id: string): Promise<Head> {
    const found = await maybeRow<Head>(
      this.dataSource,
      `SELECT d.id, d.version, d.state, d.space, d.type_code AS "typeCode", d.subject, d.urgency,
         d.addressees, d.kept_by AS "keptBy", d.copies,
         d.issuing_agency_id AS "issuingAgencyId", issuer.short_name AS "issuingAgencyName",
         d.drafting_agency_id AS "draftingAgencyId", drafting.short_name AS "draftingAgencyName",
         d.drafting_unit_id AS "draftingUnitId", unit.short_name AS "draftingUnitName",
         d.drafter_post_id AS "drafterPostId", drafter.person_name AS "drafterName",
         d.head_post_id AS "headPostId", head.person_name AS "headName",
         d.form_checker AS "formChecker", d.office_agency_id AS "officeAgencyId",
         d.signer_post_id AS "signerPostId", signer.person_name AS "signerName",
         signer.title AS "signerTitle", d.signature_lines AS "signatureLines",
         d.number, d.symbol, to_char(d.issued_on, 'YYYY-MM-DD') AS "issuedOn", d.reason,
         d.chain, d.sha256, d.approved_sha256 AS "approvedSha256", d.fields,
         d.is_system AS "isSystem", d.origin_type AS "originType", d.origin_id AS "originId",
         d.submits_document_id AS "submitsDocumentId", ${HOLDER_NAME} AS "holderName",
         d.held_since AS "heldSince", d.opened_at AS "openedAt",
         ${OPINION_WAITS} AS "opinionWaits", d.created_at AS "createdAt",
         d.signed_at AS "signedAt", d.released_at AS "releasedAt"
       FROM documents.outgoing d ${HOLDER_JOINS}
       JOIN organisation.report_unit_v1 drafting ON drafting.id = d.drafting_agency_id
       WHERE ${OUTGOING_SEEN} AND d.id = $9`,
      [...actorValues(actor), id],
    );
    if (!found) throw new NotFoundError('outgoing document');
    return found;
  }

  /** Status lives on the recipient's row: each agency's own life of what it was sent. */
  private async deliveries(id: string): Promise<DeliveryView[]> {
    const found = await rows<Omit<DeliveryView, 'stateName'>>(
      this.dataSource,
      `SELECT delivery.agency_id AS "agencyId", agency.short_name AS "agencyName", delivery.kind,
         incoming.state, delivery.delivered_at AS "deliveredAt",
         incoming.arrival_number AS "arrivalNumber",
         to_char(incoming.arrived_on, 'YYYY-MM-DD') AS "arrivedOn",
         incoming.return_reason AS "returnReason", incoming.return_text AS "returnText"
       FROM documents.delivery
       JOIN documents.incoming ON incoming.id = delivery.incoming_document_id
       JOIN organisation.report_unit_v1 agency ON agency.id = delivery.agency_id
       WHERE delivery.document_id = $1
       ORDER BY array_position(ARRAY['perform', 'report', 'know', 'file'], delivery.kind),
         agency.short_name`,
      [id],
    );
    return found.map((delivery) => ({
      ...delivery,
      stateName: INCOMING_STATE_NAMES[delivery.state],
    }));
  }

  private replyTo(id: string): Promise<RelatedDocument[]> {
    return rows<RelatedDocument>(
      this.dataSource,
      `SELECT incoming.id, incoming.symbol, incoming.subject, incoming.state
       FROM documents.reply JOIN documents.incoming ON incoming.id = reply.incoming_id
       WHERE reply.outgoing_id = $1 ORDER BY incoming.arrived_on, incoming.id LIMIT 100`,
      [id],
    );
  }

  private submittedBy(id: string): Promise<RelatedDocument[]> {
    return rows<RelatedDocument>(
      this.dataSource,
      `SELECT id, symbol, subject, state FROM documents.outgoing
       WHERE submits_document_id = $1 ORDER BY created_at LIMIT 20`,
      [id],
    );
  }
}
