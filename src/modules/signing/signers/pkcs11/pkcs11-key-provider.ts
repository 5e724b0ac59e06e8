import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { digestToSign, type PreparedSignature } from '../../../../../libs/pdf-signature/index.js';
import {
  type DigestToSign,
  TokenError,
  type TokenScheme,
} from '../../../../../libs/signing-agent/index.js';
import { PinAttempts, type PinSubject } from '../../pin-attempts.js';
import type { KeyProvider, SignWithKey, StoredCredential } from '../key-provider.js';
import { ServerTokens } from './server-tokens.js';
import { toDomainError, TokenRefusedError } from './token.errors.js';

/** Where a key on an HSM or token at the server is found. */
export const TokenLocation = z.strictObject({
  library: z.string(),
  tokenLabel: z.string(),
  tokenSerial: z.string(),
  keyId: z.string(),
});
export type TokenLocation = z.infer<typeof TokenLocation>;

/** The key never leaves its HSM or token, which judges the PIN itself. */
@Injectable()
export class Pkcs11KeyProvider implements KeyProvider {
  readonly medium = 'pkcs11';
  readonly needsPin = true;

  constructor(
    private readonly tokens: ServerTokens,
    private readonly attempts: PinAttempts,
  ) {}

  /** @throws {WrongPinError} {PinLockedError} counted for the token, whichever of its keys is asked for */
  async open(credential: StoredCredential, pin: string): Promise<SignWithKey> {
    const { library, ...place } = TokenLocation.parse(credential.location);
    const token = this.tokens.by(library);
    await this.attempts.counted([tokenSubject(place)], () =>
      token.verifyPin(place, pin).then(() => true, nullForWrongPin),
    );
    const key = { ...place, certificate: Buffer.from(credential.certificate).toString('base64') };
    return async (prepared) => {
      const values = await token.sign(key, pin, prepared.map(toDigest)).catch(translate);
      return values.map((value) => Buffer.from(value, 'base64'));
    };
  }
}

export function tokenSubject({
  tokenSerial,
  tokenLabel,
}: Pick<TokenLocation, 'tokenSerial' | 'tokenLabel'>): PinSubject {
  return ['token', tokenSerial, tokenLabel];
}

/** For who counts PINs; whatever else a token says is translated. */
export function nullForWrongPin(error: unknown): null {
  if (error instanceof TokenError && error.code === 'token.pin-wrong') return null;
  return translate(error);
}

export function translate(error: unknown): never {
  throw error instanceof TokenError ? toDomainError(error) : error;
}

function toDigest(prepared: PreparedSignature): DigestToSign {
  return {
    digestAlgorithm: prepared.digestAlgorithm,
    scheme: schemeOf(prepared.scheme),
    digest: Buffer.from(digestToSign(prepared)).toString('base64'),
  };
}

function schemeOf(scheme: PreparedSignature['scheme']): TokenScheme {
  switch (scheme) {
    case 'rsa':
      return 'rsa-pkcs1';
    case 'rsa-pss':
      return 'rsa-pss';
    case 'ec':
      return 'ecdsa';
    case 'ed25519':
      throw new TokenRefusedError('Ed25519');
  }
}
