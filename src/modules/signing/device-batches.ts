import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { BatchRows, type BegunBatch, type NewBatch, type OpenItem } from './batch-rows.js';
import type { CredentialOwner } from './credential-store.js';
import { SigningDesk, type SigningTask } from './signing-desk.js';
import { SigningRequests } from './signing-requests.js';
import { asError } from './signing-runs.js';
import { type SignatureOrder, SigningSubjects } from './signing-subjects.js';

/** What the page has the signer's device sign next; an item whose request is answered has its result. */
export type DevicePortion = {
  readonly tasks: readonly SigningTask[];
  /** Whose turn has not come. */
  readonly left: number;
};

/** Revisions laid out at once. */
const AT_ONCE = 4;

/**
 * Batches whose key is on the signer's own PC. His page takes a portion, has it signed there and
 * completes each request; what it leaves when it is closed is taken up again from the same desk.
 */
@Injectable()
export class DeviceBatches {
  constructor(
    private readonly rows: BatchRows,
    private readonly requests: SigningRequests,
    private readonly subjects: SigningSubjects,
    private readonly desk: SigningDesk,
  ) {}

  async start(actor: Actor, batch: NewBatch): Promise<BegunBatch> {
    const { batchId, open } = await this.rows.add(newId(), actor, batch);
    return { batchId, joined: open === null };
  }

  /** What was laid out for a page that is gone can no longer be completed: it is laid out anew. */
  async takeUp(batchId: string): Promise<void> {
    await this.requests.closeOfBatch(batchId, 'superseded', 'signing.batch-resumed');
    await this.rows.takeUp(batchId);
  }

  /** What cannot be signed says why and stops nothing. */
  async next(actor: Actor, batchId: string, most: number): Promise<DevicePortion> {
    const { owner } = await this.rows.get(batchId);
    const { items, left } = await this.rows.takeNext(batchId, most);
    const orders = await this.subjects.orders(actor, items);
    const waiting = items.map((item, index) => ({ item, order: orders[index] }));
    const tasks: SigningTask[] = [];
    for (let first = 0; first < waiting.length; first += AT_ONCE) {
      const prepared = await Promise.all(
        waiting
          .slice(first, first + AT_ONCE)
          .map(({ item, order }) => this.prepare(batchId, owner, item, order)),
      );
      tasks.push(...prepared.filter((task) => task !== null));
    }
    return { tasks, left };
  }

  /** What was laid out is void; its turn comes again. */
  async putBack(batchId: string, requestId: string): Promise<void> {
    const { order } = await this.requests.getOpen(requestId);
    await this.requests.close([requestId], 'superseded', 'signing.base-moved-on');
    await this.rows.putBack(batchId, order.subjectId);
  }

  private async prepare(
    batchId: string,
    owner: CredentialOwner,
    { ordinal }: OpenItem,
    order: SignatureOrder | Error | undefined,
  ): Promise<SigningTask | null> {
    try {
      if (order === undefined || order instanceof Error) throw order ?? new Error('No order');
      return await this.desk.prepareFor(order, owner, batchId);
    } catch (error) {
      await this.rows.fail(batchId, [{ ordinal, error: asError(error) }]);
      return null;
    }
  }
}
