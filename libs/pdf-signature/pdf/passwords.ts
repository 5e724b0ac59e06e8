import { createHash } from 'node:crypto';
import { aesBlocks, hardenedHash, md5, rc4 } from './ciphers.js';

/** What the encryption dictionary says about passwords (ISO 32000-2, table 21). */
export type PasswordCheck = {
  readonly revision: 2 | 3 | 4 | 5 | 6;
  readonly keyLength: number;
  readonly owner: Buffer;
  readonly user: Buffer;
  readonly ownerKey: Buffer;
  readonly userKey: Buffer;
  readonly permissions: number;
  readonly fileId: Buffer;
  readonly encryptsMetadata: boolean;
};

const PADDING = Buffer.from(
  '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
  'hex',
);
const ZERO_VECTOR = Buffer.alloc(16);
const NOTHING = Buffer.alloc(0);

/** The key of the file when the password is the user's or the owner's; otherwise null. */
export function fileKey(check: PasswordCheck, password: string): Buffer | null {
  for (const candidate of encodings(check, password)) {
    const key = check.revision >= 5 ? modernKey(check, candidate) : classicKey(check, candidate);
    if (key !== null) return key;
  }
  return null;
}

/** Programs disagree on how letters outside Latin-1 were written, so more than one way is tried. */
function encodings({ revision }: PasswordCheck, password: string): Buffer[] {
  const plain = Buffer.from(password, 'utf8');
  if (revision >= 5) {
    const normal = Buffer.from(password.normalize('NFKC'), 'utf8');
    return (normal.equals(plain) ? [plain] : [normal, plain]).map((bytes) =>
      bytes.subarray(0, 127),
    );
  }
  const isLatin = Array.from(password).every((letter) => letter.charCodeAt(0) <= 0xff);
  const latin = Buffer.from(password, 'latin1');
  return isLatin && !latin.equals(plain) ? [latin, plain] : [plain];
}

function classicKey(check: PasswordCheck, password: Buffer): Buffer | null {
  return userKeyOf(check, password) ?? userKeyOf(check, userPasswordOf(check, password));
}

/** Algorithms 2, 4, 5 and 6. */
function userKeyOf(check: PasswordCheck, password: Buffer): Buffer | null {
  const key = classicFileKey(check, password);
  const { revision, user, fileId } = check;
  if (revision === 2) return rc4(key, PADDING).equals(user.subarray(0, 32)) ? key : null;
  const proof = obfuscate(key, md5(PADDING, fileId), true);
  return proof.equals(user.subarray(0, 16)) ? key : null;
}

function classicFileKey(check: PasswordCheck, password: Buffer): Buffer {
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(check.permissions | 0);
  const isBare = check.revision === 4 && !check.encryptsMetadata;
  const parts = [padded(password), check.owner.subarray(0, 32), permissions, check.fileId];
  let key = md5(...parts, isBare ? Buffer.alloc(4, 0xff) : NOTHING).subarray(0, check.keyLength);
  if (check.revision === 2) return key;
  for (let round = 0; round < 50; round += 1) key = md5(key).subarray(0, check.keyLength);
  return key;
}

/** Algorithm 7: the owner's password opens the user's. */
function userPasswordOf(check: PasswordCheck, password: Buffer): Buffer {
  let key = md5(padded(password));
  if (check.revision > 2) for (let round = 0; round < 50; round += 1) key = md5(key);
  key = key.subarray(0, check.keyLength);
  const hidden = check.owner.subarray(0, 32);
  return check.revision === 2 ? rc4(key, hidden) : obfuscate(key, hidden, false);
}

/** Twenty passes of RC4 with keys that differ in one pattern, forth or back. */
function obfuscate(key: Buffer, data: Buffer, isForth: boolean): Buffer {
  let result = data;
  for (let pass = 0; pass < 20; pass += 1) {
    const pattern = isForth ? pass : 19 - pass;
    result = rc4(
      key.map((byte) => byte ^ pattern),
      result,
    );
  }
  return result;
}

function padded(password: Buffer): Buffer {
  return Buffer.concat([password, PADDING]).subarray(0, 32);
}

/** Algorithm 2.A; the strings hold a hash of 32 bytes and two salts of 8. */
function modernKey(check: PasswordCheck, password: Buffer): Buffer | null {
  const { owner, user, ownerKey, userKey } = check;
  const userString = user.subarray(0, 48);
  const hash = (salt: Buffer, more: Buffer): Buffer =>
    check.revision === 6
      ? hardenedHash(password, salt, more)
      : createHash('sha256').update(password).update(salt).update(more).digest();
  const open = (key: Buffer, sealed: Buffer): Buffer =>
    aesBlocks('decrypt', key, ZERO_VECTOR, sealed.subarray(0, 32));
  if (hash(owner.subarray(32, 40), userString).equals(owner.subarray(0, 32))) {
    return open(hash(owner.subarray(40, 48), userString), ownerKey);
  }
  if (hash(user.subarray(32, 40), NOTHING).equals(user.subarray(0, 32))) {
    return open(hash(user.subarray(40, 48), NOTHING), userKey);
  }
  return null;
}
