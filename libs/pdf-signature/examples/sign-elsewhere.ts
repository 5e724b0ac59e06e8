import {
  completeSignature,
  digestToSign,
  prepareSignature,
  type PreparedSignature,
} from '../index.js';

/** First phase: what is stored, and what the token, HSM or remote service is asked to sign. */
export function beginSigning(
  pdf: Uint8Array,
  { certificate, chain }: { readonly certificate: Uint8Array; readonly chain: Uint8Array[] },
  at: Date,
): { readonly stored: string; readonly digest: Uint8Array; readonly algorithm: string } {
  const prepared = prepareSignature(pdf, {
    newField: { name: 'NguoiKy', page: 0 },
    certificate,
    chain,
    signingTime: at,
    expiresAt: new Date(at.getTime() + 10 * 60_000),
  });
  const { digestAlgorithm: algorithm } = prepared;
  return { stored: JSON.stringify(prepared), digest: digestToSign(prepared), algorithm };
}

/**
 * Second phase, perhaps in another process. A wrong value, another base or a late answer is refused.
 * Whoever keeps `stored` deletes it in the same transaction: a prepared signature is used once.
 */
export function endSigning(
  pdf: Uint8Array,
  stored: string,
  value: Uint8Array,
  now: Date,
): Uint8Array {
  return completeSignature(pdf, JSON.parse(stored) as PreparedSignature, value, { now });
}
