import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { formatInstant } from '../../../libs/working-calendar/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { maybeRow, rows } from '../../platform/database/rows.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { PinLockedError, WrongPinError } from './signing.errors.js';

/**
 * For what wrong PINs are counted: a key, a token as it names itself, whoever tries. A token has one PIN
 * for all its keys (PKCS#11, C_Login) and locks itself for good, so the token counts, not the key.
 */
export type PinSubject =
  | readonly [of: 'credential' | 'account', id: string]
  | readonly [of: 'token', serial: string, label: string];

/** In a row, after which a subject is locked for so long: no door is softer. */
const MAX_ATTEMPTS = 5;
const LOCK_MINUTES = 15;

/** Every PIN that is tried on this machine. */
@Injectable()
export class PinAttempts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * @param attempt what the PIN opens; null when it is wrong. A refusal (DomainError) costs nothing:
   *   a token that is not there is nobody's guess.
   * @throws {WrongPinError} with what remains of five attempts
   * @throws {PinLockedError} for a quarter of an hour after the fifth
   */
  async counted<T>(subjects: readonly PinSubject[], attempt: () => Promise<T | null>): Promise<T> {
    const keys = subjects.map(keyOf);
    // Counted before the PIN is tried: guessing in parallel costs attempts too.
    const most = await this.countAll(keys);
    const opened = await attempt().catch(async (error: unknown) => {
      if (error instanceof DomainError) await this.giveBack(keys);
      throw error;
    });
    if (opened === null) throw new WrongPinError(Math.max(0, MAX_ATTEMPTS - most));
    await rows(this.dataSource, 'DELETE FROM signing.pin_attempt WHERE subject_sha256 = ANY ($1)', [
      keys,
    ]);
    return opened;
  }

  /** The highest count among them; none is counted when one is locked. */
  private async countAll(keys: readonly string[]): Promise<number> {
    const now = this.clock.now();
    let most = 0;
    for (const [index, key] of keys.entries()) {
      const counted = await this.count(key, now).catch(async (error: unknown) => {
        await this.giveBack(keys.slice(0, index));
        throw error;
      });
      most = Math.max(most, counted);
    }
    return most;
  }

  private async count(key: string, now: Date): Promise<number> {
    const counted = await maybeRow<{ failed_attempts: number }>(
      this.dataSource,
      `INSERT INTO signing.pin_attempt AS a (subject_sha256, failed_attempts) VALUES ($1, 1)
       ON CONFLICT (subject_sha256) DO UPDATE
          SET failed_attempts = CASE WHEN a.locked_until IS NOT NULL THEN 1 ELSE a.failed_attempts + 1 END,
              locked_until = CASE WHEN a.locked_until IS NULL AND a.failed_attempts + 1 >= $2
                                  THEN $3::timestamptz + $4 * interval '1 minute' END
        WHERE a.locked_until IS NULL OR a.locked_until <= $3
       RETURNING failed_attempts`,
      [key, MAX_ATTEMPTS, now, LOCK_MINUTES],
    );
    if (counted) return counted.failed_attempts;
    const locked = await maybeRow<{ locked_until: Date | null }>(
      this.dataSource,
      'SELECT locked_until FROM signing.pin_attempt WHERE subject_sha256 = $1',
      [key],
    );
    throw new PinLockedError(formatInstant(locked?.locked_until ?? now));
  }

  private async giveBack(keys: readonly string[]): Promise<void> {
    await rows(
      this.dataSource,
      `UPDATE signing.pin_attempt
          SET failed_attempts = greatest(0, failed_attempts - 1),
              locked_until = CASE WHEN failed_attempts < $2 THEN locked_until END
        WHERE subject_sha256 = ANY ($1)`,
      [keys, MAX_ATTEMPTS],
    );
  }
}

function keyOf(subject: PinSubject): string {
  return createHash('sha256').update(JSON.stringify(subject)).digest('hex');
}
