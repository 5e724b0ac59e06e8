import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { type HeldFile, type SignedFileKeeper, SignedFiles } from '../../signing/index.js';
import type { IncomingState } from '../contracts/index.js';
import { History } from '../persistence/history.js';
import { INCOMING_SUBJECT } from '../persistence/incoming-documents.js';

/** The signed files that arrived: kept verifiable as long as they are kept. */
@Injectable()
export class IncomingFiles implements SignedFileKeeper, OnModuleInit {
  readonly type = INCOMING_SUBJECT;

  constructor(
    private readonly files: SignedFiles,
    private readonly history: History,
  ) {}

  onModuleInit(): void {
    this.files.register(this);
  }

  /** What was not signed, or not well, is kept as it came. */
  list(db: Queryable, { after, limit }: { after: string; limit: number }): Promise<HeldFile[]> {
    return rows<HeldFile>(
      db,
      `SELECT $3 AS "subjectType", id AS "subjectId", agency_id AS "agencyId", sha256,
              concat_ws(': ', symbol, subject) AS title
         FROM documents.incoming
        WHERE sha256 > $1 AND verdict IN ('valid', 'unknown') AND state <> 'returned'
        ORDER BY sha256, id LIMIT $2`,
      [after, limit, this.type],
    );
  }

  holding(db: Queryable, hashes: readonly string[]): Promise<HeldFile[]> {
    return rows<HeldFile>(
      db,
      `SELECT $2 AS "subjectType", id AS "subjectId", agency_id AS "agencyId", sha256,
              concat_ws(': ', symbol, subject) AS title
         FROM documents.incoming WHERE state <> 'returned' AND sha256 = ANY ($1)`,
      [hashes, this.type],
    );
  }

  /** What others issued is theirs to publish. */
  publish(): Promise<null> {
    return Promise.resolve(null);
  }

  /** The bytes that arrived stay where they are; the history names both hashes. */
  async moveOn(
    tx: Tx,
    base: string,
    result: { readonly sha256: string },
  ): Promise<readonly string[]> {
    const moved = await rows<{ id: string; state: IncomingState }>(
      tx,
      `UPDATE documents.incoming SET sha256 = $2
        WHERE sha256 = $1 AND state <> 'returned' RETURNING id, state`,
      [base, result.sha256],
    );
    for (const { id, state } of moved) {
      await this.history.record(tx, {
        documentId: id,
        direction: 'incoming',
        actor: null,
        action: 'extend-signatures',
        from: state,
        to: state,
        details: { base, result: result.sha256 },
      });
    }
    return moved.map(({ id }) => id);
  }
}
