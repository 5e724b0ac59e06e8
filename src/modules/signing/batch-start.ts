import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import { BatchRows } from './batch-rows.js';
import { CredentialStore } from './credential-store.js';
import { DeviceBatches } from './device-batches.js';
import type { SignerDevice } from './signers/key-provider.js';
import { type NewBatch, SigningBatches } from './signing-batches.js';

/** `device`: its signer's page goes on with it, by the portions of {@link DeviceBatches}. */
export type StartedBatch = { readonly batchId: string; readonly device: SignerDevice | null };

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
   * @param secret PIN, perhaps a code after it; not needed where the signer's device asks for it
   * @throws what {@link CredentialStore.unlock} says, before anything is written
   */
  async start(actor: Actor, batch: NewBatch, secret: string | undefined): Promise<StartedBatch> {
    const { device } = await this.credentials.describe(batch.owner);
    if (device !== null) return { batchId: await this.devices.start(actor, batch), device };
    const key = await this.credentials.unlock(batch.owner, secret);
    return { batchId: await this.batches.start(actor, batch, key), device };
  }

  /** Goes on with what is neither signed nor refused, by the certificate of today. */
  async resume(actor: Actor, batchId: string, secret: string | undefined): Promise<StartedBatch> {
    const { owner } = await this.rows.get(batchId);
    const { device } = await this.credentials.describe(owner);
    if (device === null) await this.batches.resume(actor, batchId, secret);
    else await this.devices.takeUp(batchId);
    return { batchId, device };
  }
}
