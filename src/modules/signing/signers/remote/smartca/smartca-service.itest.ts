import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { REMOTE_USER, RemoteDesk } from '../../../../../../test/mocks/remote-desk.js';
import { MockSmartCa } from '../../../../../../test/mocks/smartca/mock-smartca.js';
import { RemoteHttp } from '../remote-http.js';
import { RemoteKeyProvider } from '../remote-key-provider.js';
import {
  RemoteCertificateNotFoundError,
  RemoteOutcomeUnknownError,
  RemoteQuotaError,
  RemoteRefusedError,
  RemoteRejectedError,
  RemoteTimedOutError,
  RemoteUnavailableError,
  RemoteWrongSignatureError,
} from '../remote-signing.errors.js';
import { SmartCaService } from './smartca-service.js';

describe('VNPT SmartCA', () => {
  let desk: RemoteDesk;
  let mock: MockSmartCa;
  let service: SmartCaService;

  beforeAll(async () => {
    desk = await RemoteDesk.open();
  });
  beforeEach(async () => {
    mock = new MockSmartCa({ user: REMOTE_USER, keys: [desk.leader] });
    await mock.service.listen();
    service = serviceAs(mock.client.secret);
  });
  afterEach(() => mock.service.close());

  function serviceAs(spPassword: string, timeoutMs = 30_000): SmartCaService {
    const http = new RemoteHttp({
      name: 'VNPT SmartCA',
      hosts: [new URL(mock.service.url).host],
      timeoutMs,
      pause: desk.pause,
    });
    const settings = { base: mock.service.url, spId: mock.client.id, spPassword };
    return new SmartCaService(http, settings, desk.clock);
  }

  async function sign(count: number): Promise<string[]> {
    const pace = { rest: () => desk.pause(1_000), confirmWithinMs: 60_000 };
    const provider = new RemoteKeyProvider('smartca', service, pace, desk.clock);
    const signWith = await provider.open(desk.stored('smartca', desk.leader), '');
    const prepared = desk.prepare(desk.leader, count);
    return desk.verdicts(prepared, await signWith(prepared, 'Quyết định phê duyệt kế hoạch'));
  }

  it('lists the certificates of a user by his identity number', async () => {
    const [found] = await service.listCertificates(REMOTE_USER);
    expect(found).toMatchObject({ credentialId: 'KEY-RSA-1', isUsable: true, asksFor: [] });
    expect(found?.certificate).toEqual(Buffer.from(desk.pki.leader.certificate));
    expect(found?.chain).toHaveLength(2);
    await expect(service.listCertificates('somebody-else')).rejects.toThrow(
      RemoteCertificateNotFoundError,
    );
  });

  it('signs several after one confirmation in the app, each value in its own file', async () => {
    expect(await sign(3)).toEqual(['valid', 'valid', 'valid']);
    const [order] = mock.service.asked('/v1/signatures/sign');
    expect(order?.body).toMatchObject({
      user_id: REMOTE_USER,
      serial_number: 'KEY-RSA-1',
      transaction_desc: 'Quyết định phê duyệt kế hoạch',
      time_stamp: expect.stringMatching(/^20260824\d{6}$/),
    });
  });

  it.each(['same-answer', 'refusal'] as const)(
    'sends an order again under its id when the line drops (%s) and has it signed once',
    async (repeats) => {
      mock.repeats = repeats;
      mock.service.fail('/v1/signatures/sign', 'drop');
      expect(await sign(2)).toEqual(['valid', 'valid']);
      expect(mock.service.asked('/v1/signatures/sign')).toHaveLength(2);
      expect(mock.transactions.size).toBe(1);
      expect(mock.signed).toHaveLength(2);
    },
  );

  it('says refused in the app, not confirmed in time, out of quota', async () => {
    mock.holder = 'rejects';
    await expect(sign(1)).rejects.toThrow(RemoteRejectedError);
    mock.holder = 'never';
    await expect(sign(1)).rejects.toThrow(RemoteTimedOutError);
    mock.quota = 0;
    await expect(sign(1)).rejects.toThrow(RemoteQuotaError);
    expect(mock.signed).toEqual([]);
  });

  it('gives up on a service that stays down or slow', async () => {
    mock.service.fail('/v1/signatures/sign', 503, 3);
    await expect(sign(1)).rejects.toThrow(RemoteUnavailableError);
    service = serviceAs(mock.client.secret, 500);
    mock.service.fail('/v1/signatures/sign', 'hang', 3);
    await expect(sign(1)).rejects.toThrow(RemoteOutcomeUnknownError);
  });

  it('does not say that nothing was signed where an order may have arrived', async () => {
    mock.service.fail('/v1/signatures/sign', 'drop');
    mock.service.fail('/v1/signatures/sign', 503, 2);
    await expect(sign(1)).rejects.toThrow(RemoteOutcomeUnknownError);
    expect(mock.transactions.size).toBe(1);
    mock.service.fail('/status', 502, 1_000);
    await expect(sign(1)).rejects.toThrow(RemoteOutcomeUnknownError);
  });

  it('goes on waiting for a holder while the service cannot be asked what he did', async () => {
    mock.service.fail('/status', 502, 7);
    // As a portal on the way would have it: another page, and its address.
    mock.service.fail('/status', { status: 302, headers: { location: 'https://other.example/' } });
    mock.service.fail('/status', { body: 'x'.repeat(5_000_000) });
    expect(await sign(1)).toEqual(['valid']);
    expect(mock.transactions.size).toBe(1);
    expect(mock.signed).toHaveLength(1);
  });

  it('shows the certificates that there are beside one that is not issued yet', async () => {
    const path = '/v1/credentials/get_certificate';
    const cert_data = Buffer.from(desk.pki.leader.certificate).toString('base64');
    const listed = async (data: unknown): Promise<string[]> => {
      mock.service.fail(path, { body: { status_code: 200, message: 'SUCCESS', data } });
      const found = await service.listCertificates(REMOTE_USER);
      return found.map(({ credentialId }) => credentialId);
    };
    const user_certificates = [
      { serial_number: '01', cert_status: 'Chờ cấp', cert_data: null },
      { serial_number: '02', cert_status: null, cert_data, chain_data: null },
    ];
    expect(await listed({ user_certificates })).toEqual(['02']);
    expect(await listed(null)).toEqual([]);
  });

  it('embeds nothing when the service signs something else', async () => {
    mock.lies = true;
    await expect(sign(1)).rejects.toThrow(RemoteWrongSignatureError);
  });

  it('tells that the office is not let in, and asks no other host', async () => {
    service = serviceAs('mat-khau-sai');
    await expect(sign(1)).rejects.toThrow(RemoteRefusedError);
    const http = new RemoteHttp({
      name: 'VNPT SmartCA',
      hosts: ['gwsca.vnpt.vn'],
      timeoutMs: 30_000,
      pause: desk.pause,
    });
    service = new SmartCaService(
      http,
      { base: mock.service.url, spId: mock.client.id, spPassword: mock.client.secret },
      desk.clock,
    );
    const before = mock.service.requests.length;
    await expect(sign(1)).rejects.toThrow(RemoteRefusedError);
    expect(mock.service.requests).toHaveLength(before);
  });
});
