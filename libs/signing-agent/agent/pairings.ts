import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { AgentError } from './protocol.js';

/** A page that may ask this agent; only the hash of its token is kept. */
export type Pairing = { readonly origin: string; readonly tokenSha256: string };

/** Where pairings outlive the agent. */
export type PairingStore = {
  load(): readonly Pairing[];
  save(pairings: readonly Pairing[]): void;
};

type Offer = { readonly code: string; readonly endsAt: number; attempts: number };

const OFFER_MS = 120_000;
const MOST_ATTEMPTS = 5;
const MOST_OFFERS = 5;
const OFFERS_WITHIN_MS = 600_000;

/** Who may ask: a page shows that its user sees this agent, by the code that only he can read. */
export class Pairings {
  private readonly offers = new Map<string, Offer>();
  private readonly offered: number[] = [];

  constructor(
    private readonly store: PairingStore,
    private readonly now: () => Date,
  ) {}

  /**
   * A code for this page, good for two minutes and five attempts.
   *
   * @throws AgentError `agent.too-many-attempts` five codes were asked for within ten minutes
   */
  offer(origin: string): string {
    const now = this.now().getTime();
    while (this.offered[0] !== undefined && this.offered[0] <= now - OFFERS_WITHIN_MS) {
      this.offered.shift();
    }
    if (this.offered.length >= MOST_OFFERS) throw new AgentError('agent.too-many-attempts', 429);
    this.offered.push(now);
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
    this.offers.set(origin, { code, endsAt: now + OFFER_MS, attempts: 0 });
    return code;
  }

  /**
   * The token by which the page is known from then on; a code works once.
   *
   * @throws AgentError `agent.pairing-none`, `agent.pairing-code-wrong`
   */
  redeem(origin: string, code: string): string {
    const offer = this.offers.get(origin);
    if (offer === undefined || offer.endsAt <= this.now().getTime()) {
      this.offers.delete(origin);
      throw new AgentError('agent.pairing-none', 409);
    }
    offer.attempts += 1;
    if (!isEqual(code, offer.code)) {
      if (offer.attempts >= MOST_ATTEMPTS) this.offers.delete(origin);
      throw new AgentError('agent.pairing-code-wrong', 403);
    }
    this.offers.delete(origin);
    const token = randomBytes(32).toString('base64url');
    const others = this.store.load().filter((pairing) => pairing.origin !== origin);
    this.store.save([...others, { origin, tokenSha256: hash(token) }]);
    return token;
  }

  /** A token is good for the page that it was given to. */
  isPaired(origin: string, token: string): boolean {
    return this.store
      .load()
      .some((pairing) => pairing.origin === origin && isEqual(hash(token), pairing.tokenSha256));
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isEqual(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hash(one)), Buffer.from(hash(other)));
}
