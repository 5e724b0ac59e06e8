export { TokenError, type TokenErrorCode } from './errors.js';
export type {
  DigestToSign,
  KeyPlace,
  Token,
  TokenCertificate,
  TokenDigestAlgorithm,
  TokenScheme,
} from './token/token.js';
export { TokenClient, type TokenClientOptions } from './token/token-client.js';
