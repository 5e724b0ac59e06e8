import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/new-id.js';
import { type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import type { OutgoingDocument } from './outgoing-document.entity.js';

export type AskedOf = {
  readonly unitId: string | null;
  readonly postId: string | null;
  readonly name: string;
};

export type OpinionView = {
  readonly id: string;
  readonly roundId: string;
  readonly question: string;
  readonly dueOn: string | null;
  readonly closedAt: Date | null;
  readonly summary: string | null;
  readonly askedOf: string;
  readonly answer: 'agree' | 'comment' | null;
  readonly text: string | null;
  readonly givenByName: string | null;
  readonly givenAt: Date | null;
};

@Injectable()
export class Opinions {
  constructor(private readonly clock: Clock) {}

  async openRound(
    tx: Tx,
    actor: Actor,
    document: OutgoingDocument,
    round: { asked: readonly AskedOf[]; question: string; dueOn: string | null },
  ): Promise<void> {
    const roundId = newId();
    await tx.query(
      `INSERT INTO documents.opinion_round
         (id, document_id, sha256, question, due_on, opened_by_post, opened_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        roundId,
        document.id,
        document.sha256,
        round.question,
        round.dueOn,
        actor.postId,
        this.clock.now(),
      ],
    );
    for (const { unitId, postId, name } of round.asked) {
      await tx.query(
        `INSERT INTO documents.opinion (id, round_id, document_id, unit_id, unit_name, post_id, post_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [newId(), roundId, document.id, unitId, name, postId, postId === null ? null : name],
      );
    }
  }

  /** True when this actor was asked, himself or for his unit, and had not answered yet. */
  async give(
    tx: Tx,
    actor: Actor,
    given: { documentId: string; answer: 'agree' | 'comment'; text: string },
  ): Promise<boolean> {
    const answered = await rows(
      tx,
      `UPDATE documents.opinion SET answer = $2, text = $3, given_by_post = $4,
         given_by_name = $5, given_at = $6
       WHERE id = (
         SELECT opinion.id FROM documents.opinion
         JOIN documents.opinion_round round ON round.id = opinion.round_id
         WHERE opinion.document_id = $1 AND round.closed_at IS NULL AND opinion.given_at IS NULL
           AND (opinion.post_id = $4 OR ($7 AND opinion.unit_id = ANY($8::uuid[])))
         ORDER BY opinion.post_id NULLS LAST LIMIT 1 FOR UPDATE OF opinion)
       RETURNING id`,
      [
        given.documentId,
        given.answer,
        given.text,
        actor.postId,
        actor.personName,
        this.clock.now(),
        hasRole(actor, 'unit-head', 'leader', 'office-chief'),
        [actor.unitId],
      ],
    );
    return answered.length > 0;
  }

  async close(tx: Tx, documentId: string, summary: string): Promise<void> {
    await rows(
      tx,
      `UPDATE documents.opinion_round SET closed_at = $2, summary = $3
       WHERE document_id = $1 AND closed_at IS NULL`,
      [documentId, this.clock.now(), summary],
    );
  }

  list(db: Queryable, documentId: string): Promise<OpinionView[]> {
    return rows<OpinionView>(
      db,
      `SELECT opinion.id, round.id AS "roundId", round.question,
         to_char(round.due_on, 'YYYY-MM-DD') AS "dueOn", round.closed_at AS "closedAt",
         round.summary, opinion.unit_name AS "askedOf", opinion.answer, opinion.text,
         opinion.given_by_name AS "givenByName", opinion.given_at AS "givenAt"
       FROM documents.opinion
       JOIN documents.opinion_round round ON round.id = opinion.round_id
       WHERE opinion.document_id = $1 ORDER BY round.opened_at, opinion.id LIMIT 500`,
      [documentId],
    );
  }
}
