import process from 'node:process';
import { TokenError } from '../errors.js';
import { CKR, type Cryptoki } from './cryptoki.js';
import { CryptokiToken } from './cryptoki-token.js';
import type { TokenAnswer, TokenRequest } from './token.js';

/**
 * The process beside a token. Vendors' libraries block, crash and hang; none of that reaches the
 * program that asked, which ends this process and starts another.
 */
const library = process.argv[2] ?? '';
let token: CryptokiToken | null = null;

async function open(): Promise<CryptokiToken> {
  // Optional, so that neither the compiler nor a start without it may depend on it.
  const name = 'pkcs11js';
  const { PKCS11 } = (await import(name).catch(() => {
    throw new TokenError('token.package-absent');
  })) as { PKCS11: new () => Cryptoki };
  const cryptoki = new PKCS11();
  try {
    cryptoki.load(library);
    cryptoki.C_Initialize();
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== CKR.CRYPTOKI_ALREADY_INITIALIZED) {
      throw new TokenError('token.library-unusable', String(error));
    }
  }
  return new CryptokiToken(cryptoki);
}

async function answer(request: TokenRequest): Promise<TokenAnswer> {
  try {
    token ??= await open();
    switch (request.act) {
      case 'certificates':
        return { value: token.certificates() };
      case 'verify-pin':
        token.verifyPin(request.place, request.pin);
        return { value: null };
      case 'sign':
        return { value: token.sign(request.key, request.pin, request.digests) };
    }
  } catch (error) {
    return error instanceof TokenError
      ? { code: error.code, detail: error.detail }
      : { code: 'token.refused', detail: String(error) };
  }
}

process.on('message', ({ id, request }: { id: number; request: TokenRequest }) => {
  void answer(request).then((settled) => process.send?.({ id, answer: settled }));
});
process.on('disconnect', () => {
  process.exit(0);
});
