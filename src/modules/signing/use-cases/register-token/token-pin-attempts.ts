import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../../platform/database/rows.js';
import { printed } from '../../enrolment/printed.js';
import type { TokenLocation } from '../../signers/pkcs11/pkcs11-key-provider.js';
import { TokenPinWrongError } from '../../signers/pkcs11/token.errors.js';
import { PinLockedError, WrongPinError } from '../../signing.errors.js';

/** As many as at signing: no door is softer than the other. */
const MAX_ATTEMPTS = 5;
const LOCK_MINUTES = 15;

/** PINs that are tried at a token before a credential is there that counts them. */
@Injectable()
export class TokenPinAttempts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws {WrongPinError} with what remains of five attempts
   * @throws {PinLockedError} for a quarter of an hour after the fifth: this key, and this account
   */
  async counted<T>(
    accountId: string,
    { library, tokenSerial, keyId }: TokenLocation,
    attempt: () => Promise<T>,
  ): Promise<T> {
    const account = hash(['account', accountId]);
    const place = hash(['place', library, tokenSerial, keyId]);
    const now = this.clock.now();
    // Counted before the PIN is tried: guessing in parallel costs attempts too.
    const byAccount = await this.count(account, now);
    const atPlace = await this.count(place, now).catch(async (error: unknown) => {
      await this.giveBack([account]);
      throw error;
    });
    try {
      const value = await attempt();
      await this.forget([account, place]);
      return value;
    } catch (error) {
      if (error instanceof TokenPinWrongError) {
        throw new WrongPinError(Math.max(0, MAX_ATTEMPTS - Math.max(byAccount, atPlace)));
      }
      await this.giveBack([account, place]);
      throw error;
    }
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
    throw new PinLockedError(printed(locked?.locked_until ?? now));
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
