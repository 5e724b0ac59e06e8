import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { digestToSign } from '../../../../../../libs/pdf-signature/index.js';
import { MockCsc } from '../../../../../../test/mocks/csc/mock-csc.js';
import { REMOTE_USER, RemoteDesk } from '../../../../../../test/mocks/remote-desk.js';
import { RemoteHttp } from '../remote-http.js';
import { RemoteKeyProvider } from '../remote-key-provider.js';
import {
  RemoteOutcomeUnknownError,
  RemoteRedirectedError,
  RemoteRefusedError,
  RemoteTimedOutError,
  RemoteUnavailableError,
  RemoteUnreadableError,
  RemoteWrongPinError,
} from '../remote-signing.errors.js';
import { CscAuthorizationServer } from './csc-authorization-server.js';
import { CscBrowser } from './csc-browser.js';
import { CscClient } from './csc-client.js';
import { CscService } from './csc-service.js';
import { CSC_V1 } from './csc-v1.js';
import { CSC_V2 } from './csc-v2.js';

/** Long enough for a busy machine to answer what does not hang. */
const HANGS_AFTER_MS = 1_500;

describe.each([
  { version: 'v2' as const, dialect: CSC_V2 },
  { version: 'v1' as const, dialect: CSC_V1 },
])('answers of a CSC API $version', ({ version, dialect }) => {
  let desk: RemoteDesk;
  let mock: MockCsc;
  let client: CscClient;
  let tokens: CscAuthorizationServer;
  let service: CscService;
  let limits: ConstructorParameters<typeof RemoteHttp>[0] & { timeoutMs: number };

  beforeAll(async () => {
    desk = await RemoteDesk.open();
  });
  beforeEach(async () => {
    const keys = [desk.leader, desk.seal];
    mock = new MockCsc({ version, user: REMOTE_USER, keys, now: desk.now });
    await mock.service.listen();
    const name = 'Dịch vụ thử';
    const hosts = [new URL(mock.service.url).host];
    limits = { name, hosts, timeoutMs: 30_000, pause: desk.pause };
    const http = new RemoteHttp(limits);
    tokens = new CscAuthorizationServer(name, http, mock.client, desk.clock);
    const endpoint = { name, base: mock.service.url, oauthBase: null };
    client = new CscClient(endpoint, dialect, http, tokens);
    service = new CscService(client, dialect, desk.clock, {
      ...{ name, confirmWithinMs: HANGS_AFTER_MS, hashesPerRequest: 4 },
    });
  });
  afterEach(() => mock.service.close());

  const path = (method: string): string => `${mock.path}/${method}`;
  async function sign(count = 1, secret = mock.pin, key = desk.leader): Promise<string[]> {
    const pace = { rest: () => desk.pause(1_000), confirmWithinMs: 60_000 };
    const provider = new RemoteKeyProvider(dialect.medium, service, pace, desk.clock);
    const prepared = desk.prepare(key, count);
    const signWith = await provider.open(desk.stored(dialect.medium, key), secret);
    return desk.verdicts(prepared, await signWith(prepared, 'Ký'));
  }

  it.each([
    ['/oauth2/token', {}],
    ['/oauth2/token', null],
    ['info', { specs: '2.0', authType: ['oauth2client'], oauth2: 'idp.example' }],
    ['info', []],
    ['credentials/info', { key: {} }],
    ['credentials/authorize', { SAD: '' }],
    ['signatures/signHash', { signatures: 'AAAA' }],
    ['signatures/signHash', { signatures: [] }],
  ])('are refused, not taken for a fault of ours: %s %j', async (method, body) => {
    mock.service.fail(method.startsWith('/') ? method : path(method), { body });
    await expect(sign()).rejects.toThrow(RemoteRefusedError);
  });

  it('go nowhere else', async () => {
    mock.service.fail(path('credentials/info'), {
      ...{ status: 307, headers: { location: 'http://127.0.0.1:9/' } },
    });
    await expect(sign()).rejects.toThrow(RemoteRedirectedError);
    expect(mock.service.asked(path('credentials/info'))).toHaveLength(1);
    mock.service.fail(path('credentials/info'), { body: 'x'.repeat(5_000_000) });
    await expect(sign()).rejects.toThrow(RemoteUnreadableError);
  });

  it('send no browser where the settings do not', async () => {
    const order = {
      ...{ credentialId: 'KEY-RSA-1', count: 1, isPushed: false, state: '', description: '' },
      ...{ redirectUri: '', hashes: {} },
    };
    const key = { verifier: '', challenge: '' };
    for (const base of ['https://evil.example', 'javascript:alert(1)//'])
      await expect(tokens.credentialAddress(base, order, key)).rejects.toThrow(RemoteRefusedError);
  });

  it('may have members that are null, as if they were absent', async () => {
    const nulls = { expiresIn: null, expires_in: null, refresh_token: null, SCAL: null };
    mock.service.distort = (body) => ({ ...(body as object), ...nulls, nextPageToken: null });
    mock.scal = '1';
    expect(await sign(2)).toEqual(['valid', 'valid']);
  });

  it('that list keys without end are not listened to, and one that stands there twice is one', async () => {
    if (version === 'v2') return;
    const list = path('credentials/list');
    mock.service.fail(list, { body: { credentialIDs: ['KEY-RSA-1', 'KEY-RSA-1'] } });
    expect(await service.listCertificates(REMOTE_USER)).toHaveLength(1);
    const credentialIDs = Array.from({ length: 500 }, (_, index) => `KEY-${index}`);
    mock.service.fail(list, { body: { credentialIDs } });
    mock.service.fail(path('credentials/info'), { body: mock.describe(desk.leader) }, 500);
    await expect(service.listCertificates(REMOTE_USER)).rejects.toThrow(RemoteRefusedError);
  });

  it('do not have a wrong PIN tried twice, whatever their status', async () => {
    const body = { error: 'invalid_pin', error_description: 'The PIN is invalid' };
    mock.service.fail(path('credentials/authorize'), { status: 401, body }, 2);
    await expect(sign(1, '000000')).rejects.toThrow(RemoteWrongPinError);
    expect(mock.service.asked(path('credentials/authorize'))).toHaveLength(1);
  });

  it('that do not come to an authorisation leave nothing signed, and nothing open', async () => {
    limits.timeoutMs = HANGS_AFTER_MS;
    mock.service.fail(path('credentials/authorize'), 'hang');
    await expect(sign()).rejects.toThrow(RemoteUnavailableError);
    if (version === 'v2') return;
    mock.asks = ['implicit'];
    mock.service.fail(path('credentials/authorize'), 'hang');
    await expect(sign(1, '')).rejects.toThrow(RemoteTimedOutError);
  });

  it('that offer no algorithm of ours are read before anybody is asked', async () => {
    mock.algorithms = ['1.2.840.113549.1.1.10'];
    await expect(sign()).rejects.toThrow(RemoteRefusedError);
    expect(mock.service.asked(path('credentials/authorize'))).toHaveLength(0);
  });

  it('end on some page', async () => {
    const body = { credentialIDs: [], nextPageToken: '1' };
    if (version === 'v2') return;
    mock.service.fail(path('credentials/list'), { body }, 200);
    await expect(service.listCertificates(REMOTE_USER)).rejects.toThrow(RemoteRefusedError);
  });

  it('that come for a part are kept, and the rest says why it was not signed', async () => {
    mock.multisign = 3;
    mock.quota = 6;
    const late = Array<string>(3).fill('signing.remote-quota');
    expect(await sign(9)).toEqual([...Array<string>(6).fill('valid'), ...late]);
    mock.quota = 100;
    mock.service.fail(path('signatures/signHash'), 'drop');
    await expect(sign(3)).rejects.toThrow(RemoteOutcomeUnknownError);
  });

  it('that are mixed up spoil none but those', async () => {
    mock.swaps = true;
    const wrong = 'signing.remote-wrong-signature';
    expect(await sign(3)).toEqual([wrong, wrong, 'valid']);
  });

  it.each([true, false])('that come by the browser (pushed beforehand: %s)', async (isPushed) => {
    if (isPushed && version === 'v1') return;
    mock.asks = ['browser'];
    mock.tokens.takesPushed = isPushed;
    const browser = new CscBrowser(limits.name, client, tokens);
    const prepared = desk.prepare(desk.leader, 2);
    const order = {
      location: { user: REMOTE_USER, credentialId: 'KEY-RSA-1' },
      certificate: desk.leader.certificates[0] ?? new Uint8Array(),
      digests: prepared.map(digestToSign),
      digestAlgorithm: 'sha256' as const,
      displayText: 'Ký 2 văn bản',
    };
    const way = { redirectUri: 'https://vanban.example.gov.vn/ve', state: 's', verifier: 'v' };
    const address = await browser.address(order, way);
    expect(address).not.toContain(mock.client.secret);
    const back = await fetch(address, { redirect: 'manual' });
    const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
    expect(desk.verdicts(prepared, await browser.sign(order, code, way))).toEqual([
      'valid',
      'valid',
    ]);
  });
});
