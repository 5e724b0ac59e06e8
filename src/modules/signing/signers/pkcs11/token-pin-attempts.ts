import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { formatInstant } from '../../../../../libs/working-calendar/index.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../../platform/database/rows.js';
import { LOCK_MINUTES, MAX_ATTEMPTS } from '../../domain/pin-attempts.js';
import { TokenPinWrongError } from './token.errors.js';
import { PinLockedError, WrongPinError } from '../../signing.errors.js';

/** A token as it names itself, through whichever library it is reached. */
type TokenAtServer = { readonly tokenSerial: string; readonly tokenLabel: string };

/**
 * PINs that are tried at the tokens of this machine. A token has one PIN for all its keys
 * (PKCS#11, C_Login), and locks itself for good: what counts is the token, not the key.
 */
@Injectable()
export class TokenPinAttempts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws {WrongPinError} with what remains of five attempts
   * @throws {PinLockedError} for a quarter of an hour after the fifth: this token, and this account
   */
  async counted<T>(
    { tokenSerial, tokenLabel }: TokenAtServer,
    attempt: () => Promise<T>,
    accountId?: string,
  ): Promise<T> {
    const subjects = [
      ...(accountId === undefined ? [] : [hash(['account', accountId])]),
      hash(['token', tokenSerial, tokenLabel]),
    ];
    // Counted before the PIN is tried: guessing in parallel costs attempts too.
    const most = await this.countAll(subjects);
    try {
      const value = await attempt();
      await this.forget(subjects);
      return value;
    } catch (error) {
      if (error instanceof TokenPinWrongError) {
        throw new WrongPinError(Math.max(0, MAX_ATTEMPTS - most));
      }
      await this.giveBack(subjects);
      throw error;
    }
  }

  /** The highest count among them; none is counted when one is locked. */
  private async countAll(subjects: readonly string[]): Promise<number> {
    const now = this.clock.now();
    let most = 0;
    for (const [index, subject] of subjects.entries()) {
      const counted = await this.count(subject, now).catch(async (error: unknown) => {
        await this.giveBack(subjects.slice(0, index));
        throw error;
      });
      most = Math.max(most, counted);
    }
    return most;
  }

  private async count(subject: string, now: Date): Promise<number> {
    const counted = await maybeRow<{ failed_attempts: number }>(
      this.dataSource,
      `INSERT INTO signing.token_pin_attempt AS a (subject_sha256, failed_attempts) VALUES ($1, 1)
       ON CONFLICT (subject_sha256) DO UPDATE
          SET failed_attempts = CASE WHEN a.locked_until IS NOT NULL THEN 1 ELSE a.failed_attempts + 1 END,
              locked_until = CASE WHEN a.locked_until IS NULL AND a.failed_attempts + 1 >= $2
                                  THEN $3::timestamptz + $4 * interval '1 minute' END
        WHERE a.locked_until IS NULL OR a.locked_until <= $3
       RETURNING failed_attempts`,
      [subject, MAX_ATTEMPTS, now, LOCK_MINUTES],
    );
    if (counted) return counted.failed_attempts;
    const locked = await maybeRow<{ locked_until: Date | null }>(
      this.dataSource,
      'SELECT locked_until FROM signing.token_pin_attempt WHERE subject_sha256 = $1',
      [subject],
    );
    throw new PinLockedError(formatInstant(locked?.locked_until ?? now));
  }

  /** The PIN was not tried: a token that is not there is nobody's guess. */
  private async giveBack(subjects: readonly string[]): Promise<void> {
    await rows(
      this.dataSource,
      `UPDATE signing.token_pin_attempt
          SET failed_attempts = greatest(0, failed_attempts - 1),
              locked_until = CASE WHEN failed_attempts < $2 THEN locked_until END
        WHERE subject_sha256 = ANY ($1)`,
      [subjects, MAX_ATTEMPTS],
    );
  }

  private async forget(subjects: readonly string[]): Promise<void> {
    await rows(
      this.dataSource,
      'DELETE FROM signing.token_pin_attempt WHERE subject_sha256 = ANY ($1)',
      [subjects],
    );
  }
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
