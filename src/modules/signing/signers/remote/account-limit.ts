import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../platform/clock/clock.js';
import { RemoteAskedTooOftenError } from './remote-signing.errors.js';

const WINDOW_MS = 10 * 60_000;
/** Enough for somebody who mistypes his number; too few to try the numbers of others or to flood a phone. */
const MOST: Readonly<Record<RemoteQuestion, number>> = { list: 20, enrol: 5, code: 5 };

export type RemoteQuestion = 'list' | 'enrol' | 'code';
type Window = { count: number; readonly endsAt: number };

/** How often an account may put questions to remote services that concern a user it names. */
@Injectable()
export class AccountLimit {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly clock: Clock) {}

  /** @throws {RemoteAskedTooOftenError} */
  count(accountId: string, question: RemoteQuestion): void {
    const now = this.clock.now().getTime();
    for (const [key, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(key);
    const key = `${question} ${accountId}`;
    const window = this.windows.get(key) ?? { count: 0, endsAt: now + WINDOW_MS };
    window.count += 1;
    this.windows.set(key, window);
    if (window.count > MOST[question]) throw new RemoteAskedTooOftenError();
  }
}
