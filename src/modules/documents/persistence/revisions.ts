import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/new-id.js';
import { maybeRow, type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import type { OutgoingDocument } from './outgoing-document.entity.js';

export type RevisionKind =
  | 'draft'
  | 'fields'
  | 'initial-content'
  | 'initial-form'
  | 'approve'
  | 'number'
  | 'seal'
  | 'long-term';

const SIGNATURES: readonly RevisionKind[] = ['initial-content', 'initial-form', 'approve', 'seal'];

export type NewRevision = {
  readonly document: OutgoingDocument;
  readonly kind: RevisionKind;
  readonly size: number;
  /** Null for the system itself. */
  readonly actor: Actor | null;
};

export type RevisionView = {
  readonly id: string;
  readonly chain: number;
  readonly ordinal: number;
  readonly kind: RevisionKind;
  readonly sha256: string;
  readonly size: number;
  readonly madeByName: string | null;
  readonly madeByTitle: string | null;
  readonly madeAt: Date;
  readonly voidedAt: Date | null;
};

/** What a document's file was at each step. Rows are added, never changed; a chain may be voided. */
@Injectable()
export class Revisions {
  constructor(private readonly clock: Clock) {}

  /** Writes down where the document stands now: call after the entity has been moved on. */
  record(
    tx: Tx,
    document: OutgoingDocument,
    revision: { kind: RevisionKind; size: number; actor: Actor | null },
  ): Promise<void> {
    return this.recordAll(tx, [{ document, ...revision }]);
  }

  /** The same for many documents, by one statement. */
  async recordAll(tx: Tx, revisions: readonly NewRevision[]): Promise<void> {
    await rows(
      tx,
      `INSERT INTO documents.revision (id, document_id, chain, ordinal, kind, sha256, size,
         made_by_post, made_by_name, made_by_title, made_at)
       SELECT id, document_id, chain, ordinal, kind, sha256, size, made_by_post, made_by_name,
              made_by_title, $2
         FROM jsonb_populate_recordset(NULL::documents.revision, $1::jsonb)`,
      [
        JSON.stringify(
          revisions.map(({ document, kind, size, actor }) => ({
            id: newId(),
            document_id: document.id,
            chain: document.chain,
            ordinal: document.ordinal,
            kind,
            sha256: document.sha256,
            size,
            made_by_post: actor?.postId ?? null,
            made_by_name: actor?.personName ?? null,
            made_by_title: actor?.postTitle ?? null,
          })),
        ),
        this.clock.now(),
      ],
    );
  }

  /** The unsigned bytes that this chain began with. */
  async draftOf(
    db: Queryable,
    documentId: string,
    chain: number,
  ): Promise<{ sha256: string; size: number }> {
    const draft = await maybeRow<{ sha256: string; size: string }>(
      db,
      'SELECT sha256, size FROM documents.revision WHERE document_id = $1 AND chain = $2 AND ordinal = 1',
      [documentId, chain],
    );
    if (!draft) throw new Error(`Document ${documentId} has no chain ${chain}`);
    return { sha256: draft.sha256, size: Number(draft.size) };
  }

  async hasLaidOutFields(db: Queryable, documentId: string, chain: number): Promise<boolean> {
    const found = await rows(
      db,
      `SELECT 1 FROM documents.revision WHERE document_id = $1 AND chain = $2 AND kind = 'fields'`,
      [documentId, chain],
    );
    return found.length > 0;
  }

  async isSigned(db: Queryable, documentId: string, chain: number): Promise<boolean> {
    const found = await rows(
      db,
      `SELECT 1 FROM documents.revision
       WHERE document_id = $1 AND chain = $2 AND kind = ANY($3) LIMIT 1`,
      [documentId, chain, SIGNATURES],
    );
    return found.length > 0;
  }

  /** Kept, marked void: what was signed then is not what will be issued. */
  async voidChain(tx: Tx, documentId: string, chain: number): Promise<void> {
    await rows(
      tx,
      `UPDATE documents.revision SET voided_at = $3
       WHERE document_id = $1 AND chain = $2 AND voided_at IS NULL`,
      [documentId, chain, this.clock.now()],
    );
  }

  async list(db: Queryable, documentId: string): Promise<RevisionView[]> {
    const found = await rows<Omit<RevisionView, 'size'> & { size: string }>(
      db,
      `SELECT id, chain, ordinal, kind, sha256, size, made_by_name AS "madeByName",
         made_by_title AS "madeByTitle", made_at AS "madeAt", voided_at AS "voidedAt"
       FROM documents.revision WHERE document_id = $1 ORDER BY chain, ordinal`,
      [documentId],
    );
    return found.map((revision) => ({ ...revision, size: Number(revision.size) }));
  }
}
