import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/database/new-id.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { OrganisationDirectory } from '../organisation/index.js';
import type { RecipientKind } from './contracts/index.js';
import { typeName } from './domain/document-notation.js';
import { History } from './persistence/history.js';
import { IncomingDocuments } from './persistence/incoming-documents.js';
import type { OutgoingDocument } from './persistence/outgoing-document.entity.js';
import { Recipients } from './persistence/recipients.js';

export type Delivery = {
  readonly agencyId: string;
  readonly incomingDocumentId: string;
  readonly kind: RecipientKind;
};

/** Puts a released document on the desk of each receiving agency: "Chờ vào sổ". */
@Injectable()
export class Deliveries {
  constructor(
    private readonly recipients: Recipients,
    private readonly incoming: IncomingDocuments,
    private readonly directory: OrganisationDirectory,
    private readonly history: History,
  ) {}

  async create(
    tx: Tx,
    document: OutgoingDocument,
    { text, at }: { text: string; at: Date },
  ): Promise<Delivery[]> {
    const issuer = await this.directory.getAgency(tx, document.issuingAgencyId);
    const signer = await this.directory.getPost(tx, document.signerPostId);
    const addressees = await this.recipients.expand(tx, document.id, issuer.id);
    const made: Delivery[] = [];
    for (const { agency, kind } of addressees) {
      const id = newId();
      await this.incoming.add(tx, {
        id,
        version: 1,
        state: 'to-register',
        space: agency.space,
        agencyId: agency.id,
        channel: 'electronic',
        outgoingDocumentId: document.id,
        recipientKind: kind,
        author: issuer.legalName,
        authorAgencyId: issuer.id,
        symbol: document.symbol ?? '',
        issuedOn: document.issuedOn,
        typeCode: document.typeCode,
        typeName: typeName(document.space, document.typeCode),
        subject: document.subject,
        urgency: document.urgency,
        signer: signer.personName,
        sha256: document.sha256,
        originType: document.originType,
        originId: document.originId,
        verdict: 'valid',
        verdictText: text,
        note: '',
        heldSince: at,
        createdAt: at,
      });
      await rows(
        tx,
        `INSERT INTO documents.delivery (document_id, agency_id, kind, incoming_document_id, delivered_at)
         VALUES ($1, $2, $3, $4, $5)`,
        [document.id, agency.id, kind, id, at],
      );
      await this.history.record(tx, {
        documentId: id,
        direction: 'incoming',
        actor: null,
        action: 'arrive',
        from: null,
        to: 'to-register',
        details: { from: issuer.legalName },
      });
      made.push({ agencyId: agency.id, incomingDocumentId: id, kind });
    }
    return made;
  }
}
