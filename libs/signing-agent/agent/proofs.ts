import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * What a page and its agent make of the token that went over once, when they were paired. From then
 * on neither says it again: each proves that it has it, over what the other one asked.
 */
export type SharedKey = string;

export const sha256 = (data: string | Buffer): string =>
  createHash('sha256').update(data).digest('hex');

/** What the pairings are stored by. */
export const keyOf = (token: string): SharedKey => sha256(token);

/** Tells pairings of one page apart, and tells nobody their key. */
export const nameOf = (key: SharedKey): string => proofOver(key, ['name']).slice(0, 22);

/** Who listens where is part of it: no program passes on what another asked, or answered. */
export function agentProof(
  key: SharedKey,
  {
    port,
    origin,
    nonce,
    challenge,
  }: Readonly<Record<'origin' | 'nonce' | 'challenge', string>> & { readonly port: number },
): string {
  return proofOver(key, ['agent', port, origin, nonce, challenge]);
}

export type AskedAct = {
  readonly port: number;
  readonly origin: string;
  /** `POST /v1/sign` */
  readonly route: string;
  readonly challenge: string;
  readonly body: string | Buffer;
};

/** Good for this very request. */
export function pageProof(key: SharedKey, asked: AskedAct): string {
  const { port, origin, route, challenge, body } = asked;
  return proofOver(key, ['page', port, origin, route, challenge, sha256(body)]);
}

function proofOver(key: SharedKey, parts: readonly (string | number)[]): string {
  const hmac = createHmac('sha256', Buffer.from(key, 'hex'));
  return hmac.update(JSON.stringify(parts)).digest('base64url');
}

export function isEqual(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)));
}

const GOOD_FOR_MS = 60_000;

/** Each is for one page and one request; only used ones are kept, so that nobody fills the list. */
export class Challenges {
  private readonly secret = randomBytes(32).toString('hex');
  private readonly used = new Map<string, number>();

  constructor(private readonly now: () => Date) {}

  issue(origin: string): string {
    const named = `${this.now().getTime()}.${randomBytes(16).toString('base64url')}`;
    return `${named}.${this.seal(origin, named)}`;
  }

  /** Whether it was given to this page a short while ago and is used for the first time. */
  use(origin: string, challenge: string): boolean {
    const now = this.now().getTime();
    for (const [old, until] of this.used) if (until < now) this.used.delete(old);
    const [at = '', random = '', seal = ''] = challenge.split('.');
    const until = Number(at) + GOOD_FOR_MS;
    const isOurs = isEqual(seal, this.seal(origin, `${at}.${random}`));
    if (!isOurs || !(now < until) || this.used.has(random)) return false;
    this.used.set(random, until);
    return true;
  }

  private seal(origin: string, named: string): string {
    return proofOver(this.secret, [origin, named]);
  }
}
