import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/unit-of-work.js';
import { Clock } from '../clock/clock.js';
import type { Actor } from '../access/actor.js';

export type AuditEntry = {
  /** Who acted, in which post; null for the system itself. */
  readonly actor: Actor | null;
  /** `<module>.<verb-noun>`: the use case. */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** From and to, reason, on whose behalf: plain JSON, no secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
};

@Injectable()
export class AuditLog {
  constructor(private readonly clock: Clock) {}

  /** Append-only (a trigger refuses more). Part of the caller's transaction: no entry, no act. */
  record(tx: Tx, entry: AuditEntry): Promise<void> {
    return this.recordAll(tx, [entry]);
  }

  /** The entries of many acts, in their order, by one statement. */
  async recordAll(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await tx.query(
      `INSERT INTO audit.entry (at, account_id, post_id, person_name, action, subject_type, subject_id, details)
       SELECT $1, entry.account_id, entry.post_id, entry.person_name, entry.action, entry.subject_type,
              entry.subject_id, entry.details
         FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (
           account_id uuid, post_id uuid, person_name text, action text, subject_type text,
           subject_id text, details jsonb)) WITH ORDINALITY AS entry
        ORDER BY entry.ordinality`,
      [
        this.clock.now(),
        JSON.stringify(
          entries.map((entry) => ({
            account_id: entry.actor?.accountId ?? null,
            post_id: entry.actor?.postId ?? null,
            person_name: entry.actor?.personName ?? null,
            action: entry.action,
            subject_type: entry.subjectType,
            subject_id: entry.subjectId,
            details: entry.details ?? {},
          })),
        ),
      ],
    );
  }
}
