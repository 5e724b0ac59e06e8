import { Injectable } from '@nestjs/common';
import { rows } from '../database/rows.js';
import type { Tx } from '../database/unit-of-work.js';

@Injectable()
export class Inbox {
  /** True for the first delivery whose transaction commits, false for every other. */
  async claim(tx: Tx, subscriber: string, eventId: string): Promise<boolean> {
    const claimed = await rows(
      tx,
      `INSERT INTO platform.inbox_claim (subscriber, event_id) VALUES ($1, $2)
       ON CONFLICT DO NOTHING RETURNING event_id`,
      [subscriber, eventId],
    );
    return claimed.length === 1;
  }
}
