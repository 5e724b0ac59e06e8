import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/new-id.js';
import { maybeRow, type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';

export type AnnexRow = {
  readonly id: string;
  readonly documentId: string;
  readonly ordinal: number;
  readonly name: string;
  /** As it stands now: signed, once the document has its seal. */
  readonly sha256: string;
  readonly size: number;
  readonly signedAt: Date | null;
};

const COLUMNS = `id, document_id AS "documentId", ordinal, name,
  coalesce(signed_sha256, sha256) AS sha256, coalesce(signed_size, size)::int AS size,
  signed_at AS "signedAt"`;

/** Texts that go with a document in files of their own. */
@Injectable()
export class Annexes {
  constructor(private readonly clock: Clock) {}

  async add(
    tx: Tx,
    annex: { documentId: string; name: string; sha256: string; size: number; postId: string },
  ): Promise<string> {
    const id = newId();
    await rows(
      tx,
      `INSERT INTO documents.annex (id, document_id, ordinal, name, sha256, size, added_by_post, added_at)
       SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7
         FROM documents.annex WHERE document_id = $2`,
      [id, annex.documentId, annex.name, annex.sha256, annex.size, annex.postId, this.clock.now()],
    );
    return id;
  }

  /** False when there is no such annex. */
  async remove(tx: Tx, documentId: string, id: string): Promise<boolean> {
    const removed = await rows(
      tx,
      'DELETE FROM documents.annex WHERE document_id = $1 AND id = $2 RETURNING id',
      [documentId, id],
    );
    return removed.length === 1;
  }

  list(db: Queryable, documentId: string): Promise<AnnexRow[]> {
    return rows<AnnexRow>(
      db,
      `SELECT ${COLUMNS} FROM documents.annex WHERE document_id = $1 ORDER BY ordinal`,
      [documentId],
    );
  }

  find(db: Queryable, documentId: string, id: string): Promise<AnnexRow | null> {
    return maybeRow<AnnexRow>(
      db,
      `SELECT ${COLUMNS} FROM documents.annex WHERE document_id = $1 AND id = $2`,
      [documentId, id],
    );
  }

  async getMany(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, AnnexRow>> {
    const found = await rows<AnnexRow>(
      db,
      `SELECT ${COLUMNS} FROM documents.annex WHERE id = ANY ($1) ORDER BY id`,
      [ids],
    );
    return new Map(found.map((annex) => [annex.id, annex]));
  }

  /** Of the annexes of a sealed document those that its seal has not reached. */
  async unsigned(db: Queryable, documentId: string): Promise<AnnexRow[]> {
    const all = await this.list(db, documentId);
    return all.filter(({ signedAt }) => signedAt === null);
  }

  async sign(
    tx: Tx,
    signed: readonly { id: string; sha256: string; size: number }[],
    at: Date,
  ): Promise<number> {
    const done = await rows(
      tx,
      `UPDATE documents.annex AS annex
          SET signed_sha256 = signed.sha256, signed_size = signed.size, signed_at = $2
         FROM jsonb_to_recordset($1::jsonb) AS signed (id uuid, sha256 text, size bigint)
        WHERE annex.id = signed.id AND annex.signed_at IS NULL RETURNING annex.id`,
      [JSON.stringify(signed), at],
    );
    return done.length;
  }
}
