import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TokenError } from '../errors.js';
import type { Token } from '../token/token.js';
import { Pairings, type PairingStore } from './pairings.js';
import { agentProof, Challenges, isEqual, pageProof } from './proofs.js';
import { AGENT_PORTS, AgentError } from './protocol.js';
import { readAct, readCode, readHello } from './requests.js';
import { type Holder, Signer } from './signer.js';

export type AgentOptions = {
  readonly token: Token;
  readonly holder: Holder;
  readonly pairings: PairingStore;
  readonly now: () => Date;
  /** Only these pages may pair; any page when it is empty. */
  readonly origins?: readonly string[];
  /** Tried in order; 0 takes a free one. */
  readonly ports?: readonly number[];
  /** How long the holder may think before an act is given up. */
  readonly patienceMs?: number;
};

export type RunningAgent = { readonly port: number; close(): Promise<void> };

type Asked = {
  readonly origin: string;
  /** `POST /v1/sign` */
  readonly route: string;
  readonly authorization: string;
  readonly body: Buffer;
  readonly signal: AbortSignal;
};
type Route = (asked: Asked) => Promise<object>;

const BODY_LIMIT = 512 * 1024;
const PATIENCE_MS = 180_000;

/**
 * The agent beside a person's token: pages in his browser ask it over loopback, he answers.
 *
 * @throws Error when none of the ports is free.
 */
export async function startAgent(options: AgentOptions): Promise<RunningAgent> {
  const agent = new Agent(options);
  const server = createServer((request, response) => {
    void agent.serve(request, response);
  });
  // A request waits for its holder; its head and body do not.
  server.requestTimeout = 10_000;
  server.headersTimeout = 5_000;
  for (const port of options.ports ?? AGENT_PORTS) {
    if (!(await listens(server, port))) continue;
    const { port: taken } = server.address() as AddressInfo;
    agent.port = taken;
    return {
      port: taken,
      close: () =>
        new Promise((resolve) => {
          server.close(() => {
            resolve();
          });
          server.closeAllConnections();
        }),
    };
  }
  throw new Error('None of the ports is free');
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const refused = (): void => {
      resolve(false);
    };
    server.once('error', refused);
    // Loopback alone: nobody on the network ever reaches it.
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refused);
      resolve(true);
    });
  });
}

class Agent {
  port = 0;
  private readonly pairings: Pairings;
  private readonly challenges: Challenges;
  private readonly signer: Signer;
  private readonly routes: Readonly<Record<string, Route>>;

  constructor(private readonly options: AgentOptions) {
    const { token, holder, patienceMs = PATIENCE_MS } = options;
    this.pairings = new Pairings(options.pairings, options.now);
    this.challenges = new Challenges(options.now);
    this.signer = new Signer(token, holder, patienceMs);
    this.routes = {
      'POST /v1/hello': ({ origin, body }) => Promise.resolve(this.hello(origin, jsonOf(body))),
      'POST /v1/pairings': ({ origin }) => {
        holder.showPairing(origin, this.pairings.offer(origin));
        return Promise.resolve({ expiresInSeconds: 120 });
      },
      'POST /v1/pairings/confirm': ({ origin, body }) =>
        Promise.resolve({ token: this.pairings.redeem(origin, readCode(jsonOf(body))) }),
      'GET /v1/certificates': async (asked) => {
        this.requirePaired(asked);
        return { items: await this.signer.certificates() };
      },
      'POST /v1/sign': async (asked) => {
        this.requirePaired(asked);
        const act = readAct(jsonOf(asked.body));
        return { values: await this.signer.sign(asked.origin, act, asked.signal) };
      },
    };
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      this.requireLocalHost(request);
      const origin = this.requireOrigin(request);
      allow(response, origin);
      if (request.method === 'OPTIONS') {
        answer(response, 204, null);
        return;
      }
      const [path] = (request.url ?? '').split('?');
      const name = `${request.method ?? ''} ${path ?? ''}`;
      const route = this.routes[name];
      if (route === undefined) throw new AgentError('agent.not-found', 404);
      const gone = new AbortController();
      response.once('close', () => {
        gone.abort();
      });
      const { authorization = '' } = request.headers;
      const asked = { origin, authorization, route: name, signal: gone.signal };
      answer(response, 200, await route({ ...asked, body: await bodyOf(request) }));
    } catch (error) {
      answer(response, ...refusalOf(error));
    }
  }

  /** A stranger's name that was made to point at this machine keeps its name in `Host`. */
  private requireLocalHost({ headers }: IncomingMessage): void {
    const names = [`127.0.0.1:${this.port}`, `localhost:${this.port}`];
    if (!names.includes(headers.host ?? '')) throw new AgentError('agent.host-refused', 403);
  }

  private requireOrigin({ headers }: IncomingMessage): string {
    const { origin } = headers;
    const { origins = [] } = this.options;
    const isKnown = origins.length === 0 || origins.includes(origin ?? '');
    if (origin === undefined || !isWebOrigin(origin) || !isKnown) {
      throw new AgentError('agent.origin-refused', 403);
    }
    return origin;
  }

  /** What shows a page that this is its agent, and what it has to answer. */
  private hello(origin: string, body: unknown): object {
    const { key: name, nonce } = readHello(body);
    const { port } = this;
    const key = this.pairings.keyOf(origin, name);
    const challenge = this.challenges.issue(origin);
    const proof = key === null ? null : agentProof(key, { port, origin, nonce, challenge });
    return { agent: 'trien', version: 2, challenge, proof };
  }

  private requirePaired({ origin, route, body, authorization }: Asked): void {
    const parts = /^Trien ([\w-]{22}) ([\w.-]{1,200}) ([\w-]{43})$/.exec(authorization);
    const [, name = '', challenge = '', proof = ''] = parts ?? [];
    const key = this.pairings.keyOf(origin, name);
    const { port } = this;
    const isProven =
      key !== null && isEqual(proof, pageProof(key, { port, origin, route, challenge, body }));
    if (!isProven || !this.challenges.use(origin, challenge)) {
      throw new AgentError('agent.not-paired', 401);
    }
  }
}

/** Not `null`, as sandboxed frames and local files have it. */
function isWebOrigin(origin: string): boolean {
  return /^https?:\/\/[\w.:[\]-]+$/.test(origin);
}

/** Chrome asks before a public page may reach loopback (Private Network Access). */
function allow(response: ServerResponse, origin: string): void {
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Vary', 'Origin');
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
  response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type');
  response.setHeader('Access-Control-Allow-Private-Network', 'true');
  response.setHeader('Access-Control-Max-Age', '600');
}

function answer(response: ServerResponse, status: number, body: object | null): void {
  if (response.destroyed) return;
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (body === null) {
    response.writeHead(status).end();
    return;
  }
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

function refusalOf(error: unknown): [status: number, body: object] {
  if (error instanceof AgentError) return [error.status, { code: error.code }];
  if (error instanceof TokenError) return [409, { code: error.code, detail: error.detail }];
  return [500, { code: 'agent.failed' }];
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  if (request.method === 'GET') return Buffer.alloc(0);
  // Anything else would come without asking first (Fetch, "simple" requests).
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    throw new AgentError('agent.request-invalid', 415);
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_LIMIT) throw new AgentError('agent.request-invalid', 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new AgentError('agent.request-invalid', 400);
  }
}
