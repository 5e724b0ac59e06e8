import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { broken, PdfRefusedError } from '../errors.js';

/** How a string or stream is encrypted (ISO 32000-2, 7.6.3 and 7.6.6). */
export type CipherKind = 'none' | 'rc4' | 'aes-128' | 'aes-256';

const AES_BLOCK = 16;
const AES_SALT = Buffer.from('sAlT', 'latin1');

export function md5(...parts: readonly Uint8Array[]): Buffer {
  try {
    const hash = createHash('md5');
    for (const part of parts) hash.update(part);
    return hash.digest();
  } catch {
    throw new PdfRefusedError('pdf.encryption-unsupported', { detail: 'md5' });
  }
}

/**
 * RC4, written here because OpenSSL 3 no longer offers it. It serves documents that are encrypted
 * with it already; nothing is ever newly protected by it.
 */
export function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = new Uint8Array(256);
  for (let i = 0; i < 256; i += 1) state[i] = i;
  for (let i = 0, j = 0; i < 256; i += 1) {
    const at = state[i] ?? 0;
    j = (j + at + (key[i % key.length] ?? 0)) & 255;
    state[i] = state[j] ?? 0;
    state[j] = at;
  }
  const out = Buffer.allocUnsafe(data.length);
  for (let at = 0, i = 0, j = 0; at < data.length; at += 1) {
    i = (i + 1) & 255;
    const a = state[i] ?? 0;
    j = (j + a) & 255;
    const b = state[j] ?? 0;
    state[i] = b;
    state[j] = a;
    out[at] = (data[at] ?? 0) ^ (state[(a + b) & 255] ?? 0);
  }
  return out;
}

/** AES-CBC with the vector in front and PKCS#7 padding (7.6.3.1). */
function openAes(key: Uint8Array, data: Buffer): Buffer {
  // Some writers leave empty strings empty.
  if (data.length === 0) return data;
  if (data.length < 2 * AES_BLOCK || data.length % AES_BLOCK !== 0) {
    throw broken('damaged encrypted data');
  }
  const decipher = createDecipheriv(aesName(key), key, data.subarray(0, AES_BLOCK));
  try {
    return Buffer.concat([decipher.update(data.subarray(AES_BLOCK)), decipher.final()]);
  } catch {
    throw broken('damaged encrypted data');
  }
}

function sealAes(key: Uint8Array, data: Uint8Array, vector: Uint8Array): Buffer {
  const cipher = createCipheriv(aesName(key), key, vector);
  return Buffer.concat([vector, cipher.update(data), cipher.final()]);
}

function aesName(key: Uint8Array): string {
  return key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc';
}

/** Single blocks without padding, as the security handlers use them on keys. */
export function aesBlocks(
  direction: 'encrypt' | 'decrypt',
  key: Uint8Array,
  vector: Uint8Array,
  data: Uint8Array,
): Buffer {
  const make = direction === 'encrypt' ? createCipheriv : createDecipheriv;
  const cipher = make(aesName(key), key, vector);
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

/** The key of one object: for AES-256 that of the file (7.6.3.3, algorithm 1 and 1.A). */
export class ObjectKey {
  private known: Partial<Record<CipherKind, Uint8Array>> = {};
  private sealed = 0;

  constructor(
    private readonly fileKey: Uint8Array,
    private readonly num: number,
    private readonly gen: number,
  ) {}

  open(kind: CipherKind, data: Buffer): Buffer {
    if (kind === 'none') return data;
    return kind === 'rc4' ? rc4(this.key(kind), data) : openAes(this.key(kind), data);
  }

  /**
   * The vector is drawn from key, place and content instead of at random: the same input has to
   * give the same file, and equal texts at different places still look different.
   */
  seal(kind: CipherKind, data: Buffer): Buffer {
    if (kind === 'none') return data;
    if (kind === 'rc4') return rc4(this.key(kind), data);
    this.sealed += 1;
    const vector = createHmac('sha256', this.fileKey)
      .update(`${this.num} ${this.gen} ${this.sealed} `)
      .update(data)
      .digest();
    return sealAes(this.key(kind), data, vector.subarray(0, AES_BLOCK));
  }

  private key(kind: CipherKind): Uint8Array {
    return (this.known[kind] ??= this.derive(kind));
  }

  private derive(kind: CipherKind): Uint8Array {
    if (kind === 'aes-256') return this.fileKey;
    const place = Buffer.alloc(5);
    place.writeUIntLE(this.num, 0, 3);
    place.writeUIntLE(this.gen, 3, 2);
    const salt = kind === 'aes-128' ? [AES_SALT] : [];
    const length = Math.min(16, this.fileKey.length + 5);
    return md5(this.fileKey, place, ...salt).subarray(0, length);
  }
}

/** The hash of revision 6 (7.6.4.3.4, algorithm 2.B). */
export function hardenedHash(password: Uint8Array, salt: Uint8Array, owner: Uint8Array): Buffer {
  let key = createHash('sha256').update(password).update(salt).update(owner).digest();
  for (let round = 0; ; round += 1) {
    const once = Buffer.concat([password, key, owner]);
    const block = Buffer.concat(Array<Buffer>(64).fill(once));
    const mixed = aesBlocks('encrypt', key.subarray(0, 16), key.subarray(16, 32), block);
    const sum = mixed.subarray(0, 16).reduce((total, byte) => total + byte, 0);
    key = createHash(['sha256', 'sha384', 'sha512'][sum % 3] ?? 'sha256')
      .update(mixed)
      .digest();
    if (round >= 63 && (mixed.at(-1) ?? 0) <= round - 31) return key.subarray(0, 32);
  }
}
