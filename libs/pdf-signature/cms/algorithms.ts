import { constants, verify, type KeyObject } from 'node:crypto';
import { readOid, sequenceOf, TAG, type DerNode } from './der.js';
import { DIGEST_OID, ECDSA_WITH, OID, RSA_WITH, type DigestAlgorithm } from './oids.js';

/** SHA-1, MD5 and SHA-224 are computed, so that damage is still told from age, but never accepted. */
export type AnyDigest =
  DigestAlgorithm | 'sha3-256' | 'sha3-384' | 'sha3-512' | 'sha1' | 'md5' | 'sha224';

/** How a signature value was made; `digest` is named as node:crypto names it. */
export type SignatureScheme = {
  readonly kind: 'rsa' | 'rsa-pss' | 'ec' | 'ed25519';
  /** For Ed25519 the SHA-512 inside the scheme (RFC 8032, 5.1). */
  readonly digest: AnyDigest;
  /** Bytes; RSASSA-PSS only. */
  readonly saltLength?: number;
};

const SHA3_OID = {
  'sha3-256': '2.16.840.1.101.3.4.2.8',
  'sha3-384': '2.16.840.1.101.3.4.2.9',
  'sha3-512': '2.16.840.1.101.3.4.2.10',
} as const;

const DIGESTS: ReadonlyMap<string, AnyDigest> = new Map<string, AnyDigest>([
  [DIGEST_OID.sha256, 'sha256'],
  [DIGEST_OID.sha384, 'sha384'],
  [DIGEST_OID.sha512, 'sha512'],
  [SHA3_OID['sha3-256'], 'sha3-256'],
  [SHA3_OID['sha3-384'], 'sha3-384'],
  [SHA3_OID['sha3-512'], 'sha3-512'],
  [OID.sha1, 'sha1'],
  ['1.2.840.113549.2.5', 'md5'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
]);

const SCHEMES: ReadonlyMap<string, SignatureScheme> = new Map<string, SignatureScheme>([
  [RSA_WITH.sha256, { kind: 'rsa', digest: 'sha256' }],
  [RSA_WITH.sha384, { kind: 'rsa', digest: 'sha384' }],
  [RSA_WITH.sha512, { kind: 'rsa', digest: 'sha512' }],
  ['1.2.840.113549.1.1.14', { kind: 'rsa', digest: 'sha224' }],
  ['1.2.840.113549.1.1.5', { kind: 'rsa', digest: 'sha1' }],
  ['1.2.840.113549.1.1.4', { kind: 'rsa', digest: 'md5' }],
  ['2.16.840.1.101.3.4.3.14', { kind: 'rsa', digest: 'sha3-256' }],
  ['2.16.840.1.101.3.4.3.15', { kind: 'rsa', digest: 'sha3-384' }],
  ['2.16.840.1.101.3.4.3.16', { kind: 'rsa', digest: 'sha3-512' }],
  [ECDSA_WITH.sha256, { kind: 'ec', digest: 'sha256' }],
  [ECDSA_WITH.sha384, { kind: 'ec', digest: 'sha384' }],
  [ECDSA_WITH.sha512, { kind: 'ec', digest: 'sha512' }],
  ['1.2.840.10045.4.3.1', { kind: 'ec', digest: 'sha224' }],
  ['1.2.840.10045.4.1', { kind: 'ec', digest: 'sha1' }],
  ['2.16.840.1.101.3.4.3.10', { kind: 'ec', digest: 'sha3-256' }],
  ['2.16.840.1.101.3.4.3.11', { kind: 'ec', digest: 'sha3-384' }],
  ['2.16.840.1.101.3.4.3.12', { kind: 'ec', digest: 'sha3-512' }],
  [OID.ed25519, { kind: 'ed25519', digest: 'sha512' }],
]);

export function anyDigestByOid(oid: string): AnyDigest | undefined {
  return DIGESTS.get(oid);
}

/** Reads an AlgorithmIdentifier that names digest and key together; null when it is not known. */
export function readSignatureScheme(algorithm: DerNode | undefined): SignatureScheme | null {
  const [type, parameters] = sequenceOf(algorithm);
  return schemeOf(readOid(type), parameters);
}

export function schemeOf(oid: string, parameters: DerNode | undefined): SignatureScheme | null {
  return oid === OID.rsaPss ? readPss(parameters) : (SCHEMES.get(oid) ?? null);
}

/** RSASSA-PSS-params (RFC 4055, 3.1); a mask function with another hash than the content's is refused. */
function readPss(parameters: DerNode | undefined): SignatureScheme | null {
  if (parameters === undefined) return null;
  let digest: AnyDigest | undefined = 'sha1';
  let mask: AnyDigest | undefined = 'sha1';
  let saltLength = 20;
  for (const field of sequenceOf(parameters)) {
    const [inner] = sequenceOf({ ...field, tag: TAG.sequence });
    if (field.tag === 0xa0) digest = DIGESTS.get(readOid(sequenceOf(inner)[0]));
    if (field.tag === 0xa1) mask = DIGESTS.get(readOid(sequenceOf(sequenceOf(inner)[1])[0]));
    if (field.tag === 0xa2 && inner !== undefined && inner.content.length <= 2) {
      saltLength = inner.content.reduce((value, byte) => value * 256 + byte, 0);
    }
  }
  return digest !== undefined && digest === mask ? { kind: 'rsa-pss', digest, saltLength } : null;
}

/** Types of keys, as node names them, that fit a scheme. */
const KEY_TYPES: Readonly<Record<SignatureScheme['kind'], readonly string[]>> = {
  rsa: ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ec: ['ec'],
  ed25519: ['ed25519'],
};

/** Whether the value is good; a key of another kind, or one nobody can read, makes it a bad one. */
export function isGoodSignatureValue(
  scheme: SignatureScheme,
  publicKey: () => KeyObject,
  signed: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    const key = publicKey();
    if (!KEY_TYPES[scheme.kind].includes(key.asymmetricKeyType ?? '')) return false;
    if (scheme.kind === 'ed25519') return verify(null, signed, key, signature);
    if (scheme.kind !== 'rsa-pss') return verify(scheme.digest, signed, key, signature);
    const saltLength = scheme.saltLength ?? constants.RSA_PSS_SALTLEN_DIGEST;
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    return verify(scheme.digest, signed, { key, padding, saltLength }, signature);
  } catch {
    return false;
  }
}
