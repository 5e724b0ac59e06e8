import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../../platform/clock/clock.js';
import { rows } from '../../../platform/database/rows.js';
import { Nightly, type NightlyTask } from '../../../platform/jobs/nightly.js';

/** Sessions that ended by themselves: nobody signed out of them. */
@Injectable()
export class PurgeSessionsTask implements NightlyTask, OnModuleInit {
  readonly name = 'identity.purge-sessions';

  constructor(
    private readonly nightly: Nightly,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.nightly.add(this);
  }

  async run(): Promise<void> {
    await rows(this.dataSource, 'DELETE FROM identity.session WHERE expires_at <= $1', [
      this.clock.now(),
    ]);
  }
}
