import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type PgBoss from 'pg-boss';
import { DataSource } from 'typeorm';
import { rows } from '../database/rows.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { EVENTS_QUEUE } from './boss.js';
import { BossConnection } from './boss-connection.js';
import type { Delivery } from './event.js';
import { SubscriberRegistry } from './subscriber-registry.js';
import { WorkerPresence } from './worker-presence.js';

const BATCH_SIZE = 50;
const POLL_MS = 400;

/**
 * Takes deliveries and settles each by itself. pg-boss's own worker settles a batch as one, so that
 * a single failure would send fifty deliveries round again.
 */
@Injectable()
export class Worker implements OnApplicationShutdown {
  private readonly logger = new Logger(Worker.name);
  private running: Promise<void> | null = null;
  private stopping = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly connection: BossConnection,
    private readonly registry: SubscriberRegistry,
    private readonly presence: WorkerPresence,
    private readonly dataSource: DataSource,
    unitOfWork: UnitOfWork,
  ) {
    unitOfWork.onCommit(() => {
      this.wake();
    });
  }

  async start(): Promise<void> {
    await this.connection.start((error) => {
      if (!this.stopping) this.logger.error(`pg-boss: ${error.message}`);
    });
    this.running = this.loop();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
    await this.presence.leave();
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      const jobs = await this.fetch();
      for (const job of jobs) await this.settle(job);
      if (jobs.length < BATCH_SIZE) await this.rest();
    }
  }

  private async fetch(): Promise<PgBoss.Job<Delivery>[]> {
    try {
      await this.presence.enter(() => this.takeBack());
      return await this.connection.boss.fetch<Delivery>(EVENTS_QUEUE, { batchSize: BATCH_SIZE });
    } catch (error) {
      if (!this.stopping) this.logger.error(`Cannot fetch jobs: ${String(error)}`);
      return [];
    }
  }

  /**
   * Where no other worker lives, what counts as being worked at was left by one that died: it is
   * taken up now, not when it expires. What such a process still has open in the database keeps its
   * inbox claim, for which the next attempt waits.
   */
  private async takeBack(): Promise<void> {
    const left = await rows<{ id: string }>(
      this.dataSource,
      `SELECT id FROM jobs.job WHERE name = $1 AND state = 'active'`,
      [EVENTS_QUEUE],
    );
    if (left.length === 0) return;
    const ids = left.map(({ id }) => id);
    await this.connection.boss.fail(EVENTS_QUEUE, ids);
    this.logger.warn(`${ids.length} deliveries of a worker that is gone are taken up again`);
  }

  private async settle(job: PgBoss.Job<Delivery>): Promise<void> {
    const { subscriber: name, eventId, event } = job.data;
    try {
      const subscriber = this.registry.get(name);
      if (!subscriber) throw new Error(`No subscriber named ${name} in this version`);
      await subscriber.handle(eventId, event);
      await this.connection.boss.complete(EVENTS_QUEUE, job.id);
    } catch (error) {
      if (this.stopping) return;
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.logger.error(`${name} on ${event.topic} ${event.subjectId}: ${reason}`);
      await this.connection.boss.fail(EVENTS_QUEUE, job.id, { reason }).catch(() => undefined);
    }
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
