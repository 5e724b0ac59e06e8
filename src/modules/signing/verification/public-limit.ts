import { Injectable } from '@nestjs/common';
import { Settings } from '../../../../config/settings.js';
import { Clock } from '../../../platform/clock/clock.js';
import { TooManyVerificationsError } from '../signing.errors.js';

const MINUTE_MS = 60_000;
/** Judging is work for the processor: strangers never get more of it at once. */
const MOST_AT_ONCE = 2;
/** More addresses than these within a minute are an attack, and share one count. */
const MOST_ADDRESSES = 10_000;

type Window = { count: number; readonly endsAt: number };

/** How often an address may ask without signing in, in this process. */
@Injectable()
export class PublicLimit {
  private readonly windows = new Map<string, Window>();
  private atWork = 0;

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** @throws {TooManyVerificationsError} more than the minute allows */
  count(address: string, kind: 'look-up' | 'file'): void {
    const now = this.clock.now().getTime();
    this.forget(now);
    const most = this.settings.verification.publicPerMinute * (kind === 'file' ? 1 : 6);
    const key = `${kind} ${this.windows.size < MOST_ADDRESSES ? address : 'others'}`;
    const window = this.windows.get(key) ?? { count: 0, endsAt: now + MINUTE_MS };
    window.count += 1;
    this.windows.set(key, window);
    if (window.count > most) throw new TooManyVerificationsError();
  }

  /** @throws {TooManyVerificationsError} others are being served: nobody queues with a file in memory */
  async atWorkFor<T>(work: () => Promise<T>): Promise<T> {
    if (this.atWork >= MOST_AT_ONCE) throw new TooManyVerificationsError();
    this.atWork += 1;
    try {
      return await work();
    } finally {
      this.atWork -= 1;
    }
  }

  private forget(now: number): void {
    for (const [key, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(key);
  }
}
