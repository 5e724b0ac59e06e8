/** Where the page looks for an agent, in this order; the page's content security policy names them. */
export const AGENT_PORTS: readonly number[] = [14741, 14742, 14743, 14744, 14745];

/** What a device signs to be registered begins so: no document's digest can be passed off as it. */
export const POSSESSION_PREFIX = 'trien: proof of possession ';

export type AgentErrorCode =
  /** No `Origin`, or a page that this agent was told not to serve. */
  | 'agent.origin-refused'
  /** The name in `Host` is not this machine's: somebody's DNS points here. */
  | 'agent.host-refused'
  | 'agent.not-paired'
  | 'agent.pairing-code-wrong'
  | 'agent.pairing-none'
  | 'agent.too-many-attempts'
  | 'agent.request-invalid'
  | 'agent.not-found'
  /** Another act waits for its holder. */
  | 'agent.busy'
  | 'agent.holder-refused'
  | 'agent.holder-absent';

export class AgentError extends Error {
  override readonly name = 'AgentError';

  constructor(
    readonly code: AgentErrorCode,
    readonly status: number,
  ) {
    super(code);
  }
}

export type AgentCertificate = {
  /** Names the key to this agent until it ends. */
  readonly id: string;
  /** Whom the certificate names. */
  readonly commonName: string;
  readonly tokenLabel: string;
  readonly tokenSerial: string;
  readonly keyId: string;
  /** DER, base64. */
  readonly certificate: string;
  /** Issuing certificates on the same tokens, DER, base64, in no order. */
  readonly others: readonly string[];
};
