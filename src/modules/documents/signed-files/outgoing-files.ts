import { Injectable, type OnModuleInit } from '@nestjs/common';
import { maybeRow, type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { OrganisationDirectory } from '../../organisation/index.js';
import {
  type HeldFile,
  type PublishedVersion,
  type SignedFileKeeper,
  SignedFiles,
} from '../../signing/index.js';
import { typeName } from '../domain/document-notation.js';
import { OutgoingDocuments } from '../persistence/outgoing-documents.js';
import { Revisions } from '../persistence/revisions.js';

export const OUTGOING_SUBJECT = 'outgoing-document';

type Released = {
  readonly symbol: string;
  readonly typeCode: string;
  readonly issuedOn: string;
  readonly agencyId: string;
};

/** The signed files of outgoing documents: which must go on to verify, and what all may know of them. */
@Injectable()
export class OutgoingFiles implements SignedFileKeeper, OnModuleInit {
  readonly type = OUTGOING_SUBJECT;

  constructor(
    private readonly files: SignedFiles,
    private readonly documents: OutgoingDocuments,
    private readonly revisions: Revisions,
    private readonly directory: OrganisationDirectory,
  ) {}

  onModuleInit(): void {
    this.files.register(this);
  }

  /** What is still being signed changes by itself; a voided number ends its document. */
  list(db: Queryable, { after, limit }: { after: string; limit: number }): Promise<HeldFile[]> {
    return rows<HeldFile>(
      db,
      `SELECT $3 AS "subjectType", id AS "subjectId", issuing_agency_id AS "agencyId",
              drafting_unit_id AS "unitId", sha256, concat_ws(': ', symbol, subject) AS title
         FROM documents.outgoing WHERE state = 'released' AND sha256 > $1
        ORDER BY sha256, id LIMIT $2`,
      [after, limit, this.type],
    );
  }

  holding(db: Queryable, hashes: readonly string[]): Promise<HeldFile[]> {
    return rows<HeldFile>(
      db,
      `SELECT $2 AS "subjectType", id AS "subjectId", issuing_agency_id AS "agencyId",
              drafting_unit_id AS "unitId", sha256, concat_ws(': ', symbol, subject) AS title
         FROM documents.outgoing WHERE state = 'released' AND sha256 = ANY ($1)`,
      [hashes, this.type],
    );
  }

  /** A Party document is not for everybody, released or not. */
  async publish(
    db: Queryable,
    subjectId: string,
    sha256: string,
  ): Promise<PublishedVersion | null> {
    const found = await maybeRow<Released>(
      db,
      `SELECT d.symbol, d.type_code AS "typeCode", d.issued_on::text AS "issuedOn",
              d.issuing_agency_id AS "agencyId"
         FROM documents.outgoing d
        WHERE d.id = $1 AND d.state = 'released' AND d.space = 'government'
          AND EXISTS (SELECT 1 FROM documents.revision r
                       WHERE r.document_id = d.id AND r.chain = d.chain AND r.sha256 = $2
                         AND r.kind IN ('seal', 'approve', 'number', 'long-term')
                         AND r.voided_at IS NULL)`,
      [subjectId, sha256],
    );
    if (!found) return null;
    const agency = await this.directory.getAgency(db, found.agencyId);
    return {
      symbol: found.symbol,
      typeName: typeName('government', found.typeCode),
      agencyName: agency.legalName,
      issuedOn: found.issuedOn,
    };
  }

  async moveOn(
    tx: Tx,
    base: string,
    result: { readonly sha256: string; readonly size: number },
  ): Promise<readonly string[]> {
    const held = await rows<{ id: string }>(
      tx,
      `SELECT id FROM documents.outgoing WHERE sha256 = $1 AND state = 'released' ORDER BY id`,
      [base],
    );
    const moved: string[] = [];
    for (const { id } of held) {
      const document = await this.documents.getForUpdate(tx, id);
      if (document.sha256 !== base) continue;
      document.extend(result.sha256);
      await this.documents.save(tx, document);
      await this.revisions.record(tx, document, {
        kind: 'long-term',
        size: result.size,
        actor: null,
      });
      moved.push(id);
    }
    return moved;
  }
}
