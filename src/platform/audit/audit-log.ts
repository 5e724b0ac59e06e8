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
  async record(tx: Tx, entry: AuditEntry): Promise<void> {
    await tx.query(
      `INSERT INTO audit.entry (at, account_id, post_id, person_name, action, subject_type, subject_id, details)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        this.clock.now(),
        entry.actor?.accountId ?? null,
        entry.actor?.postId ?? null,
        entry.actor?.personName ?? null,
        entry.action,
        entry.subjectType,
        entry.subjectId,
        JSON.stringify(entry.details ?? {}),
      ],
    );
  }
}
