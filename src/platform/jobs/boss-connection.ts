import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type PgBoss from 'pg-boss';
import { createBoss } from './boss.js';

/** The one pg-boss of this process. `insert` goes through callers' transactions and needs no start. */
@Injectable()
export class BossConnection implements OnApplicationShutdown {
  readonly boss: PgBoss;
  private started = false;

  constructor(url: string) {
    this.boss = createBoss(url);
  }

  async start(onError: (error: Error) => void): Promise<void> {
    this.boss.on('error', onError);
    await this.boss.start();
    this.started = true;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.started) await this.boss.stop({ graceful: false, wait: true });
    this.started = false;
  }
}
