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
import { type CopyForm, copyKindName, type CopyType } from '../domain/copy-rules.js';
import { COPY_NAME } from '../queries/copy-name.sql.js';

export const COPY_SUBJECT = 'document-copy';

const SIGNED = `SELECT '${COPY_SUBJECT}' AS "subjectType", id AS "subjectId",
    agency_id AS "agencyId", sha256, ${COPY_NAME} || ': ' || source_title AS title
  FROM documents.copy c WHERE state = 'issued' AND target_form = 'electronic'`;

type Issued = {
  readonly symbol: string | null;
  readonly typeCode: CopyType;
  readonly from: CopyForm;
  readonly to: CopyForm;
  readonly issuedOn: string;
  readonly agencyId: string;
};

/** The agency's signature on electronic copies, kept verifiable; and what a printed copy may tell. */
@Injectable()
export class CopyFiles implements SignedFileKeeper, OnModuleInit {
  readonly type = COPY_SUBJECT;

  constructor(
    private readonly files: SignedFiles,
    private readonly directory: OrganisationDirectory,
  ) {}

  onModuleInit(): void {
    this.files.register(this);
  }

  list(db: Queryable, { after, limit }: { after: string; limit: number }): Promise<HeldFile[]> {
    return rows<HeldFile>(db, `${SIGNED} AND sha256 > $1 ORDER BY sha256, id LIMIT $2`, [
      after,
      limit,
    ]);
  }

  holding(db: Queryable, hashes: readonly string[]): Promise<HeldFile[]> {
    return rows<HeldFile>(db, `${SIGNED} AND sha256 = ANY ($1)`, [hashes]);
  }

  /** A copy on paper has no file of its own that is signed: its code names the version it shows. */
  async publish(
    db: Queryable,
    subjectId: string,
    sha256: string,
  ): Promise<PublishedVersion | null> {
    const found = await maybeRow<Issued>(
      db,
      `SELECT symbol, type_code AS "typeCode", source_form AS "from", target_form AS "to",
              issued_on::text AS "issuedOn", agency_id AS "agencyId"
         FROM documents.copy
        WHERE id = $1 AND state = 'issued' AND space = 'government'
          AND $2 = ANY (CASE target_form WHEN 'paper' THEN ARRAY[source_sha256]
                                         ELSE earlier || sha256 END)`,
      [subjectId, sha256],
    );
    if (!found) return null;
    const agency = await this.directory.getAgency(db, found.agencyId);
    return {
      kind: found.to === 'paper' ? 'paper-copy' : 'copy',
      symbol: found.symbol ?? '',
      typeName: copyKindName(found),
      agencyName: agency.legalName,
      issuedOn: found.issuedOn,
    };
  }

  /** The register and the decision stay as they are; the row remembers what it was. */
  async moveOn(
    tx: Tx,
    base: string,
    result: { readonly sha256: string; readonly size: number },
  ): Promise<readonly string[]> {
    const moved = await rows<{ id: string }>(
      tx,
      `UPDATE documents.copy SET earlier = earlier || sha256, sha256 = $2, size = $3
        WHERE sha256 = $1 AND state = 'issued' AND target_form = 'electronic' RETURNING id`,
      [base, result.sha256, result.size],
    );
    return moved.map(({ id }) => id);
  }
}
