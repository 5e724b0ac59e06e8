import { constants, sign, type KeyObject } from 'node:crypto';
import { isGoodSignatureValue, isKeyFor, type SignatureScheme } from '../cms/algorithms.js';
import { signatureSchemeOf, type RsaPadding } from '../cms/cms-build.js';
import type { DigestAlgorithm } from '../cms/oids.js';
import { SignatureRefusedError } from '../errors.js';
import { judgeAlgorithm } from '../pki/algorithm-policy.js';
import type { Certificate } from '../pki/certificate.js';
import { SMALLEST_EXPONENT } from '../pki/subject-key.js';

/** How the signed attributes are signed. */
export type SchemeKind = SignatureScheme['kind'];

type Use = { readonly scheme: SchemeKind; readonly digestAlgorithm: DigestAlgorithm };

/** ISO/TS 32002, 5: the curves that readers of PDF know, and the digest that fits each. */
const CURVES: Readonly<Record<string, DigestAlgorithm>> = {
  'P-256': 'sha256',
  'P-384': 'sha384',
  'P-521': 'sha512',
};

/**
 * The digest that was asked for or fits the key, and how that key signs.
 *
 * @throws SignatureRefusedError `certificate.key-unsupported` when key, digest and padding do not fit,
 *   `certificate.key-weak` when the key is one that validation calls too weak at that moment.
 */
export function chooseScheme(
  certificate: Certificate,
  wanted: DigestAlgorithm | undefined,
  padding: RsaPadding | undefined,
  at: Date,
): Use {
  const { keyKind, keyBits: bits, publicExponent } = certificate;
  const isWeak =
    judgeAlgorithm({ keyKind, bits }, at) !== 'accepted' ||
    (keyKind.startsWith('rsa') && publicExponent < SMALLEST_EXPONENT);
  if (isWeak) throw new SignatureRefusedError('certificate.key-weak', { keyKind, bits });
  const digestAlgorithm = wanted ?? naturalDigest(certificate);
  const { kind } = signatureSchemeOf(certificate, digestAlgorithm, padding);
  if (kind === 'ec' && !((certificate.curve ?? '') in CURVES)) {
    throw new SignatureRefusedError('certificate.key-unsupported', {
      curve: certificate.curve ?? '',
    });
  }
  return { scheme: kind, digestAlgorithm };
}

function naturalDigest({ keyKind, curve }: Certificate): DigestAlgorithm {
  if (keyKind === 'ed25519') return 'sha512';
  return CURVES[curve ?? ''] ?? 'sha256';
}

export function paddingOf(scheme: SchemeKind): RsaPadding | undefined {
  return scheme === 'rsa' ? 'pkcs1' : scheme === 'rsa-pss' ? 'pss' : undefined;
}

export function isGoodSignature(
  { scheme, digestAlgorithm }: Use,
  certificate: Certificate,
  data: Buffer,
  signature: Uint8Array,
): boolean {
  const expected = signatureSchemeOf(certificate, digestAlgorithm, paddingOf(scheme));
  return isGoodSignatureValue(expected, certificate.publicKey, data, signature);
}

/** Signs off the event loop. @throws SignatureRefusedError for a key of another kind. */
export function signWithKey(use: Use, data: Buffer, key: KeyObject): Promise<Uint8Array> {
  if (key.type !== 'private' || !isKeyFor(use.scheme, key)) {
    return Promise.reject(new SignatureRefusedError('signature.key-mismatch'));
  }
  const pss = {
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  };
  // Ed25519 hashes by itself (RFC 8032), so no digest is named to it.
  const digest = use.scheme === 'ed25519' ? null : use.digestAlgorithm;
  return new Promise((resolve, reject) => {
    sign(digest, data, use.scheme === 'rsa-pss' ? pss : key, (error, signature) => {
      if (error === null) resolve(signature);
      else reject(new SignatureRefusedError('signature.key-mismatch'));
    });
  });
}
