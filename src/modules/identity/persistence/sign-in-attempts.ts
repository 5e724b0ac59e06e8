import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { maybeRow, type Queryable } from '../../../platform/database/rows.js';
import { Clock } from '../../../platform/clock/clock.js';

export const MAX_FAILURES = 5;
const LOCK_MINUTES = 15;
const FORGET_HOURS = 24;

/**
 * Counts failures under a name. An attempt is counted before its password is compared: a hundred
 * sent at once get five answers, not a hundred.
 */
@Injectable()
export class SignInAttempts {
  constructor(private readonly clock: Clock) {}

  /** @returns until when the name is locked, null when this attempt may go on to the password */
  async begin(db: Queryable, username: string): Promise<Date | null> {
    const now = this.clock.now();
    const key = keyOf(username);
    const counted = await maybeRow<{ failed: number }>(
      db,
      `INSERT INTO identity.sign_in_attempt AS attempt (username_hash, failed, last_at)
       VALUES ($1, 1, $2)
       ON CONFLICT (username_hash) DO UPDATE SET
         failed = CASE WHEN attempt.last_at <= $2::timestamptz - $3 * interval '1 minute'
                       THEN 1 ELSE attempt.failed + 1 END,
         locked_until = NULL, last_at = $2
       WHERE attempt.locked_until IS NULL OR attempt.locked_until <= $2
       RETURNING failed`,
      [key, now, LOCK_MINUTES],
    );
    if (counted && counted.failed <= MAX_FAILURES) return null;
    return this.lockOf(db, key, now);
  }

  /** @returns until when this failure has locked the name, null while tries remain */
  async failed(db: Queryable, username: string): Promise<Date | null> {
    const now = this.clock.now();
    const locked = await maybeRow<{ until: Date }>(
      db,
      `UPDATE identity.sign_in_attempt SET locked_until = $2::timestamptz + $3 * interval '1 minute'
       WHERE username_hash = $1 AND failed >= $4 AND locked_until IS NULL
       RETURNING locked_until AS until`,
      [keyOf(username), now, LOCK_MINUTES, MAX_FAILURES],
    );
    return locked?.until ?? null;
  }

  async succeeded(db: Queryable, username: string): Promise<void> {
    await db.query(
      `DELETE FROM identity.sign_in_attempt
       WHERE username_hash = $1 OR last_at < $2::timestamptz - $3 * interval '1 hour'`,
      [keyOf(username), this.clock.now(), FORGET_HOURS],
    );
  }

  private async lockOf(db: Queryable, key: Buffer, now: Date): Promise<Date> {
    const row = await maybeRow<{ until: Date }>(
      db,
      `UPDATE identity.sign_in_attempt
       SET locked_until = coalesce(locked_until, $2::timestamptz + $3 * interval '1 minute')
       WHERE username_hash = $1 RETURNING locked_until AS until`,
      [key, now, LOCK_MINUTES],
    );
    return row?.until ?? new Date(now.getTime() + LOCK_MINUTES * 60_000);
  }
}

/** What was typed as a name may be a password: it is kept as a hash only. */
function keyOf(username: string): Buffer {
  return createHash('sha256').update(username).digest();
}
