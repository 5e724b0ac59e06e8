import { X509Certificate } from 'node:crypto';
import { ECDSA_WITH, RSA_WITH } from '../../../../../../libs/pdf-signature/index.js';
import { RSA_ENCRYPTION } from '../rsa-encryption.js';
import { RemoteRefusedError } from '../remote-signing.errors.js';
import type { RemoteOrder } from '../remote-signing-service.js';
import type { CscCredential } from './csc-dialect.js';

/**
 * The signature algorithm by name where the key offers it; plain RSA names its digest beside.
 *
 * @throws {RemoteRefusedError} the key offers none that the office uses
 */
export function algorithmOf(
  name: string,
  order: Pick<RemoteOrder, 'certificate' | 'digestAlgorithm'>,
  { algorithms }: CscCredential,
): { readonly algorithm: string; readonly namesDigest: boolean } {
  const isRsa = new X509Certificate(order.certificate).publicKey.asymmetricKeyType === 'rsa';
  const named = (isRsa ? RSA_WITH : ECDSA_WITH)[order.digestAlgorithm];
  if (algorithms.includes(named)) return { algorithm: named, namesDigest: false };
  if (isRsa && algorithms.includes(RSA_ENCRYPTION)) {
    return { algorithm: RSA_ENCRYPTION, namesDigest: true };
  }
  throw new RemoteRefusedError(name, 'signAlgo');
}
