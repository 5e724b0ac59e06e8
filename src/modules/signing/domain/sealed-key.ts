import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  type KeyObject,
  randomBytes,
  scrypt,
} from 'node:crypto';

/** A private key under its holder's PIN: scrypt (RFC 7914) and AES-256-GCM, all fields base64. */
export type SealedKey = {
  readonly kdf: 'scrypt';
  /** scrypt's N; memory is N x 1 KiB at r = 8. */
  readonly cost: number;
  readonly salt: string;
  readonly iv: string;
  readonly tag: string;
  readonly data: string;
};

export async function sealKey(pkcs8: Buffer, pin: string, cost: number): Promise<SealedKey> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await derive(pin, salt, cost), iv);
  const data = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  return {
    kdf: 'scrypt',
    cost,
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  };
}

/** The key, or null when the PIN is not the one it was sealed with. */
export async function openKey(sealed: SealedKey, pin: string): Promise<KeyObject | null> {
  const key = await derive(pin, Buffer.from(sealed.salt, 'base64'), sealed.cost);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64'));
  decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'));
  try {
    const pkcs8 = Buffer.concat([
      decipher.update(Buffer.from(sealed.data, 'base64')),
      decipher.final(),
    ]);
    return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  } catch {
    return null;
  }
}

function derive(pin: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      pin.normalize('NFC'),
      salt,
      32,
      { N: cost, r: 8, p: 1, maxmem: 256 * cost * 8 },
      (error, key) => {
        if (error) reject(error);
        else resolve(key);
      },
    );
  });
}
