import { TokenError } from '../errors.js';
import type { DigestToSign, KeyPlace, SigningKey, Token, TokenCertificate } from './token.js';

/** Tokens of several makers side by side: each has its own library. */
export class TokenSet implements Token {
  constructor(private readonly tokens: readonly Token[]) {}

  /** What answers; when nothing does, why. */
  async certificates(): Promise<readonly TokenCertificate[]> {
    const found = await Promise.allSettled(this.tokens.map((token) => token.certificates()));
    const [first] = found;
    if (first?.status === 'rejected' && found.every(({ status }) => status === 'rejected')) {
      throw first.reason;
    }
    return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  }

  async verifyPin(place: KeyPlace, pin: string): Promise<void> {
    await (await this.holding(place)).verifyPin(place, pin);
  }

  async sign(
    key: SigningKey,
    pin: string,
    digests: readonly DigestToSign[],
  ): Promise<readonly string[]> {
    return (await this.holding(key)).sign(key, pin, digests);
  }

  private async holding(place: KeyPlace): Promise<Token> {
    for (const token of this.tokens) {
      const present = await token.certificates().catch(() => []);
      const isHere = present.some(
        (one) =>
          one.tokenSerial === place.tokenSerial &&
          one.tokenLabel === place.tokenLabel &&
          one.keyId === place.keyId,
      );
      if (isHere) return token;
    }
    throw new TokenError('token.absent');
  }
}
