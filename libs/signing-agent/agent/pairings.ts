import { randomBytes, randomInt } from 'node:crypto';
import { isEqual, keyOf, nameOf, type SharedKey } from './proofs.js';
import { AgentError } from './protocol.js';

/** A page that may ask this agent; of its token the hash is kept, which both prove to have. */
export type Pairing = { readonly origin: string; readonly tokenSha256: SharedKey };

/** Where pairings outlive the agent. */
export type PairingStore = {
  load(): readonly Pairing[];
  save(pairings: readonly Pairing[]): void;
};

type Offer = { readonly code: string; readonly endsAt: number; attempts: number };

const OFFER_MS = 120_000;
const MOST_ATTEMPTS = 5;
const CODE_DIGITS = 8;
const OFFERS_WITHIN_MS = 600_000;
const MOST_OFFERS = 5;
/** Each browser and each person's profile on this PC has its own; the oldest makes room. */
const MOST_BROWSERS = 10;
/** One host has as many origins as ports: together strangers get 150 guesses at a hundred million. */
const MOST_OFFERS_TO_STRANGERS = 30;

/** Who may ask: a page shows that its user sees this agent, by the code that only he can read. */
export class Pairings {
  private readonly offers = new Map<string, Offer>();
  private offered: { readonly origin: string; readonly at: number }[] = [];

  constructor(
    private readonly store: PairingStore,
    private readonly now: () => Date,
  ) {}

  /**
   * A code for this page, good for two minutes and five attempts.
   *
   * @throws AgentError `agent.too-many-attempts` within ten minutes this page asked for five codes,
   *   or pages that were never paired for thirty
   */
  offer(origin: string): string {
    const now = this.now().getTime();
    this.offered = this.offered.filter(({ at }) => at > now - OFFERS_WITHIN_MS);
    this.requireFew(origin);
    this.offered.push({ origin, at: now });
    const code = String(randomInt(0, 10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
    this.offers.set(origin, { code, endsAt: now + OFFER_MS, attempts: 0 });
    return code;
  }

  /** By page: none locks another out, and strangers none that was paired once. */
  private requireFew(origin: string): void {
    const paired = new Set(this.store.load().map((pairing) => pairing.origin));
    const own = this.offered.filter((offer) => offer.origin === origin);
    const strange = this.offered.filter((offer) => !paired.has(offer.origin));
    const isFlooded = !paired.has(origin) && strange.length >= MOST_OFFERS_TO_STRANGERS;
    if (own.length >= MOST_OFFERS || isFlooded) {
      throw new AgentError('agent.too-many-attempts', 429);
    }
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
    const known = this.store.load();
    const others = known.filter((pairing) => pairing.origin !== origin);
    const browsers = known.filter((pairing) => pairing.origin === origin);
    const kept = browsers.slice(-(MOST_BROWSERS - 1));
    this.store.save([...others, ...kept, { origin, tokenSha256: keyOf(token) }]);
    return token;
  }

  /** The key of this name, which is good for the page that it was given to. */
  keyOf(origin: string, name: string): SharedKey | null {
    const own = this.store.load().filter((pairing) => pairing.origin === origin);
    return own.find(({ tokenSha256 }) => nameOf(tokenSha256) === name)?.tokenSha256 ?? null;
  }
}
