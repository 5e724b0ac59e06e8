import { DIGEST_OID } from '../../../../../../libs/pdf-signature/index.js';
import { RemoteRefusedError } from '../remote-signing.errors.js';
import type {
  BrowserAuthorisation,
  BrowserWay,
  RemoteLocation,
  RemoteOrder,
} from '../remote-signing-service.js';
import { type CscAuthorizationServer, newProofKey } from './csc-authorization-server.js';
import type { CscClient } from './csc-client.js';
import { algorithmOf } from './csc-algorithm.js';

type Order = Omit<RemoteOrder, 'secret' | 'transactionId'>;

/**
 * Authorisation on the service's own page (CSC API 8.2, scope `credential`): these very hashes go
 * there beforehand, and what the browser brings back becomes the SAD that signs them.
 */
export class CscBrowser implements BrowserAuthorisation {
  constructor(
    private readonly name: string,
    private readonly client: CscClient,
    private readonly tokens: CscAuthorizationServer,
  ) {}

  async most({ credentialId }: RemoteLocation): Promise<number> {
    return (await this.client.credential(credentialId)).multisign;
  }

  async address(order: Order, { redirectUri, state, verifier }: BrowserWay): Promise<string> {
    const { credentialId } = order.location;
    const digestOid = DIGEST_OID[order.digestAlgorithm];
    return this.tokens.credentialAddress(
      await this.client.authorisationBase(),
      {
        ...(await this.client.authorisationOf({ credentialId, digests: order.digests, digestOid })),
        credentialId,
        count: order.digests.length,
        redirectUri,
        state,
        description: order.displayText.slice(0, 500),
      },
      newProofKey(verifier),
    );
  }

  /** @throws {RemoteRefusedError} the code is used, late, or not for this address */
  async sign(
    order: Order,
    code: string,
    { redirectUri, verifier }: Omit<BrowserWay, 'state'>,
  ): Promise<readonly Uint8Array[]> {
    const base = await this.client.authorisationBase();
    const sad = await this.tokens.exchange(base, code, redirectUri, newProofKey(verifier));
    const { credentialId } = order.location;
    const credential = await this.client.credential(credentialId);
    const signed = await this.client.signHash({
      ...{ credentialId, sad, digests: order.digests, isAsynchronous: false },
      digestOid: DIGEST_OID[order.digestAlgorithm],
      ...algorithmOf(this.name, order, credential),
    });
    if (!('signatures' in signed) || signed.signatures.length !== order.digests.length)
      throw new RemoteRefusedError(this.name, 'signatures');
    return signed.signatures;
  }
}
