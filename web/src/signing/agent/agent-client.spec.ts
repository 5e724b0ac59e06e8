import { afterEach, describe, expect, it } from '@jest/globals';
import { askForPairing, confirmPairing, findAgent } from './agent-client';

/** Agents by their ports, each with the code that stands in its window. */
function agents(codes: Readonly<Record<number, string>>, paired: readonly string[] = []): void {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  };
  const page = (url: string, init: RequestInit): Promise<Response> => {
    const { port, pathname } = new URL(url);
    const code = codes[Number(port)];
    if (code === undefined) return Promise.reject(new TypeError('refused'));
    const token = new Headers(init.headers).get('authorization');
    const known = token === `Bearer ${port}` || paired.includes(port);
    if (pathname === '/v1/hello') return answer(200, { agent: 'trien', paired: known });
    if (pathname === '/v1/pairings') return answer(200, {});
    const given = (JSON.parse(init.body as string) as { code: string }).code;
    return given === code
      ? answer(200, { token: port })
      : answer(403, { code: 'agent.pairing-code-wrong' });
  };
  Object.assign(globalThis, { localStorage: storage, fetch: page });
}

const answer = (status: number, body: object): Promise<Response> =>
  Promise.resolve(new Response(JSON.stringify(body), { status }));

describe('the agents on a PC that several people share', () => {
  const { fetch } = globalThis;
  afterEach(() => Object.assign(globalThis, { localStorage: undefined, fetch }));

  it('are told apart by the code that its user sees', async () => {
    agents({ 14_741: '11111111', 14_743: '33333333' });
    const found = await findAgent();
    if (!found) throw new Error('No agent');
    expect(found).toMatchObject({ paired: false, ports: [14_741, 14_743] });
    await askForPairing(found);
    await expect(confirmPairing(found, '22222222')).rejects.toMatchObject({
      code: 'agent.pairing-code-wrong',
    });
    await confirmPairing(found, '33333333');
    expect(await findAgent()).toMatchObject({ port: 14_743, paired: true });
  });

  it('need not all be there', async () => {
    agents({});
    expect(await findAgent()).toBeNull();
    agents({ 14_745: '1' }, ['14745']);
    expect(await findAgent()).toMatchObject({ port: 14_745, paired: true });
  });
});
