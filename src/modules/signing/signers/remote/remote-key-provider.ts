import { z } from 'zod';
import {
  digestToSign,
  fittingValue,
  type PreparedSignature,
} from '../../../../../libs/pdf-signature/index.js';
import type { Clock } from '../../../../platform/clock/clock.js';
import { newId } from '../../../../platform/database/new-id.js';
import type { KeyProvider, SignWithKey, StoredCredential } from '../key-provider.js';
import {
  RemoteNotConfiguredError,
  RemoteOutcomeUnknownError,
  RemoteRefusedError,
  RemoteRejectedError,
  RemoteTimedOutError,
  RemoteWrongSignatureError,
} from './remote-signing.errors.js';
import type { RemoteMedium, RemoteOrder, RemoteSigningService } from './remote-signing-service.js';

export const RemoteLocationShape = z.strictObject({
  user: z.string(),
  credentialId: z.string(),
  /** Its holder authorises on the page of the service. */
  inBrowser: z.boolean().optional(),
});

export type RemotePace = {
  /** Between two questions whether the holder has confirmed; shorter when the service says so. */
  readonly rest: (transactionId: string) => Promise<void>;
  /** How long a holder may take on his device. */
  readonly confirmWithinMs: number;
};

/** A key at a remote signing service. The holder authorises each order there, so opening asks nothing. */
export class RemoteKeyProvider implements KeyProvider {
  /** The service says what a certificate asks for: a PIN, a code, or a tap on the phone. */
  readonly needsPin = false;

  constructor(
    readonly medium: RemoteMedium,
    private readonly service: RemoteSigningService | null,
    private readonly pace: RemotePace,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws {RemoteNotConfiguredError} the office has no access to this service
   * @throws {RemoteSecretMissingError} before anything is laid out or anybody's phone rings
   */
  async open(credential: StoredCredential, secret: string): Promise<SignWithKey> {
    const { service } = this;
    if (!service) throw new RemoteNotConfiguredError(this.medium);
    const location = RemoteLocationShape.parse(credential.location);
    await service.requireSecret?.(location, secret);
    return (prepared, title) =>
      this.sign(service, prepared, {
        transactionId: newId(),
        location,
        certificate: credential.certificate,
        displayText: title,
        secret,
      });
  }

  private async sign(
    service: RemoteSigningService,
    prepared: readonly PreparedSignature[],
    order: Omit<RemoteOrder, 'digests' | 'digestAlgorithm'>,
  ): Promise<readonly (Uint8Array | Error)[]> {
    const [first] = prepared;
    if (!first) return [];
    if (prepared.some(({ digestAlgorithm }) => digestAlgorithm !== first.digestAlgorithm)) {
      throw new Error('One order has one digest algorithm');
    }
    // The services take a digest and sign it by PKCS#1 v1.5 or ECDSA; they are asked for nothing else.
    const other = prepared.find(({ scheme }) => scheme !== 'rsa' && scheme !== 'ec');
    if (other) throw new RemoteRefusedError(service.name, other.scheme);
    const values = await this.fulfil(service, {
      ...order,
      digests: prepared.map(digestToSign),
      digestAlgorithm: first.digestAlgorithm,
    });
    const fitted = prepared.map((one, index) => {
      const value = values[index] ?? new Uint8Array();
      if (value instanceof Error) return value;
      return fittingValue(one, value) ?? new RemoteWrongSignatureError(service.name);
    });
    const [firstValue] = fitted;
    if (firstValue instanceof Error && fitted.every((value) => value instanceof Error)) {
      throw firstValue;
    }
    return fitted;
  }

  /** @throws {RemoteNotConfiguredError} the office has no access to this service */
  async order(order: RemoteOrder): Promise<readonly (Uint8Array | Error)[]> {
    if (!this.service) throw new RemoteNotConfiguredError(this.medium);
    return this.fulfil(this.service, order);
  }

  /** @throws why nothing was signed; where something was, the rest says it in its places */
  private async fulfil(
    service: RemoteSigningService,
    order: RemoteOrder,
  ): Promise<readonly (Uint8Array | Error)[]> {
    const until = this.clock.now().getTime() + this.pace.confirmWithinMs;
    const id = await service.start(order);
    try {
      for (;;) {
        const found = await service.poll(id);
        if (found.state === 'rejected') throw new RemoteRejectedError(service.name);
        if (found.state === 'expired') throw new RemoteTimedOutError(service.name);
        const { signatures = [] } = found;
        if (found.state === 'signed') return inPlaces(order, signatures, found.problem);
        if (this.clock.now().getTime() >= until) {
          const late = found.mayBeSigned ? RemoteOutcomeUnknownError : RemoteTimedOutError;
          return inPlaces(order, signatures, new late(service.name));
        }
        await this.pace.rest(id);
      }
    } finally {
      await service.cancel(id);
    }
  }
}

function inPlaces(
  { digests }: RemoteOrder,
  signatures: readonly Uint8Array[],
  problem: Error | undefined,
): readonly (Uint8Array | Error)[] {
  if (problem && signatures.length === 0) throw problem;
  return digests.map((_, index) => signatures[index] ?? problem ?? new Uint8Array());
}
