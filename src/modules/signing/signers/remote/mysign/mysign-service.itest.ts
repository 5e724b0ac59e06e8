import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MockCsc } from '../../../../../../test/mocks/csc/mock-csc.js';
import { MockMySign } from '../../../../../../test/mocks/mysign/mock-mysign.js';
import { REMOTE_USER, RemoteDesk } from '../../../../../../test/mocks/remote-desk.js';
import { RemoteHttp } from '../remote-http.js';
import { RemoteKeyProvider } from '../remote-key-provider.js';
import {
  RemoteCertificateExpiredError,
  RemoteOutcomeUnknownError,
  RemoteQuotaError,
  RemoteRefusedError,
  RemoteRejectedError,
  RemoteTimedOutError,
  RemoteWrongSignatureError,
} from '../remote-signing.errors.js';
import { AdssService } from './adss-service.js';
import { MySignService } from './mysign-service.js';

describe('Viettel MySign', () => {
  let desk: RemoteDesk;
  let mock: MockMySign;
  let service: MySignService;

  beforeAll(async () => {
    desk = await RemoteDesk.open();
  });
  beforeEach(async () => {
    mock = new MockMySign({ user: REMOTE_USER, keys: [desk.leader] });
    await mock.service.listen();
    const http = new RemoteHttp({
      name: 'Viettel MySign',
      hosts: [new URL(mock.service.url).host],
      timeoutMs: 30_000,
      pause: desk.pause,
    });
    const { id: clientId, secret: clientSecret } = mock.client;
    const settings = { base: mock.service.url, clientId, clientSecret, profileId: mock.profile };
    service = new MySignService(http, settings, desk.clock);
  });
  afterEach(() => mock.service.close());

  async function sign(count: number): Promise<string[]> {
    const pace = { rest: () => desk.pause(1_000), confirmWithinMs: 60_000 };
    const provider = new RemoteKeyProvider('mysign', service, pace, desk.clock);
    const signWith = await provider.open(desk.stored('mysign', desk.leader), '');
    const prepared = desk.prepare(desk.leader, count);
    return desk.verdicts(prepared, await signWith(prepared, 'Công văn số 42'));
  }

  it('lists the certificates of the user it signed in', async () => {
    const [found] = await service.listCertificates(REMOTE_USER);
    expect(found).toMatchObject({ credentialId: 'KEY-RSA-1', isUsable: true, asksFor: [] });
    expect(found?.chain).toHaveLength(2);
    await expect(service.listCertificates('somebody-else')).rejects.toThrow(RemoteRefusedError);
  });

  it('signs several after one confirmation, and keeps its token', async () => {
    expect(await sign(3)).toEqual(['valid', 'valid', 'valid']);
    expect(await sign(1)).toEqual(['valid']);
    expect(mock.service.asked('/ras/v1/login')).toHaveLength(1);
    mock.tokens.clear();
    expect(await sign(1)).toEqual(['valid']);
    expect(mock.service.asked('/ras/v1/login')).toHaveLength(2);
  });

  it('does not repeat an order whose answer was lost', async () => {
    mock.service.fail('/signHash', 'drop');
    await expect(sign(1)).rejects.toThrow(RemoteOutcomeUnknownError);
    expect(mock.service.asked('/signHash')).toHaveLength(1);
    expect(mock.signed).toEqual([]);
  });

  it('asks for the status again when the line drops there', async () => {
    mock.service.fail('/requests/status', 'drop');
    expect(await sign(2)).toEqual(['valid', 'valid']);
    expect(mock.signed).toHaveLength(2);
    mock.service.fail('/requests/status', 502, 7);
    expect(await sign(1)).toEqual(['valid']);
    expect(mock.service.asked('/signHash')).toHaveLength(2);
  });

  it.each([
    [4001, RemoteTimedOutError],
    [4002, RemoteRejectedError],
    [4005, RemoteQuotaError],
    [13004, RemoteCertificateExpiredError],
    [9999, RemoteRefusedError],
  ])('understands the code %i', async (code, refusal) => {
    mock.statusInstead = code;
    await expect(sign(1)).rejects.toThrow(refusal);
  });

  it('waits no longer than a holder may take', async () => {
    mock.holder = 'never';
    await expect(sign(1)).rejects.toThrow(RemoteTimedOutError);
    mock.holder = 'rejects';
    await expect(sign(1)).rejects.toThrow(RemoteRejectedError);
  });

  it('embeds nothing when the service signs something else', async () => {
    mock.lies = true;
    await expect(sign(1)).rejects.toThrow(RemoteWrongSignatureError);
  });
});

describe('Viettel MySign at adss/service', () => {
  it('signs by CSC API v1 in the name of its holder, who confirms while the line is open', async () => {
    const desk = await RemoteDesk.open();
    const mock = new MockCsc({
      version: 'v1',
      user: REMOTE_USER,
      keys: [desk.leader],
      now: desk.now,
    });
    mock.asks = ['implicit'];
    await mock.service.listen();
    try {
      const http = new RemoteHttp({
        name: 'Viettel MySign',
        hosts: [new URL(mock.service.url).host],
        timeoutMs: 30_000,
        pause: desk.pause,
      });
      const { id: clientId, secret: clientSecret } = mock.client;
      const base = `${mock.service.url}/adss/service`;
      const profileId = 'adss:ras:profile:001';
      const settings = { base, clientId, clientSecret, profileId, confirmWithinMs: 1_000 };
      const service = new AdssService(http, settings, desk.clock);
      const pace = { rest: () => desk.pause(1_000), confirmWithinMs: 60_000 };
      const provider = new RemoteKeyProvider('mysign', service, pace, desk.clock);

      const [found] = await service.listCertificates(REMOTE_USER);
      expect(found).toMatchObject({ credentialId: 'KEY-RSA-1', isUsable: true, asksFor: [] });
      await expect(service.listCertificates('somebody-else')).rejects.toThrow(RemoteRefusedError);
      const signWith = await provider.open(desk.stored('mysign', desk.leader), '');
      const prepared = desk.prepare(desk.leader, 2);
      expect(desk.verdicts(prepared, await signWith(prepared, 'Ký'))).toEqual(['valid', 'valid']);
    } finally {
      await mock.service.close();
    }
  });
});
