import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AgentAnswer, PairedPage } from '../testing/paired-page.js';
import { Person } from '../testing/person.js';
import { SoftwareToken } from '../testing/software-token.js';
import { selfSigned } from '../testing/self-signed.js';
import { type RunningAgent, startAgent } from './agent-server.js';
import type { Pairing } from './pairings.js';
import { type AgentCertificate, POSSESSION_PREFIX } from './protocol.js';

const PAGE = 'https://vanban.example.gov.vn';
const PIN = '482913';

describe('the agent beside a token', () => {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = selfSigned(key, 'Nguyễn Đăng Quyết');
  let person: Person;
  let token: SoftwareToken;
  let agent: RunningAgent;
  let now: Date;
  let kept: readonly Pairing[];

  const start = (origins: readonly string[] = [], patienceMs = 60_000): Promise<RunningAgent> =>
    startAgent({
      token,
      holder: person,
      pairings: {
        load: () => kept,
        save: (pairings) => {
          kept = pairings;
        },
      },
      now: () => now,
      origins,
      ports: [0],
      patienceMs,
    });

  beforeEach(async () => {
    person = new Person();
    const pkcs8 = key.privateKey.export({ type: 'pkcs8', format: 'der' });
    token = new SoftwareToken({ certificate, pkcs8 }, PIN);
    now = new Date('2026-08-24T00:00:00Z');
    kept = [];
    agent = await start();
  });
  afterEach(() => agent.close());

  const pageOf = (token: string | null, origin: string = PAGE): PairedPage =>
    Object.assign(new PairedPage(agent.port, origin), { token });
  const call = async (
    method: string,
    path: string,
    options: { origin?: string | null; token?: string; body?: unknown; type?: string } = {},
  ): Promise<AgentAnswer> => {
    const { origin = PAGE, token: paired = null, ...wish } = options;
    return pageOf(paired, origin ?? PAGE).ask(method, path, { ...wish, origin });
  };
  const pair = async (origin = PAGE): Promise<string> => {
    await call('POST', 'pairings', { origin, body: {} });
    const page = pageOf(null, origin);
    await page.pair(person.codes.at(-1) ?? '');
    return page.token ?? '';
  };
  const firstCertificate = async (paired: string): Promise<AgentCertificate> => {
    const { body } = await call('GET', 'certificates', { token: paired });
    const [found] = body['items'] as AgentCertificate[];
    if (!found) throw new Error('The token shows nothing');
    return found;
  };
  const items = (
    titles: readonly string[],
  ): { title: string; digestAlgorithm: string; digest: string }[] =>
    titles.map((title) => ({
      title,
      digestAlgorithm: 'sha256',
      digest: createHash('sha256').update(title).digest('base64'),
    }));

  it('signs a batch with one PIN, after showing every title and digest', async () => {
    const paired = await pair();
    const { id } = await firstCertificate(paired);
    person.pins = [PIN];
    const titles = ['Kế hoạch 12/KH-UBND', 'Quyết định 7/QĐ-UBND'];
    const body = { certificateId: id, items: items(titles) };
    const answer = await call('POST', 'sign', { token: paired, body });

    const values = answer.body['values'] as string[];
    expect(
      titles.map((title, index) =>
        verify(
          'sha256',
          Buffer.from(title),
          key.publicKey,
          Buffer.from(values[index] ?? '', 'base64'),
        ),
      ),
    ).toEqual([true, true]);
    expect(person.shown).toMatchObject([
      {
        origin: PAGE,
        kind: 'documents',
        holder: 'Nguyễn Đăng Quyết',
        items: titles.map((title) => ({
          title,
          digest: createHash('sha256').update(title).digest('hex'),
        })),
      },
    ]);
  });

  it('serves nobody but pages that were paired by the code it showed', async () => {
    const paired = await pair();
    expect((await call('GET', 'certificates')).status).toBe(401);
    expect((await call('GET', 'certificates', { token: 'x'.repeat(43) })).status).toBe(401);
    expect(
      (await call('GET', 'certificates', { token: paired, origin: 'https://evil.example' })).status,
    ).toBe(401);
    expect((await call('GET', 'certificates', { token: paired, origin: null })).status).toBe(403);
    expect((await call('GET', 'certificates', { token: paired, origin: 'null' })).status).toBe(403);
    expect((await call('GET', 'certificates', { token: paired })).status).toBe(200);
    expect((await pageOf(paired).hello()).isKnown).toBe(true);
    expect((await pageOf('x'.repeat(43)).hello()).isKnown).toBe(false);
    expect(JSON.stringify(kept)).not.toContain(paired);
  });

  it('takes a proof once, for this request, page and port, and within a minute', async () => {
    const page = pageOf(await pair());
    const prove = async (by = page, path = 'certificates'): Promise<string> =>
      by.authorization('GET', path, (await page.hello()).challenge);
    const ask = async (proof: string, origin = PAGE): Promise<number> =>
      (await page.send('GET', 'certificates', { origin }, proof)).status;

    const once = await prove();
    expect([await ask(once), await ask(once)]).toEqual([200, 401]);
    expect(await ask(await prove(page, 'sign'))).toBe(401);
    expect(await ask(await prove(), 'https://evil.example')).toBe(401);
    const elsewhere = Object.assign(new PairedPage(agent.port + 1, PAGE), { token: page.token });
    expect(await ask(await prove(elsewhere))).toBe(401);
    const late = await prove();
    now = new Date(now.getTime() + 60_000);
    expect(await ask(late)).toBe(401);
    const own = page.authorization('GET', 'certificates', `${now.getTime()}.${'A'.repeat(22)}.B`);
    expect(await ask(own)).toBe(401);
    const [item] = items(['Kế hoạch']);
    const { challenge } = await page.hello();
    const proof = page.authorization('POST', 'sign', challenge, { items: [] });
    expect((await page.send('POST', 'sign', { body: { items: [item] } }, proof)).status).toBe(401);
    expect(JSON.stringify(kept)).not.toContain(page.token);
  });

  it('takes a code once, for its page, within two minutes, and few guesses', async () => {
    await call('POST', 'pairings', { body: {} });
    const code = person.codes[0] ?? '';
    const wrong = code === '00000000' ? '00000001' : '00000000';
    const confirm = (given: string, origin = PAGE): Promise<AgentAnswer> =>
      call('POST', 'pairings/confirm', { origin, body: { code: given } });

    expect((await confirm(code, 'https://evil.example')).body['code']).toBe('agent.pairing-none');
    expect((await confirm(wrong)).body['code']).toBe('agent.pairing-code-wrong');
    expect((await confirm(code)).status).toBe(200);
    expect((await confirm(code)).body['code']).toBe('agent.pairing-none');

    await call('POST', 'pairings', { body: {} });
    now = new Date(now.getTime() + 121_000);
    expect((await confirm(person.codes[1] ?? '')).body['code']).toBe('agent.pairing-none');

    await call('POST', 'pairings', { body: {} });
    const third = person.codes[2] ?? '';
    const bad = third === '00000000' ? '00000001' : '00000000';
    for (let guess = 0; guess < 5; guess += 1) await confirm(bad);
    expect((await confirm(third)).body['code']).toBe('agent.pairing-none');
    await call('POST', 'pairings', { body: {} });
    await call('POST', 'pairings', { body: {} });
    expect((await call('POST', 'pairings', { body: {} })).status).toBe(429);
  });

  it('lets no page that asks again and again lock another out, nor a flood of pages one it knows', async () => {
    await pair();
    const ask = async (origin: string): Promise<number> =>
      (await call('POST', 'pairings', { origin, body: {} })).status;
    const statuses = async (origins: readonly string[]): Promise<number[]> => {
      const given: number[] = [];
      for (const origin of origins) given.push(await ask(origin));
      return given;
    };
    const wrong = Array.from({ length: 6 }, () => 'https://wrong.example');
    expect(await statuses(wrong)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(await ask('https://other.example')).toBe(200);

    // One host, a port for each guess.
    const flood = Array.from({ length: 30 }, (_, index) => `https://evil.example:${2000 + index}`);
    expect((await statuses(flood)).filter((status) => status === 200)).toHaveLength(24);
    expect(await ask('https://new.example')).toBe(429);
    expect(await ask(PAGE)).toBe(200);
    now = new Date(now.getTime() + 600_000);
    expect(await ask('https://new.example')).toBe(200);
  });

  it('is not reached under a name that somebody else made to point here', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest(
        {
          port: agent.port,
          host: '127.0.0.1',
          path: '/v1/hello',
          headers: { host: `evil.example:${agent.port}`, origin: PAGE },
        },
        (response) => {
          resolve(response.statusCode);
          response.resume();
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('answers the browser that asks for the page first, for that page alone', async () => {
    const asked = await call('OPTIONS', 'sign');
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(asked.headers.get('access-control-allow-private-network')).toBe('true');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    const plain = await call('POST', 'pairings/confirm', {
      body: { code: '1' },
      type: 'text/plain',
    });
    expect(plain.status).toBe(415);
  });

  it('pairs with no other page when it was told which', async () => {
    await agent.close();
    agent = await start([PAGE]);
    expect(
      (await call('POST', 'pairings', { origin: 'https://evil.example', body: {} })).status,
    ).toBe(403);
    expect((await call('POST', 'pairings', { body: {} })).status).toBe(200);
  });

  it('signs nothing that was not shown, nor when its holder says no', async () => {
    const paired = await pair();
    const { id } = await firstCertificate(paired);
    const sign = (body: object): Promise<AgentAnswer> =>
      call('POST', 'sign', { token: paired, body });
    const [item] = items(['Kế hoạch']);

    expect((await sign({ certificateId: id, items: [] })).status).toBe(422);
    expect(
      (await sign({ certificateId: id, items: [{ ...item, title: '\u001b\u202e ' }] })).status,
    ).toBe(422);
    expect((await sign({ certificateId: id, items: [{ ...item, digest: 'AAAA' }] })).status).toBe(
      422,
    );
    expect((await sign({ certificateId: 'S-1/x/99', items: [item] })).status).toBe(404);
    person.pins = [null];
    expect((await sign({ certificateId: id, items: [item] })).body['code']).toBe(
      'agent.holder-refused',
    );
    expect(token.signed).toEqual([]);
    expect(person.shown).toHaveLength(1);
  });

  it('shows no letters that move the cursor, turn the writing round or feign a line', async () => {
    const paired = await pair();
    const { id } = await firstCertificate(paired);
    const [item] = items([
      `Kế hoạch\u001b[2J\n\u202eUBND${' \u3000\u2800\u3164'.repeat(20)}2. Đơn`,
    ]);
    await call('POST', 'sign', { token: paired, body: { certificateId: id, items: [item] } });
    expect(person.shown[0]?.items[0]?.title).toBe('Kế hoạch [2J UBND 2. Đơn');
  });

  it('asks again after a wrong PIN, three times and no more', async () => {
    const paired = await pair();
    const { id } = await firstCertificate(paired);
    const body = { certificateId: id, items: items(['Kế hoạch']) };
    person.pins = ['1', '2', PIN];
    expect((await call('POST', 'sign', { token: paired, body })).status).toBe(200);
    person.pins = ['1', '2', '3', PIN];
    expect((await call('POST', 'sign', { token: paired, body })).body['code']).toBe(
      'token.pin-wrong',
    );
    expect(person.shown.map(({ before }) => before)).toEqual([
      ...['nothing', 'wrong', 'wrong'],
      ...['nothing', 'wrong', 'wrong'],
    ]);
    expect(person.shown.map(({ isLastTry }) => isLastTry).lastIndexOf(true)).toBe(5);
  });

  it('does one act at a time, and drops one that nobody waits for', async () => {
    const paired = await pair();
    const { id } = await firstCertificate(paired);
    let type: (pin: string) => void = () => undefined;
    person.pins = [new Promise<string>((resolve) => (type = resolve))];
    const body = { certificateId: id, items: items(['Kế hoạch']) };
    const first = call('POST', 'sign', { token: paired, body });
    while (person.shown.length === 0) await new Promise(setImmediate);
    expect((await call('POST', 'sign', { token: paired, body })).body['code']).toBe('agent.busy');
    type(PIN);
    expect((await first).status).toBe(200);

    await agent.close();
    agent = await start([], 30);
    let late: (pin: string) => void = () => undefined;
    person.pins = [new Promise<string>((resolve) => (late = resolve))];
    const waiting = call('POST', 'sign', { token: paired, body });
    setTimeout(() => {
      late(PIN);
    }, 60);
    expect((await waiting).body['code']).toBe('agent.holder-absent');
    expect(token.signed).toHaveLength(1);
  });

  it('proves that it holds a key, over a sentence that is no document', async () => {
    const paired = await pair();
    const { id } = await firstCertificate(paired);
    const challenge = `${POSSESSION_PREFIX}abc`;
    person.pins = [PIN];
    const answer = await call('POST', 'sign', {
      token: paired,
      body: { certificateId: id, challenge },
    });
    const [value] = answer.body['values'] as string[];

    expect(
      verify('sha256', Buffer.from(challenge), key.publicKey, Buffer.from(value ?? '', 'base64')),
    ).toBe(true);
    expect(person.shown[0]?.kind).toBe('enrolment');
    const other = { certificateId: id, challenge: 'pay 1000' };
    expect((await call('POST', 'sign', { token: paired, body: other })).status).toBe(422);
  });
});
