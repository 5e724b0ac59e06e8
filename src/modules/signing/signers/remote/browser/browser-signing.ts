import { Injectable } from '@nestjs/common';
import { fittingValue } from '../../../../../../libs/pdf-signature/index.js';
import type { Actor } from '../../../../../platform/access/actor.js';
import { DomainError } from '../../../../../platform/errors/domain-error.js';
import { CredentialStore } from '../../../credential-store.js';
import { BatchRows } from '../../../batch-rows.js';
import { DeviceBatches } from '../../../device-batches.js';
import { SigningDesk, type SigningTask } from '../../../signing-desk.js';
import { SigningRequests } from '../../../signing-requests.js';
import { RemoteRejectedError, RemoteWrongSignatureError } from '../remote-signing.errors.js';
import { RemoteSigning } from '../remote-signing.js';
import { newVerifier, type RemoteLocation } from '../remote-signing-service.js';
import { type Authorisation, Authorisations, type AuthorisedAct } from './authorisations.js';

export type Departure = {
  /** Where the holder authorises; null: nothing is left to sign. */
  readonly address: string | null;
  readonly left: number;
};
/** What the browser brought back: a code, or why there is none (RFC 6749, 4.1.2.1). */
export type Return = { readonly code: string } | { readonly error: string };

type SignAct = Extract<AuthorisedAct, { kind: 'sign' }>;

/**
 * A batch whose holder authorises on the page of his service: as many documents at once as the
 * service allows, laid out before he goes there, signed when he comes back.
 */
@Injectable()
export class BrowserSigning {
  // eslint-disable-next-line @typescript-eslint/max-params -- a batch, its key's service and the way there and back
  constructor(
    private readonly remote: RemoteSigning,
    private readonly rows: BatchRows,
    private readonly credentials: CredentialStore,
    private readonly devices: DeviceBatches,
    private readonly authorisations: Authorisations,
    private readonly requests: SigningRequests,
    private readonly desk: SigningDesk,
  ) {}

  async begin(actor: Actor, batchId: string, redirectUri: string): Promise<Departure> {
    const { owner, title } = await this.rows.get(batchId);
    const { certificate, medium, location } = await this.credentials.locate(owner);
    const browser = this.remote.browser(medium);
    const { tasks, left } = await this.devices.next(actor, batchId, await browser.most(location));
    if (tasks.length === 0) return { address: null, left };
    const verifier = newVerifier();
    const requestIds = tasks.map(({ requestId }) => requestId);
    const act: SignAct = { kind: 'sign', batchId, requestIds, location };
    const state = await this.authorisations.keep(actor, { medium, verifier, redirectUri, act });
    const order = { ...orderOf(tasks, location), certificate, displayText: title };
    return { address: await browser.address(order, { redirectUri, state, verifier }), left };
  }

  /**
   * Each document has its own result in the batch.
   *
   * @throws {RemoteRejectedError} the holder said no, or the service for him: nothing was signed
   */
  async finish(
    actor: Actor,
    authorisation: Authorisation & { readonly act: SignAct },
    back: Return,
  ): Promise<string> {
    const { act, medium } = authorisation;
    try {
      if ('error' in back) throw new RemoteRejectedError(this.remote.service(medium).name);
      await this.complete(actor, authorisation, back.code);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      for (const id of act.requestIds) await this.desk.refuse(id, error).catch(() => undefined);
      throw error;
    }
    return act.batchId;
  }

  private async complete(
    actor: Actor,
    { act, medium, verifier, redirectUri }: Authorisation & { readonly act: SignAct },
    code: string,
  ): Promise<void> {
    const tasks: SigningTask[] = [];
    for (const id of act.requestIds) tasks.push(await this.desk.getTask(id));
    const [first] = tasks;
    if (!first) return;
    const order = {
      ...orderOf(tasks, act.location),
      certificate: first.certificate,
      displayText: '',
    };
    const values = await this.remote.browser(medium).sign(order, code, { redirectUri, verifier });
    let areAllGood = true;
    for (const [index, { requestId }] of tasks.entries()) {
      const { prepared } = await this.requests.getOpen(requestId);
      const value = values[index];
      const fitting = prepared && value && fittingValue(prepared, value);
      if (fitting) await this.take(actor, act.batchId, requestId, fitting);
      else areAllGood = false;
    }
    if (!areAllGood) throw new RemoteWrongSignatureError(this.remote.service(medium).name);
  }

  /** Why one was not taken stands beside it in the batch; the others go on. */
  private async take(
    actor: Actor,
    batchId: string,
    requestId: string,
    value: Uint8Array,
  ): Promise<void> {
    const completion = await this.desk.complete(actor, requestId, value).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return null;
    });
    // Its newer revision was not authorised: it goes along on the next journey.
    if (completion?.state === 'prepared-again')
      await this.devices.putBack(batchId, completion.task.requestId);
  }
}

function orderOf(
  tasks: readonly SigningTask[],
  location: RemoteLocation,
): {
  readonly location: RemoteLocation;
  readonly digests: readonly Uint8Array[];
  readonly digestAlgorithm: 'sha256' | 'sha384' | 'sha512';
} {
  return {
    location,
    digests: tasks.map(({ toSign }) => toSign?.digest ?? new Uint8Array()),
    digestAlgorithm: tasks[0]?.toSign?.digestAlgorithm ?? 'sha256',
  };
}
