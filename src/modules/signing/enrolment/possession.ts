import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto';
import type { Certificate } from '../../../../libs/pdf-signature/index.js';
import { type DigestToSign, POSSESSION_PREFIX } from '../../../../libs/signing-agent/index.js';
import { PossessionNotProvenError } from './enrolment.errors.js';

/** What a device signs to show that it holds a certificate's key. It can be no document's signature. */
export function aChallenge(): string {
  return `${POSSESSION_PREFIX}${randomBytes(32).toString('base64url')}`;
}

export function digestOf(challenge: string, { keyKind }: Certificate): DigestToSign {
  return {
    digestAlgorithm: 'sha256',
    scheme: keyKind === 'rsa' ? 'rsa-pkcs1' : 'ecdsa',
    digest: createHash('sha256').update(challenge).digest('base64'),
  };
}

/** @throws {PossessionNotProvenError} the value was made with another key, or over something else */
export function requirePossession(
  challenge: string,
  { der }: Certificate,
  signature: Uint8Array,
): void {
  const { publicKey } = new X509Certificate(der);
  if (!isGood(challenge, publicKey, signature)) throw new PossessionNotProvenError();
}

function isGood(
  challenge: string,
  publicKey: X509Certificate['publicKey'],
  signature: Uint8Array,
): boolean {
  // Some services return ECDSA as r and s side by side; for RSA the encoding means nothing.
  return (['der', 'ieee-p1363'] as const).some((dsaEncoding) => {
    try {
      return verify('sha256', Buffer.from(challenge), { key: publicKey, dsaEncoding }, signature);
    } catch {
      return false;
    }
  });
}
