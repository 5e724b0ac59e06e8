export { TokenError, type TokenErrorCode } from './errors.js';
export type {
  DigestToSign,
  KeyPlace,
  SigningKey,
  Token,
  TokenCertificate,
  TokenDigestAlgorithm,
  TokenScheme,
} from './token/token.js';
export { TokenClient, type TokenClientOptions } from './token/token-client.js';
export { TokenSet } from './token/token-set.js';
export { type AgentOptions, type RunningAgent, startAgent } from './agent/agent-server.js';
export { fileStore } from './agent/file-store.js';
export type { Pairing, PairingStore } from './agent/pairings.js';
export {
  AGENT_PORTS,
  type AgentCertificate,
  AgentError,
  type AgentErrorCode,
  POSSESSION_PREFIX,
} from './agent/protocol.js';
export type { Holder, ShownAct } from './agent/signer.js';
export { TerminalHolder } from './agent/terminal-holder.js';
