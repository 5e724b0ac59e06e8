import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { BatchLeases } from './batch-leases.js';
import { BatchRows, type BegunBatch, type NewBatch, type OpenItem } from './batch-rows.js';
import { BatchAtWorkError } from './signing.errors.js';
import { SigningDesk } from './signing-desk.js';
import { type AppliedOrder, SigningSubjects } from './signing-subjects.js';
import { asError, type SignatureOutcome } from './signing-runs.js';
import { isConfirmedElsewhere, type UnlockedKey } from './signers/key-provider.js';

/** Documents that are laid out, signed, stored and made true together. */
const PORTION = 40;
/** While one portion is being written down, the next are laid out and signed. */
const IN_FLIGHT = 3;

/**
 * Signs hundreds with one authorisation, each with its own result. What a crash interrupts is shown
 * as such and resumed: an item's result is written in the transaction of its signature.
 */
@Injectable()
export class SigningBatches implements OnApplicationShutdown {
  private readonly running = new Set<Promise<void>>();
  private stopping = false;

  constructor(
    private readonly rows: BatchRows,
    private readonly leases: BatchLeases,
    private readonly desk: SigningDesk,
    private readonly subjects: SigningSubjects,
  ) {}

  async start(actor: Actor, batch: NewBatch, key: UnlockedKey): Promise<BegunBatch> {
    const id = newId();
    // Before the rows are seen: a batch without a lease is one that was interrupted.
    await this.leases.take(id);
    const { batchId, open } = await this.rows
      .add(id, actor, batch)
      .catch(async (error: unknown) => {
        await this.leases.giveBack(id);
        throw error;
      });
    if (open === null) await this.leases.giveBack(id);
    else this.begin(id, actor, { title: batch.title, open, key });
    return { batchId, joined: open === null };
  }

  /**
   * Goes on with what is neither signed nor refused, after a crash or a restart.
   *
   * @throws {BatchAtWorkError} some process is at it
   */
  async resume(actor: Actor, batchId: string, secret: string | undefined): Promise<void> {
    const { owner, title } = await this.rows.get(batchId);
    const key = await this.desk.unlock(owner, secret);
    if (!(await this.leases.take(batchId))) throw new BatchAtWorkError();
    const open = await this.rows.takeUp(batchId).catch(async (error: unknown) => {
      await this.leases.giveBack(batchId);
      throw error;
    });
    this.begin(batchId, actor, { title, open, key });
  }

  /** Resolves when no batch of this process is at work. */
  async whenIdle(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.whenIdle();
  }

  private begin(
    batchId: string,
    actor: Actor,
    work: { title: string; open: readonly OpenItem[]; key: UnlockedKey },
  ): void {
    const done = this.work(batchId, actor, work)
      // The rest stays open: its signer sees it interrupted and presses again.
      .catch(() => undefined)
      .finally(() => this.leases.giveBack(batchId))
      .finally(() => this.running.delete(done));
    this.running.add(done);
  }

  private async work(
    batchId: string,
    actor: Actor,
    { title, open, key }: { title: string; open: readonly OpenItem[]; key: UnlockedKey },
  ): Promise<void> {
    const isRemote = isConfirmedElsewhere(key.medium);
    // One confirmation on the phone is for all of them.
    const portions = inPortions(open, isRemote ? open.length : PORTION);
    const lane = async (): Promise<void> => {
      for (let portion = portions.shift(); portion; portion = portions.shift()) {
        if (this.stopping) return;
        await this.rows.mark(batchId, portion, isRemote ? 'confirming' : 'signing');
        await this.signPortion(batchId, actor, { title, portion, key });
      }
    };
    await Promise.all(Array.from({ length: isRemote ? 1 : IN_FLIGHT }, lane));
  }

  private async signPortion(
    batchId: string,
    actor: Actor,
    { title, portion, key }: { title: string; portion: readonly OpenItem[]; key: UnlockedKey },
  ): Promise<void> {
    const failed: { ordinal: number; error: Error }[] = [];
    const ready: {
      item: OpenItem;
      order: Exclude<Awaited<ReturnType<SigningSubjects['orders']>>[number], Error>;
    }[] = [];
    const orders = await this.subjects.orders(actor, portion);
    portion.forEach((item, index) => {
      const order = orders[index];
      if (order === undefined || order instanceof Error)
        failed.push({ ordinal: item.ordinal, error: order ?? new Error('No order') });
      else ready.push({ item, order });
    });
    const ordinals = new Map(portion.map((item) => [item.subjectId, item.ordinal]));
    const outcomes = await this.desk
      .signMany(
        ready.map(({ order }) => order),
        key,
        { title, batchId, alongside: (tx, applied) => this.settle(tx, batchId, ordinals, applied) },
      )
      .catch((error: unknown): SignatureOutcome[] => ready.map(() => asError(error)));
    ready.forEach(({ item }, index) => {
      const outcome = outcomes[index];
      if (outcome instanceof Error) failed.push({ ordinal: item.ordinal, error: outcome });
    });
    await this.rows.fail(batchId, failed);
  }

  private settle(
    tx: Tx,
    batchId: string,
    ordinals: ReadonlyMap<string, number>,
    applied: readonly AppliedOrder[],
  ): Promise<void> {
    return this.rows.done(
      tx,
      batchId,
      applied.map(({ order }) => ordinals.get(order.subjectId) ?? -1),
    );
  }
}

function inPortions<Item>(items: readonly Item[], size: number): Item[][] {
  const portions: Item[][] = [];
  for (let start = 0; start < items.length; start += size)
    portions.push(items.slice(start, start + size));
  return portions;
}
