import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/access/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/new-id.js';
import { rows } from '../../platform/database/rows.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { textOf } from '../../platform/errors/texts.js';
import type { UnlockedKey } from './signers/key-provider.js';

export type BatchItem = {
  readonly subjectId: string;
  readonly title: string;
  /** Signs this one; throws the reason why not. */
  readonly run: (key: UnlockedKey) => Promise<void>;
};

/** Signs many with one PIN, each with its own result. What a crash interrupts is shown as such and pressed again. */
@Injectable()
export class SigningBatches implements OnApplicationShutdown {
  private readonly running = new Set<Promise<void>>();
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async start(actor: Actor, items: readonly BatchItem[], key: UnlockedKey): Promise<string> {
    const id = newId();
    const now = this.clock.now();
    await this.unitOfWork.run(async (tx) => {
      await rows(tx, 'INSERT INTO signing.batch (id, post_id, created_at) VALUES ($1, $2, $3)', [
        id,
        actor.postId,
        now,
      ]);
      await rows(
        tx,
        `INSERT INTO signing.batch_item (batch_id, ordinal, subject_id, title, state, changed_at)
         SELECT $1, item.ordinal, item.subject_id, item.title, 'waiting', $2
           FROM unnest($3::int[], $4::uuid[], $5::text[]) AS item (ordinal, subject_id, title)`,
        [
          id,
          now,
          items.map((_, index) => index),
          items.map((item) => item.subjectId),
          items.map((item) => item.title),
        ],
      );
    });
    const work = this.work(id, items, key).finally(() => this.running.delete(work));
    this.running.add(work);
    return id;
  }

  /** Resolves when no batch of this process is at work. */
  async whenIdle(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.whenIdle();
  }

  private async work(
    batchId: string,
    items: readonly BatchItem[],
    key: UnlockedKey,
  ): Promise<void> {
    for (const [ordinal, item] of items.entries()) {
      if (this.stopping) return;
      await this.mark(batchId, ordinal, 'signing', null);
      try {
        await item.run(key);
        await this.mark(batchId, ordinal, 'done', null);
      } catch (error) {
        await this.mark(batchId, ordinal, 'failed', problemOf(error));
      }
    }
  }

  private async mark(
    batchId: string,
    ordinal: number,
    state: string,
    problem: object | null,
  ): Promise<void> {
    await rows(
      this.dataSource,
      'UPDATE signing.batch_item SET state = $3, problem = $4, changed_at = $5 WHERE batch_id = $1 AND ordinal = $2',
      [
        batchId,
        ordinal,
        state,
        problem === null ? null : JSON.stringify(problem),
        this.clock.now(),
      ],
    );
  }
}

function problemOf(error: unknown): object {
  const known = error instanceof DomainError ? error : null;
  const code = known?.code ?? 'platform.unexpected';
  const text = textOf(code, known?.params ?? { reference: '-' });
  return { code, vi: text.vi, en: text.en };
}
