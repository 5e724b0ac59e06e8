import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import argon2 from 'argon2';
import { Settings } from '../../../../config/settings.js';

const TIME_COST = 2;
const PARALLELISM = 1;

/** argon2id. Its memory is a setting, so that a test need not wait and a small server can breathe. */
@Injectable()
export class PasswordHasher {
  private readonly options: argon2.Options;
  private decoy: Promise<string> | null = null;

  constructor(settings: Settings) {
    this.options = {
      type: argon2.argon2id,
      memoryCost: settings.office.passwordMemoryKib,
      timeCost: TIME_COST,
      parallelism: PARALLELISM,
    };
  }

  hash(password: string): Promise<string> {
    return argon2.hash(password.normalize('NFC'), this.options);
  }

  /** Takes the same time when there is no account (`hash` null); it is false then. */
  async matches(hash: string | null, password: string): Promise<boolean> {
    this.decoy ??= this.hash(randomBytes(24).toString('base64'));
    const matched = await argon2.verify(hash ?? (await this.decoy), password.normalize('NFC'));
    return hash !== null && matched;
  }

  /** The setting has been raised since this hash was made. */
  isOutdated(hash: string): boolean {
    return argon2.needsRehash(hash, this.options);
  }
}
