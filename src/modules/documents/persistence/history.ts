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

  record(tx: Tx, move: NewMove): Promise<void> {
    return this.recordAll(tx, [move]);
  }

  /** Many moves in their order, by one statement. */
  async recordAll(tx: Tx, moves: readonly NewMove[]): Promise<void> {
    await tx.query(
      `INSERT INTO documents.move (document_id, direction, at, post_id, person_name, post_title,
         on_behalf, action, from_state, to_state, reason, details)
       SELECT document_id, direction, $1, post_id, person_name, post_title, on_behalf, action,
              from_state, to_state, reason, details
         FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (
           document_id uuid, direction text, post_id uuid, person_name text, post_title text,
           on_behalf text, action text, from_state text, to_state text, reason text, details jsonb))
           WITH ORDINALITY AS move
        ORDER BY move.ordinality`,
      [
        this.clock.now(),
        JSON.stringify(
          moves.map((move) => ({
            document_id: move.documentId,
            direction: move.direction,
            post_id: move.actor?.postId ?? null,
            person_name: move.actor?.personName ?? null,
            post_title: move.actor?.postTitle ?? null,
            on_behalf: move.onBehalf ?? null,
            action: move.action,
            from_state: move.from,
            to_state: move.to,
            reason: move.reason ?? null,
            details: move.details ?? {},
          })),
        ),
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
