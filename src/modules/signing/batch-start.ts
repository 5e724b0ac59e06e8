import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import { BatchRows, type BegunBatch, type NewBatch } from './batch-rows.js';
import { CredentialStore } from './credential-store.js';
import { DeviceBatches } from './device-batches.js';
import type { SignerDevice } from './signers/key-provider.js';
import { SigningBatches } from './signing-batches.js';

export type StartedBatch = BegunBatch & {
  /** Its signer's page goes on with it, by the portions of {@link DeviceBatches}. */
  readonly device: SignerDevice | null;
};

/** One press for hundreds, wherever the key is: at hand, at a service, or on the signer's own PC. */
@Injectable()
export class BatchStart {
  constructor(
    private readonly credentials: CredentialStore,
    private readonly batches: SigningBatches,
    private readonly devices: DeviceBatches,
    private readonly rows: BatchRows,
  ) {}

  /**
   * Pressed twice, in two windows or on two devices, it answers with the batch of the first press.
   *
   * @param secret PIN, perhaps a code after it; not needed where the signer's device asks for it
   * @throws the first refusal when none of the items may be signed
   * @throws what {@link CredentialStore.unlock} says, before anything is written
   */
  async start(actor: Actor, batch: NewBatch, secret: string | undefined): Promise<StartedBatch> {
    const holding = await this.rows.findHolding(actor, batch.items);
    if (holding !== null) return this.seen(holding);
    const refusals = batch.items.map(({ refusal }) => refusal);
    if (refusals.every((one) => one !== undefined))
      throw refusals[0] ?? new Error('Nothing to sign');
    const { device } = await this.credentials.describe(batch.owner);
    if (device !== null) return { ...(await this.devices.start(actor, batch)), device };
    const key = await this.credentials.unlock(batch.owner, secret);
    return { ...(await this.batches.start(actor, batch, key)), device };
  }

  /** Goes on with what is neither signed nor refused, by the certificate of today. */
  async resume(actor: Actor, batchId: string, secret: string | undefined): Promise<void> {
    const { owner } = await this.rows.get(batchId);
    const { device } = await this.credentials.describe(owner);
    if (device === null) await this.batches.resume(actor, batchId, secret);
    else await this.devices.takeUp(batchId);
  }

  private async seen(batchId: string): Promise<StartedBatch> {
    const { owner } = await this.rows.get(batchId);
    return { batchId, device: (await this.credentials.describe(owner)).device, joined: true };
  }
}
