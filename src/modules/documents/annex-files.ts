import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Space } from '../../platform/access/actor.js';
import { maybeRow, type Queryable, rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { OrganisationDirectory } from '../organisation/index.js';
import {
  type HeldFile,
  type PublishedVersion,
  type SignedFileKeeper,
  SignedFiles,
} from '../signing/index.js';
import { typeName } from './domain/document-notation.js';

export const ANNEX_SUBJECT = 'outgoing-annex';

const SIGNED = `SELECT '${ANNEX_SUBJECT}' AS "subjectType", annex.id AS "subjectId",
    d.id AS "documentId", d.issuing_agency_id AS "agencyId", d.drafting_unit_id AS "unitId", annex.signed_sha256 AS sha256,
    concat_ws(': ', d.symbol, annex.name) AS title
  FROM documents.annex JOIN documents.outgoing d ON d.id = annex.document_id
  WHERE d.state = 'released' AND annex.signed_sha256`;

type Released = {
  readonly symbol: string;
  readonly space: Space;
  readonly typeCode: string;
  readonly issuedOn: string;
  readonly agencyId: string;
};

/** The signed annexes of released documents: kept verifiable like the documents themselves. */
@Injectable()
export class AnnexFiles implements SignedFileKeeper, OnModuleInit {
  readonly type = ANNEX_SUBJECT;

  constructor(
    private readonly files: SignedFiles,
    private readonly directory: OrganisationDirectory,
  ) {}

  onModuleInit(): void {
    this.files.register(this);
  }

  list(db: Queryable, { after, limit }: { after: string; limit: number }): Promise<HeldFile[]> {
    return rows<HeldFile>(db, `${SIGNED} > $1 ORDER BY annex.signed_sha256, annex.id LIMIT $2`, [
      after,
      limit,
    ]);
  }

  holding(db: Queryable, hashes: readonly string[]): Promise<HeldFile[]> {
    return rows<HeldFile>(db, `${SIGNED} = ANY ($1)`, [hashes]);
  }

  /** The name of an annex may tell what is in it: only what it belongs to is for everybody. */
  async publish(
    db: Queryable,
    subjectId: string,
    sha256: string,
  ): Promise<PublishedVersion | null> {
    const found = await maybeRow<Released>(
      db,
      `SELECT d.symbol, d.space, d.type_code AS "typeCode", d.issued_on::text AS "issuedOn",
              d.issuing_agency_id AS "agencyId"
         FROM documents.annex JOIN documents.outgoing d ON d.id = annex.document_id
        WHERE annex.id = $1 AND $2 = ANY (annex.earlier || annex.signed_sha256)
          AND d.state = 'released' AND d.space = 'government'`,
      [subjectId, sha256],
    );
    if (!found) return null;
    const agency = await this.directory.getAgency(db, found.agencyId);
    return {
      symbol: found.symbol,
      typeName: `Phụ lục kèm theo ${typeName(found.space, found.typeCode)}`,
      agencyName: agency.legalName,
      issuedOn: found.issuedOn,
    };
  }

  async moveOn(
    tx: Tx,
    base: string,
    result: { readonly sha256: string; readonly size: number },
  ): Promise<readonly string[]> {
    const moved = await rows<{ id: string }>(
      tx,
      `UPDATE documents.annex SET earlier = annex.earlier || annex.signed_sha256,
              signed_sha256 = $2, signed_size = $3
         FROM documents.outgoing d
        WHERE d.id = annex.document_id AND d.state = 'released' AND annex.signed_sha256 = $1
        RETURNING annex.id`,
      [base, result.sha256, result.size],
    );
    return moved.map(({ id }) => id);
  }
}
