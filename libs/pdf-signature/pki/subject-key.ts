import {
  expectTag,
  readBitString,
  readNode,
  readOid,
  readSmallInteger,
  sequenceOf,
  TAG,
  type DerNode,
} from '../cms/der.js';
import { OID } from '../cms/oids.js';

/** `rsa-pss` is a key that its certificate restricts to RSASSA-PSS (RFC 4055, 1.2). */
export type KeyKind = 'rsa' | 'rsa-pss' | 'ec' | 'ed25519' | 'other';

/** Of RSA keys that count as safe. */
export const SMALLEST_EXPONENT = 65_537;

export type SubjectKey = {
  readonly publicKeyBits: Buffer;
  readonly keyKind: KeyKind;
  readonly keyBits: number;
  readonly publicExponent: number;
  readonly curve: string | null;
};

const CURVES: ReadonlyMap<string, { readonly curve: string; readonly keyBits: number }> = new Map([
  ['1.2.840.10045.3.1.7', { curve: 'P-256', keyBits: 256 }],
  ['1.3.132.0.34', { curve: 'P-384', keyBits: 384 }],
  ['1.3.132.0.35', { curve: 'P-521', keyBits: 521 }],
  ['1.3.36.3.3.2.8.1.1.7', { curve: 'brainpoolP256r1', keyBits: 256 }],
  ['1.3.36.3.3.2.8.1.1.11', { curve: 'brainpoolP384r1', keyBits: 384 }],
  ['1.3.36.3.3.2.8.1.1.13', { curve: 'brainpoolP512r1', keyBits: 512 }],
  ['1.2.840.10045.3.1.1', { curve: 'P-192', keyBits: 192 }],
  ['1.3.132.0.33', { curve: 'P-224', keyBits: 224 }],
]);

/** Kind and size of a SubjectPublicKeyInfo, read without asking the cryptography to load it. */
export function readSubjectKey(publicKeyInfo: DerNode): SubjectKey {
  const [algorithm, key] = sequenceOf(publicKeyInfo);
  const [type, parameters] = sequenceOf(algorithm);
  const publicKeyBits = readBitString(key);
  const unknown = { publicKeyBits, keyBits: 0, publicExponent: 0, curve: null };
  switch (readOid(type)) {
    case OID.rsaEncryption:
      return { ...unknown, keyKind: 'rsa', ...rsaSize(publicKeyBits) };
    case OID.rsaPss:
      return { ...unknown, keyKind: 'rsa-pss', ...rsaSize(publicKeyBits) };
    case OID.ecPublicKey: {
      const named = parameters?.tag === TAG.oid ? CURVES.get(readOid(parameters)) : undefined;
      return { ...unknown, keyKind: 'ec', ...named };
    }
    case OID.ed25519:
      return { ...unknown, keyKind: 'ed25519', keyBits: 256 };
    default:
      return { ...unknown, keyKind: 'other' };
  }
}

function rsaSize(key: Buffer): { keyBits: number; publicExponent: number } {
  const [modulus, exponent] = sequenceOf(readNode(key));
  const { content } = expectTag(modulus, TAG.integer);
  const start = content.findIndex((byte) => byte !== 0);
  const bits = (content.length - start - 1) * 8 + (32 - Math.clz32(content[start] ?? 0));
  const publicExponent = readSmallInteger(expectTag(exponent, TAG.integer));
  return { keyBits: start === -1 ? 0 : bits, publicExponent };
}
