import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LocalDate } from '../../../libs/working-calendar/index.js';
import { Settings } from '../../../config/settings.js';
import { rows } from '../database/rows.js';
import { Nightly, type NightlyTask } from './nightly.js';

/** A few at a time: whoever works at night waits for no large statement. */
const AT_ONCE = 5_000;
const OLD = 'now() - make_interval(days => $1)';

/** What the program remembers only to do nothing twice is forgotten when nothing can come twice any more. */
@Injectable()
export class PurgeTask implements NightlyTask, OnModuleInit {
  readonly name = 'platform.purge-traces';

  constructor(
    private readonly nightly: Nightly,
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.nightly.add(this);
  }

  async run(night: LocalDate): Promise<void> {
    const { requestKeysDays, inboxClaimsDays } = this.settings.jobs;
    // The database's own clock wrote the first two, the office's the last; in rehearsals they differ.
    await this.purge('platform.idempotency_key', `created_at < ${OLD}`, [requestKeysDays]);
    await this.purge('platform.inbox_claim', `claimed_at < ${OLD}`, [inboxClaimsDays]);
    await this.purge('platform.nightly_run', 'day < $2::date - $1::integer', [
      inboxClaimsDays,
      night,
    ]);
  }

  private async purge(table: string, isOld: string, values: readonly unknown[]): Promise<void> {
    for (;;) {
      const gone = await rows(
        this.dataSource,
        `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM ${table} WHERE ${isOld} LIMIT ${AT_ONCE})) RETURNING 1`,
        values,
      );
      if (gone.length < AT_ONCE) return;
    }
  }
}
