import { constants, verify, type KeyObject } from 'node:crypto';
import {
  children,
  readOid,
  readSmallInteger,
  readWhole,
  sequenceOf,
  TAG,
  type DerNode,
} from './der.js';
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

/** Longer salts than any modulus has room for. */
const MAX_SALT = 1_024;

/** RSASSA-PSS-params (RFC 4055, 3.1); a mask function with another hash than the content's is refused. */
function readPss(parameters: DerNode | undefined): SignatureScheme | null {
  const fields = readTaggedOnce(parameters);
  if (fields === null) return null;
  const digest = fields.has(0xa0) ? digestOf(fields.get(0xa0)) : 'sha1';
  const mask = fields.has(0xa1) ? maskDigestOf(fields.get(0xa1)) : 'sha1';
  const saltLength = fields.has(0xa2) ? readSmallInteger(fields.get(0xa2)) : 20;
  // The one trailer that there is (RFC 8017, A.2.3).
  const isTrailed = !fields.has(0xa3) || readSmallInteger(fields.get(0xa3)) === 1;
  if (!isTrailed || saltLength > MAX_SALT) return null;
  return digest !== undefined && digest === mask ? { kind: 'rsa-pss', digest, saltLength } : null;
}

/** Fields [0] to [3] of a SEQUENCE; null when there are others, or one twice. */
function readTaggedOnce(list: DerNode | undefined): ReadonlyMap<number, DerNode> | null {
  if (list?.tag !== TAG.sequence) return null;
  const fields = new Map<number, DerNode>();
  for (const { tag, content } of children(list)) {
    if (tag < 0xa0 || tag > 0xa3 || fields.has(tag)) return null;
    fields.set(tag, readWhole(content));
  }
  return fields;
}

function digestOf(algorithm: DerNode | undefined): AnyDigest | undefined {
  return DIGESTS.get(readOid(sequenceOf(algorithm)[0]));
}

function maskDigestOf(algorithm: DerNode | undefined): AnyDigest | undefined {
  const [type, digest] = sequenceOf(algorithm);
  return readOid(type) === OID.mgf1 ? digestOf(digest) : undefined;
}

/** Types of keys, as node names them. */
const KEY_TYPES: Readonly<Record<SignatureScheme['kind'], readonly string[]>> = {
  rsa: ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ec: ['ec'],
  ed25519: ['ed25519'],
};

export function isKeyFor(kind: SignatureScheme['kind'], key: KeyObject): boolean {
  return KEY_TYPES[kind].includes(key.asymmetricKeyType ?? '');
}

/** Whether the value is good; a key of another kind, or one nobody can read, makes it a bad one. */
export function isGoodSignatureValue(
  scheme: SignatureScheme,
  publicKey: () => KeyObject,
  signed: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    const key = publicKey();
    if (!isKeyFor(scheme.kind, key)) return false;
    if (scheme.kind === 'ed25519') return verify(null, signed, key, signature);
    if (scheme.kind !== 'rsa-pss') return verify(scheme.digest, signed, key, signature);
    const saltLength = scheme.saltLength ?? constants.RSA_PSS_SALTLEN_DIGEST;
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    return verify(scheme.digest, signed, { key, padding, saltLength }, signature);
  } catch {
    return false;
  }
}
