import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';

export type NewMove = {
  readonly documentId: string;
  readonly direction: 'outgoing' | 'incoming';
  /** Null for the system itself. */
  readonly actor: Actor | null;
  readonly onBehalf?: string | null;
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly reason?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
};

export type MoveView = {
  readonly at: Date;
  readonly personName: string | null;
  readonly postTitle: string | null;
  readonly onBehalf: string | null;
  readonly action: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly reason: string | null;
  readonly details: Readonly<Record<string, unknown>>;
};

/** One row a move, never changed: who, on whose behalf, from, to, why. */
@Injectable()
export class History {
  constructor(private readonly clock: Clock) {}

  async record(tx: Tx, move: NewMove): Promise<void> {
    await tx.query(
      `INSERT INTO documents.move (document_id, direction, at, post_id, person_name, post_title,
         on_behalf, action, from_state, to_state, reason, details)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        move.documentId,
        move.direction,
        this.clock.now(),
        move.actor?.postId ?? null,
        move.actor?.personName ?? null,
        move.actor?.postTitle ?? null,
        move.onBehalf ?? null,
        move.action,
        move.from,
        move.to,
        move.reason ?? null,
        JSON.stringify(move.details ?? {}),
      ],
    );
  }

  last(db: Queryable, documentId: string): Promise<{ personName: string; at: Date } | null> {
    return maybeRow(
      db,
      `SELECT person_name AS "personName", at FROM documents.move
       WHERE document_id = $1 AND person_name IS NOT NULL ORDER BY id DESC LIMIT 1`,
      [documentId],
    );
  }

  list(db: Queryable, documentId: string): Promise<MoveView[]> {
    return rows<MoveView>(
      db,
      `SELECT at, person_name AS "personName", post_title AS "postTitle",
         on_behalf AS "onBehalf", action, from_state AS "fromState", to_state AS "toState",
         reason, details
       FROM documents.move WHERE document_id = $1 ORDER BY id LIMIT 1000`,
      [documentId],
    );
  }
}
