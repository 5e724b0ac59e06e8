import { createHash, X509Certificate } from 'node:crypto';
import { TokenError } from '../errors.js';
import type { DigestToSign, Token, TokenCertificate, TokenScheme } from '../token/token.js';
import { AgentError, type AgentCertificate } from './protocol.js';
import type { Act } from './requests.js';

/** What the holder sees before he gives his PIN. */
export type ShownAct = {
  readonly origin: string;
  readonly kind: Act['kind'];
  readonly holder: string;
  readonly tokenLabel: string;
  readonly items: readonly { readonly title: string; readonly digest: string }[];
  /** What became of the PIN before: `wrong` after a wrong one. */
  readonly before: 'nothing' | 'wrong';
  /** One more wrong PIN locks the token for good. */
  readonly isLastTry: boolean;
};

/** The person in front of this machine. */
export type Holder = {
  showPairing(origin: string, code: string): void;
  /** The PIN, or null: no. `signal` ends the question when whoever asked has gone. */
  askPin(act: ShownAct, signal: AbortSignal): Promise<string | null>;
  tell(message: 'signed' | 'failed' | 'cancelled', act: ShownAct): void;
};

const MOST_PINS = 3;

/** One act at a time: shown, agreed to by a PIN, signed as a whole. */
export class Signer {
  private isBusy = false;

  constructor(
    private readonly token: Token,
    private readonly holder: Holder,
    private readonly patienceMs: number,
  ) {}

  async certificates(): Promise<AgentCertificate[]> {
    const found = await this.token.certificates();
    const others = found
      .filter(({ certificate }) => parsed(certificate)?.ca === true)
      .map(({ certificate }) => certificate);
    return found
      .filter(({ certificate }) => parsed(certificate)?.ca === false)
      .map((one) => {
        const { tokenLabel, tokenSerial, keyId, certificate } = one;
        const place = { tokenLabel, tokenSerial, keyId };
        return {
          id: idOf(one),
          commonName: commonNameIn(certificate),
          ...place,
          certificate,
          others,
        };
      });
  }

  /**
   * Signature values, base64, in the order of the items.
   *
   * @throws AgentError `agent.busy`, `agent.holder-refused`, `agent.holder-absent`, `agent.not-found`
   * @throws TokenError what the token says; a wrong PIN is asked for again, three times in all
   */
  async sign(origin: string, act: Act, gone: AbortSignal): Promise<readonly string[]> {
    if (this.isBusy) throw new AgentError('agent.busy', 409);
    this.isBusy = true;
    try {
      return await this.ask(origin, act, gone);
    } finally {
      this.isBusy = false;
    }
  }

  private async ask(origin: string, act: Act, gone: AbortSignal): Promise<readonly string[]> {
    let before: ShownAct['before'] = 'nothing';
    for (let attempt = 1; ; attempt += 1) {
      const key = await this.find(act.certificateId);
      const shown = shownAct(origin, act, key, before);
      const pin = await this.pinFor(shown, gone);
      try {
        const digests = act.items.map((item) => toDigest(item, key));
        const values = await this.token.sign(key, pin, digests);
        this.holder.tell('signed', shown);
        return values;
      } catch (error) {
        const mayTryAgain = error instanceof TokenError && error.code === 'token.pin-wrong';
        if (!mayTryAgain || attempt >= MOST_PINS) {
          this.holder.tell('failed', shown);
          throw error;
        }
        before = 'wrong';
      }
    }
  }

  private async pinFor(shown: ShownAct, gone: AbortSignal): Promise<string> {
    const late = AbortSignal.timeout(this.patienceMs);
    const signal = AbortSignal.any([gone, late]);
    const pin = await this.holder.askPin(shown, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      return null;
    });
    if (signal.aborted) {
      this.holder.tell('cancelled', shown);
      throw new AgentError('agent.holder-absent', 408);
    }
    if (pin === null) throw new AgentError('agent.holder-refused', 403);
    return pin;
  }

  private async find(id: string): Promise<TokenCertificate> {
    const found = (await this.token.certificates()).find((one) => idOf(one) === id);
    if (found === undefined) throw new AgentError('agent.not-found', 404);
    return found;
  }
}

/** Certificates may share a key, and keys a place. */
function idOf({ tokenSerial, tokenLabel, keyId, certificate }: TokenCertificate): string {
  const names = createHash('sha256').update(certificate).digest('hex').slice(0, 32);
  return [tokenSerial, tokenLabel, keyId, names].map(encodeURIComponent).join('/');
}

function shownAct(
  origin: string,
  act: Act,
  key: TokenCertificate,
  before: ShownAct['before'],
): ShownAct {
  return {
    origin,
    kind: act.kind,
    holder: commonNameIn(key.certificate),
    tokenLabel: key.tokenLabel,
    items: act.items.map(({ title, digest }) => ({ title, digest: digest.toString('hex') })),
    before,
    isLastTry: key.isLastTry === true,
  };
}

function toDigest(
  { digestAlgorithm, digest }: Act['items'][number],
  key: TokenCertificate,
): DigestToSign {
  return { digestAlgorithm, digest: digest.toString('base64'), scheme: schemeOf(key) };
}

function schemeOf({ certificate }: TokenCertificate): TokenScheme {
  const kind = parsed(certificate)?.publicKey.asymmetricKeyType;
  if (kind === 'ec') return 'ecdsa';
  return kind === 'rsa-pss' ? 'rsa-pss' : 'rsa-pkcs1';
}

function commonNameIn(certificate: string): string {
  const subject = parsed(certificate)?.subject ?? '';
  return /^CN=(.+)$/m.exec(subject)?.[1] ?? subject;
}

function parsed(certificate: string): X509Certificate | null {
  try {
    return new X509Certificate(Buffer.from(certificate, 'base64'));
  } catch {
    return null;
  }
}
