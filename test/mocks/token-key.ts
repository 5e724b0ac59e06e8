import type { KeyObject } from 'node:crypto';
import { TokenClient } from '../../libs/signing-agent/index.js';
import { aSoftHsm } from '../../libs/signing-agent/testing/soft-hsm.js';
import type { RemoteKey } from './remote-key.js';

export type TokenKey = RemoteKey & { readonly remove: () => void };

/** A service's key in an HSM, as a service holds it: it leaves only as signatures. */
export async function keyInSoftHsm(
  library: string,
  credentialId: string,
  certificates: readonly Uint8Array[],
  key: KeyObject,
): Promise<TokenKey> {
  const [certificate] = certificates;
  if (!certificate) throw new Error('A key without a certificate');
  const hsm = aSoftHsm(library, [
    {
      id: 'a1',
      label: credentialId,
      pkcs8: key.export({ type: 'pkcs8', format: 'der' }),
      certificate,
    },
  ]);
  const client = new TokenClient({ library, timeoutMs: 30_000 });
  const [place] = await client.certificates();
  if (!place) throw new Error('The token shows no certificate');
  return {
    credentialId,
    certificates,
    kind: 'rsa',
    signDigest: async (digest) => {
      const [value] = await client.sign(place, hsm.pin, [
        {
          digestAlgorithm: 'sha256',
          scheme: 'rsa-pkcs1',
          digest: Buffer.from(digest).toString('base64'),
        },
      ]);
      return Buffer.from(value ?? '', 'base64');
    },
    remove: () => {
      client.close();
      hsm.remove();
    },
  };
}
