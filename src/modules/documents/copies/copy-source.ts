import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { maybeRow } from '../../../platform/database/rows.js';
import type { Space } from '../../../platform/access/actor.js';
import type { CopyForm, CopySourceType, CopyType } from '../domain/copy-rules.js';
import { typeName } from '../domain/document-notation.js';
import { NothingToCopyError } from './copies.errors.js';

export type CopySource = {
  readonly agencyId: string;
  readonly space: Space;
  readonly form: CopyForm;
  readonly title: string;
  readonly sha256: string;
  /** Set when it is itself a copy. */
  readonly copyType: CopyType | null;
};

type Found = CopySource & { readonly typeCode: string | null };

/** What an agency may copy: what it received and registered, what it released, its own copies. */
const SOURCES: Readonly<Record<CopySourceType, string>> = {
  'incoming-document': `
    SELECT agency_id AS "agencyId", space, sha256, NULL AS "copyType",
      CASE WHEN channel IN ('paper', 'direct') THEN 'paper' ELSE 'electronic' END AS form,
      type_name || ' ' || symbol || ': ' || subject AS title, NULL AS "typeCode"
    FROM documents.incoming
    WHERE id = $1 AND sha256 IS NOT NULL AND arrival_number IS NOT NULL`,
  'outgoing-document': `
    SELECT issuing_agency_id AS "agencyId", space, sha256, NULL AS "copyType", 'electronic' AS form,
      coalesce(symbol, '') || ': ' || subject AS title, type_code AS "typeCode"
    FROM documents.outgoing WHERE id = $1 AND state = 'released'`,
  copy: `
    SELECT agency_id AS "agencyId", space, sha256, type_code AS "copyType", target_form AS form,
      source_title AS title, NULL AS "typeCode"
    FROM documents.copy WHERE id = $1 AND state = 'issued'`,
};

@Injectable()
export class CopySources {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws {NothingToCopyError} no file, not registered, not released */
  async get(type: CopySourceType, id: string): Promise<CopySource> {
    const found = await maybeRow<Found>(this.dataSource, SOURCES[type], [id]);
    if (!found) throw new NothingToCopyError();
    const { typeCode, ...source } = found;
    // Of a document of its own the agency keeps the code; its name belongs to the law.
    return typeCode === null
      ? source
      : { ...source, title: `${typeName(source.space, typeCode)} ${source.title}` };
  }
}
