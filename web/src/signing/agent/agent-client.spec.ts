import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Pairing, type RunningAgent, startAgent } from '../../../../libs/signing-agent';
import { Person } from '../../../../libs/signing-agent/testing/person';
import { selfSigned } from '../../../../libs/signing-agent/testing/self-signed';
import { SoftwareToken } from '../../../../libs/signing-agent/testing/software-token';
import {
  askForPairing,
  certificatesOf,
  confirmPairing,
  findAgent,
  signWithAgent,
} from './agent-client';

const PAGE = 'https://vanban.example.gov.vn';
const PIN = '482913';

/** Somebody's agent, with his window. */
class Desk {
  readonly person = new Person();
  private pairings: readonly Pairing[] = [];
  private constructor(private readonly agent: { running?: RunningAgent }) {}

  static async open(key: ReturnType<typeof aKey>): Promise<Desk> {
    const desk = new Desk({});
    desk.agent.running = await startAgent({
      token: new SoftwareToken(key, PIN),
      holder: desk.person,
      pairings: {
        load: () => desk.pairings,
        save: (pairings) => {
          desk.pairings = pairings;
        },
      },
      now: () => new Date(),
      ports: [0],
    });
    return desk;
  }

  get port(): number {
    return this.agent.running?.port ?? 0;
  }

  get code(): string {
    return this.person.codes.at(-1) ?? '';
  }

  close(): Promise<void> {
    return this.agent.running?.close() ?? Promise.resolve();
  }
}

function aKey(): { certificate: Buffer; pkcs8: Buffer } {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pkcs8 = key.privateKey.export({ type: 'pkcs8', format: 'der' });
  return { certificate: selfSigned(key, 'Nguyễn Đăng Quyết'), pkcs8 };
}

/** A program that took the port first: it passes on what it hears to the agent, and keeps it. */
async function aRogue(agentPort: number, heard: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      const { authorization = '' } = request.headers;
      heard.push(`${request.url ?? ''} ${authorization} ${body}`);
      const answer = await agentFetch(`http://127.0.0.1:${agentPort}${request.url ?? ''}`, {
        method: request.method ?? 'GET',
        headers: { origin: PAGE, authorization, 'content-type': 'application/json' },
        ...(body === '' ? {} : { body }),
      });
      response.writeHead(answer.status).end(await answer.text());
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const agentFetch = globalThis.fetch;

describe('a page and the agents on its PC', () => {
  const key = aKey();
  let own: Desk;
  let other: Desk;
  let kept: Map<string, string>;

  beforeAll(async () => {
    [own, other] = await Promise.all([Desk.open(key), Desk.open(key)]);
  });
  afterAll(() => Promise.all([own.close(), other.close()]));
  beforeEach(() => {
    kept = new Map();
    const localStorage = {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
    };
    const fetch = (url: string, init: RequestInit): Promise<Response> =>
      agentFetch(url, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), origin: PAGE },
      });
    const location = { origin: PAGE };
    Object.assign(globalThis, { localStorage, fetch, location, isSecureContext: true });
  });
  afterEach(() => {
    Object.assign(globalThis, { fetch: agentFetch });
  });

  it('find each other by the code that its user sees, and sign', async () => {
    const ports = [other.port, own.port, 1];
    const found = await findAgent(ports);
    if (!found) throw new Error('No agent');
    expect(found).toMatchObject({ paired: false, ports: [other.port, own.port] });
    await askForPairing(found);
    const wrong = ['11111111', '22222222', '33333333'].find(
      (code) => ![own.code, other.code].includes(code),
    );
    await expect(confirmPairing(found, wrong ?? '')).rejects.toMatchObject({
      code: 'agent.pairing-code-wrong',
    });
    await confirmPairing(found, own.code);

    const agent = await findAgent(ports);
    if (!agent) throw new Error('No agent');
    expect(agent).toMatchObject({ port: own.port, paired: true });
    const [certificate] = await certificatesOf(agent);
    own.person.pins = [PIN];
    const digest = Buffer.alloc(32).toString('base64');
    const items = [{ title: 'Kế hoạch', digestAlgorithm: 'sha256', digest }];
    const certificateId = certificate?.id ?? '';
    expect(await signWithAgent(agent, { certificateId, items })).toHaveLength(1);
  });

  it('need not all be there, and need a page that came by TLS', async () => {
    expect(await findAgent([1])).toBeNull();
    Object.assign(globalThis, { isSecureContext: false });
    await expect(findAgent([own.port])).rejects.toMatchObject({ code: 'agent.page-insecure' });
  });

  it('give nothing to a program that stands between them', async () => {
    const agent = { port: own.port, paired: false, ports: [own.port] };
    await askForPairing(agent);
    await confirmPairing(agent, own.code);
    const heard: string[] = [];
    const rogue = await aRogue(own.port, heard);
    const { port } = rogue.address() as AddressInfo;

    expect(await findAgent([port])).toMatchObject({ port, paired: false });
    const between = { port, paired: true, ports: [port] };
    await expect(certificatesOf(between)).rejects.toMatchObject({ code: 'agent.not-paired' });
    expect(await findAgent([port, own.port])).toMatchObject({ port: own.port, paired: true });

    expect(heard.map((line) => line.split(' ')[0])).toEqual(Array(3).fill('/v1/hello'));
    expect(heard.join()).not.toContain(kept.get('trien.agent'));
    rogue.closeAllConnections();
    rogue.close();
  });
});
