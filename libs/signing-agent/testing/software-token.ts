import { constants, createPrivateKey, type KeyObject, privateEncrypt } from 'node:crypto';
import { TokenError } from '../errors.js';
import { digestInfo } from '../token/signature-encoding.js';
import type {
  DigestToSign,
  KeyPlace,
  SigningKey,
  Token,
  TokenCertificate,
} from '../token/token.js';

const MOST_WRONG = 5;

/** An RSA token made up of a key in memory: what a test needs where no SoftHSM is installed. */
export class SoftwareToken implements Token {
  readonly signed: string[] = [];
  private readonly key: KeyObject;
  private wrong = 0;

  constructor(
    private readonly held: { readonly certificate: Uint8Array; readonly pkcs8: Buffer },
    private readonly pin: string,
  ) {
    this.key = createPrivateKey({ key: held.pkcs8, format: 'der', type: 'pkcs8' });
  }

  certificates(): Promise<readonly TokenCertificate[]> {
    const certificate = Buffer.from(this.held.certificate).toString('base64');
    const place = { tokenLabel: 'Token mẫu', tokenSerial: 'S-1', keyId: '01', label: 'Khóa ký' };
    const isLastTry = this.wrong === MOST_WRONG - 1;
    return Promise.resolve([{ ...place, certificate, ...(isLastTry && { isLastTry }) }]);
  }

  verifyPin(_place: KeyPlace, pin: string): Promise<void> {
    if (this.wrong >= MOST_WRONG) return Promise.reject(new TokenError('token.pin-locked'));
    if (pin === this.pin) return Promise.resolve();
    this.wrong += 1;
    return Promise.reject(new TokenError('token.pin-wrong'));
  }

  async sign(
    place: SigningKey,
    pin: string,
    digests: readonly DigestToSign[],
  ): Promise<readonly string[]> {
    await this.verifyPin(place, pin);
    return digests.map(({ digestAlgorithm, digest }) => {
      this.signed.push(digest);
      const data = digestInfo(digestAlgorithm, Buffer.from(digest, 'base64'));
      const key = { key: this.key, padding: constants.RSA_PKCS1_PADDING };
      return privateEncrypt(key, data).toString('base64');
    });
  }
}
