import { randomBytes } from 'node:crypto';
import { agentProof, keyOf, nameOf, pageProof } from '../agent/proofs.js';

export type AgentAnswer = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
};
type Wish = { readonly origin?: string | null; readonly body?: unknown; readonly type?: string };

/** A page in a browser on the PC of its agent, with the token that it was given, if any. */
export class PairedPage {
  token: string | null = null;

  constructor(
    readonly port: number,
    readonly origin: string,
  ) {}

  /** Whether the agent proves that it knows the token, and what it wants a proof over. */
  async hello(): Promise<{ readonly isKnown: boolean; readonly challenge: string }> {
    const { port, origin } = this;
    const key = this.token === null ? null : keyOf(this.token);
    const nonce = randomBytes(16).toString('base64url');
    const asked = { nonce, ...(key === null ? {} : { key: nameOf(key) }) };
    const { body } = await this.send('POST', 'hello', { body: asked });
    const challenge = String(body['challenge']);
    const isKnown =
      key !== null && body['proof'] === agentProof(key, { port, origin, nonce, challenge });
    return { isKnown, challenge };
  }

  async pair(code: string): Promise<void> {
    const { body } = await this.send('POST', 'pairings/confirm', { body: { code } });
    this.token = String(body['token']);
  }

  /** With a proof where the page has a token. */
  async ask(method: string, path: string, wish: Wish = {}): Promise<AgentAnswer> {
    if (this.token === null) return this.send(method, path, wish);
    const { challenge } = await this.hello();
    return this.send(method, path, wish, this.authorization(method, path, challenge, wish.body));
  }

  /** @param body as it is sent, or what it is made of */
  authorization(method: string, path: string, challenge: string, body?: unknown): string {
    const { port, origin } = this;
    const key = keyOf(this.token ?? '');
    const sent = body === undefined ? '' : JSON.stringify(body);
    const asked = { port, origin, challenge, route: `${method} /v1/${path}`, body: sent };
    return `Trien ${nameOf(key)} ${challenge} ${pageProof(key, asked)}`;
  }

  async send(
    method: string,
    path: string,
    { origin = this.origin, body, type = 'application/json' }: Wish = {},
    authorization?: string,
  ): Promise<AgentAnswer> {
    const response = await fetch(`http://127.0.0.1:${this.port}/v1/${path}`, {
      method,
      headers: {
        ...(origin === null ? {} : { origin }),
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  }
}
