import { isGoodSignatureValue, type SignatureScheme } from '../cms/algorithms.js';
import type { Certificate } from './certificate.js';

/**
 * Takes work out of what one file may cost, in steps of about 10 ns. Throws when nothing is left.
 * The same work is charged whether or not it was remembered: a file is refused everywhere or nowhere.
 */
export type Spend = (steps: number) => void;

type Key = Pick<Certificate, 'keyKind' | 'keyBits' | 'publicExponent' | 'curve'>;

/** Steps for one check of a signature with a key; hostile keys cost a hundred times an honest one. */
function costOf({ keyKind, keyBits, publicExponent, curve }: Key): number {
  if (keyKind === 'rsa' || keyKind === 'rsa-pss') {
    const squarings = Math.max(17, Math.log2(publicExponent));
    return 1_000 + Math.ceil((keyBits / 2_048) ** 2 * squarings * 160);
  }
  if (curve === 'P-256' || keyKind === 'ed25519') return 7_500;
  if (keyBits === 0) return 350_000;
  return keyBits <= 384 ? 65_000 : 170_000;
}

/** Exponents of more bits than a number holds: nobody issues them, and each bit is work. */
function isCheckable({ publicExponent }: Key): boolean {
  return publicExponent < Number.MAX_SAFE_INTEGER;
}

export type SignedBytes = {
  readonly scheme: SignatureScheme;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
};

/** Whether the key of the certificate made the signature. */
export function isGoodSignatureBy(
  signer: Certificate,
  { scheme, signed, signature }: SignedBytes,
  spend?: Spend,
): boolean {
  spend?.(costOf(signer) + Math.ceil(signed.length / 10));
  if (!isCheckable(signer)) return false;
  return isGoodSignatureValue(scheme, signer.publicKey, signed, signature);
}

const signedBy = new WeakMap<Certificate, WeakMap<Certificate, boolean>>();

/** Whether the issuer's key signed the certificate; asked once for each pair. */
export function isSignedBy(certificate: Certificate, issuer: Certificate, spend?: Spend): boolean {
  spend?.(costOf(issuer));
  const known = signedBy.get(certificate) ?? new WeakMap<Certificate, boolean>();
  signedBy.set(certificate, known);
  const before = known.get(issuer);
  if (before !== undefined) return before;
  const { scheme } = certificate.signatureAlgorithm;
  const { tbsDer: signed, signature } = certificate;
  const isGood = scheme !== null && isGoodSignatureBy(issuer, { scheme, signed, signature });
  known.set(issuer, isGood);
  return isGood;
}
