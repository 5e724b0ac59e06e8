import { Injectable } from '@nestjs/common';
import type PgBoss from 'pg-boss';
import type { Tx } from '../database/unit-of-work.js';
import { newId } from '../database/new-id.js';
import { EVENTS_QUEUE } from './boss.js';
import { BossConnection } from './boss-connection.js';
import type { Delivery, DomainEvent } from './event.js';
import { SubscriberRegistry } from './subscriber-registry.js';

@Injectable()
export class Outbox {
  constructor(
    private readonly connection: BossConnection,
    private readonly registry: SubscriberRegistry,
  ) {}

  /** Writes one job per subscriber in the caller's transaction: told if, and only if, it commits. */
  add(tx: Tx, event: DomainEvent): Promise<void> {
    return this.addAll(tx, [event]);
  }

  /** The same for the events of many acts, by one statement. */
  async addAll(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
    const jobs = events.flatMap((event) => {
      const eventId = newId();
      return this.registry.namesFor(event.topic).map((subscriber): PgBoss.JobInsert<Delivery> => ({
        name: EVENTS_QUEUE,
        data: { subscriber, eventId, event },
      }));
    });
    if (jobs.length > 0) await this.connection.boss.insert(jobs, { db: inTransaction(tx) });
  }
}

function inTransaction(tx: Tx): PgBoss.Db {
  return {
    async executeSql(text: string, values: unknown[]) {
      const runner = tx.queryRunner;
      if (!runner) throw new Error('The transaction has no connection');
      const result = (await runner.query(text, values, true)) as {
        records?: unknown[];
        affected?: number;
      };
      return { rows: result.records ?? [], rowCount: result.affected ?? 0 } as unknown as {
        rows: never[];
      };
    },
  };
}
