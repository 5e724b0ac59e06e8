import { verify, X509Certificate, type KeyObject } from 'node:crypto';
import { der, type PreparedSignature } from '../../../../../libs/pdf-signature/index.js';

/**
 * The value as a CMS carries it, once it is proven to be this key's over what was prepared.
 * Some services return ECDSA as r and s side by side, CMS wants them in DER (RFC 5753, 2.1.1).
 *
 * @returns null when it is no signature of this certificate over this revision.
 */
export function fittingSignature(
  prepared: PreparedSignature,
  value: Uint8Array,
): Uint8Array | null {
  const key = new X509Certificate(Buffer.from(prepared.certificate, 'base64')).publicKey;
  if (isSignature(prepared, value, key, 'der')) return value;
  const isRaw =
    key.asymmetricKeyType === 'ec' &&
    value.length % 2 === 0 &&
    isSignature(prepared, value, key, 'ieee-p1363');
  if (!isRaw) return null;
  const half = value.length / 2;
  return der.sequence(
    der.unsignedInteger(value.subarray(0, half)),
    der.unsignedInteger(value.subarray(half)),
  );
}

function isSignature(
  prepared: PreparedSignature,
  value: Uint8Array,
  key: KeyObject,
  dsaEncoding: 'der' | 'ieee-p1363',
): boolean {
  const signed = Buffer.from(prepared.signedAttributes, 'base64');
  try {
    return verify(prepared.digestAlgorithm, signed, { key, dsaEncoding }, value);
  } catch {
    return false;
  }
}
