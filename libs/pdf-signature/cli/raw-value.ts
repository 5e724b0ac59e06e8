import { sequence, unsignedInteger } from '../cms/der.js';
import { readCertificate } from '../pki/certificate.js';
import type { PreparedSignature } from '../signing/prepared.js';

/**
 * The value as CMS wants it: tokens (PKCS#11) and many services give r and s of ECDSA side by side
 * instead of as a SEQUENCE (RFC 5753, 7.2).
 */
export function signatureValue(value: Uint8Array, prepared: PreparedSignature): Uint8Array {
  if (prepared.scheme !== 'ec') return value;
  const { keyBits } = readCertificate(Buffer.from(prepared.certificate, 'base64'));
  const half = Math.ceil(keyBits / 8);
  const isSequence = value[0] === 0x30 && value[1] === value.length - 2;
  if (value.length !== half * 2 || isSequence) return value;
  return sequence(unsignedInteger(value.subarray(0, half)), unsignedInteger(value.subarray(half)));
}
