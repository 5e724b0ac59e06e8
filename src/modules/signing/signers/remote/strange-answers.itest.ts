import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MockCsc } from '../../../../../test/mocks/csc/mock-csc.js';
import type { LoopbackService } from '../../../../../test/mocks/loopback-service.js';
import { MockMySign } from '../../../../../test/mocks/mysign/mock-mysign.js';
import { REMOTE_USER, RemoteDesk } from '../../../../../test/mocks/remote-desk.js';
import { MockSmartCa } from '../../../../../test/mocks/smartca/mock-smartca.js';
import { DomainError } from '../../../../platform/errors/domain-error.js';
import { hasText } from '../../../../platform/errors/texts.js';
import './remote-signing.texts.js';
import { CscAuthorizationServer } from './csc/csc-authorization-server.js';
import { CscClient } from './csc/csc-client.js';
import { CscService } from './csc/csc-service.js';
import { CSC_V1 } from './csc/csc-v1.js';
import { CSC_V2 } from './csc/csc-v2.js';
import { MySignService } from './mysign/mysign-service.js';
import { RemoteHttp } from './remote-http.js';
import { RemoteKeyProvider } from './remote-key-provider.js';
import { RemoteRefusedError } from './remote-signing.errors.js';
import type { RemoteSigningService } from './remote-signing-service.js';
import { SmartCaService } from './smartca/smartca-service.js';

const NAME = 'Dịch vụ thử';
const CASES = 20;

/** What stands where something else belongs. */
const STRANGE: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, '', ' ', '-1', 'NaN'],
  ...['constructor', '__proto__', 'toString', 'x'.repeat(100_000), 'certificate'.repeat(50_000)],
  ...[[], [[]], [null], {}, { a: {} }, ['AAAA', 'AAAA'], [1, 2, 3]],
];

/** Mulberry32: the same cases at each run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

type Place = { readonly holder: Record<string, unknown>; readonly name: string };

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesIn(holder[name])]);
}

/** One member of it is strange, missing, or there twice. */
function strangely(body: unknown, roll: (sides: number) => number): unknown {
  const whole = { answer: structuredClone(body) };
  const places = placesIn(whole);
  const place = places[roll(places.length)];
  if (!place) return body;
  const { holder, name } = place;
  const what = roll(STRANGE.length + 2);
  if (what === STRANGE.length) holder[name] = undefined;
  else if (what > STRANGE.length) holder[name] = [holder[name], holder[name]];
  else holder[name] = STRANGE[what];
  return whole.answer;
}

type Mock = { readonly service: LoopbackService };

describe('strange answers of a remote signing service', () => {
  let desk: RemoteDesk;
  const mocks: Mock[] = [];

  beforeAll(async () => {
    desk = await RemoteDesk.open();
  });
  afterAll(() => Promise.all(mocks.map(({ service }) => service.close())));

  const http = (url: string): RemoteHttp =>
    new RemoteHttp({
      ...{ name: NAME, hosts: [new URL(url).host], timeoutMs: 10_000, pause: desk.pause },
    });
  const listening = async <M extends Mock>(mock: M): Promise<M> => {
    mocks.push(mock);
    await mock.service.listen();
    return mock;
  };
  const csc = async (version: 'v1' | 'v2'): Promise<[Mock, () => RemoteSigningService, string]> => {
    const [keys, dialect] = [[desk.leader, desk.seal], version === 'v1' ? CSC_V1 : CSC_V2];
    const mock = await listening(new MockCsc({ version, user: REMOTE_USER, keys, now: desk.now }));
    mock.asks = version === 'v1' ? ['PIN'] : ['PIN', 'mobile'];
    mock.isAsynchronous = true;
    mock.multisign = 2;
    const base = mock.service.url;
    const make = (): RemoteSigningService => {
      const tokens = new CscAuthorizationServer(NAME, http(base), mock.client, desk.clock);
      const client = new CscClient(
        { name: NAME, base, oauthBase: null },
        dialect,
        http(base),
        tokens,
      );
      const options = { name: NAME, confirmWithinMs: 10_000, hashesPerRequest: 1 };
      return new CscService(client, dialect, desk.clock, options);
    };
    return [mock, make, mock.pin];
  };
  const smartCa = async (): Promise<[Mock, () => RemoteSigningService, string]> => {
    const mock = await listening(new MockSmartCa({ user: REMOTE_USER, keys: [desk.leader] }));
    const { url: base } = mock.service;
    const settings = { base, spId: mock.client.id, spPassword: mock.client.secret };
    return [mock, () => new SmartCaService(http(base), settings, desk.clock), ''];
  };
  const mySign = async (): Promise<[Mock, () => RemoteSigningService, string]> => {
    const mock = await listening(new MockMySign({ user: REMOTE_USER, keys: [desk.leader] }));
    const { url: base } = mock.service;
    const { id: clientId, secret: clientSecret } = mock.client;
    const settings = { base, clientId, clientSecret, profileId: mock.profile };
    return [mock, () => new MySignService(http(base), settings, desk.clock), ''];
  };

  const services: [string, typeof smartCa][] = [
    ['CSC v2', () => csc('v2')],
    ['CSC v1', () => csc('v1')],
    ['SmartCA', smartCa],
    ['MySign', mySign],
  ];

  it.each(services)('of %s that say no in nobody’s words are refusals', async (_, open) => {
    const [{ service: loopback }, make] = await open();
    const body = {
      ...{ error: 'constructor', status: 'constructor', status_code: 400, message: 'constructor' },
      error_description: 'certificate'.repeat(300_000),
    };
    loopback.fail('', { status: 400, body }, 9);
    await expect(make().listCertificates(REMOTE_USER)).rejects.toThrow(RemoteRefusedError);
  });

  it.each(services)(
    'of %s are refused with a reason, or do no harm',
    async (_, open) => {
      const [{ service: loopback }, make, secret] = await open();
      const prepared = desk.prepare(desk.leader, 2);
      const pace = { rest: () => desk.pause(5_000), confirmWithinMs: 30_000 };
      for (let seed = 1; seed <= CASES; seed += 1) {
        const roll = dice(seed);
        const [at, answers] = [roll(9), { count: 0 }];
        loopback.distort = (body) => (answers.count++ === at ? strangely(body, roll) : body);
        const service = make();
        const act = async (): Promise<unknown> => {
          if (roll(4) === 0) return service.listCertificates(REMOTE_USER);
          const provider = new RemoteKeyProvider(service.medium, service, pace, desk.clock);
          const sign = await provider.open(desk.stored(service.medium, desk.leader), secret);
          return desk.verdicts(prepared, await sign(prepared, 'Ký'));
        };
        const outcome = await act().catch((error: unknown) => error);
        if (outcome instanceof DomainError)
          expect([seed, hasText(outcome.code)]).toEqual([seed, true]);
        else expect([seed, Array.isArray(outcome), outcome]).toEqual([seed, true, outcome]);
      }
    },
    60_000,
  );
});
