import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MockCsc } from '../../../../../../test/mocks/csc/mock-csc.js';
import { findSoftHsm } from '../../../../../../libs/signing-agent/testing/soft-hsm.js';
import { keyInSoftHsm } from '../../../../../../test/mocks/token-key.js';
import { REMOTE_USER, RemoteDesk } from '../../../../../../test/mocks/remote-desk.js';
import { RemoteHttp } from '../remote-http.js';
import { RemoteKeyProvider } from '../remote-key-provider.js';
import {
  RemoteAuthorizationEndedError,
  RemoteCertificateChangedError,
  RemoteCertificateExpiredError,
  RemoteCredentialDisabledError,
  RemoteNeedsBrowserError,
  RemoteOutcomeUnknownError,
  RemoteQuotaError,
  RemoteRefusedError,
  RemoteRejectedError,
  RemoteTimedOutError,
  RemoteTooManyError,
  RemoteUnavailableError,
  RemoteWrongOneTimeCodeError,
  RemoteWrongPinError,
  RemoteWrongSignatureError,
} from '../remote-signing.errors.js';
import { CscAuthorizationServer, newProofKey } from './csc-authorization-server.js';
import { CscClient } from './csc-client.js';
import { CscService } from './csc-service.js';
import { CSC_V1 } from './csc-v1.js';
import { CSC_V2 } from './csc-v2.js';

/** Long enough for a busy machine to answer what does not hang. */
const HANGS_AFTER_MS = 1_500;
const SHA256 = '2.16.840.1.101.3.4.2.1';

describe.each([
  { version: 'v2' as const, dialect: CSC_V2 },
  { version: 'v1' as const, dialect: CSC_V1 },
])('CSC API $version', ({ version, dialect }) => {
  let desk: RemoteDesk;
  let mock: MockCsc;
  let client: CscClient;
  let tokens: CscAuthorizationServer;
  let service: CscService;
  let limits: { name: string; hosts: string[]; timeoutMs: number; pause: RemoteDesk['pause'] };

  beforeAll(async () => {
    desk = await RemoteDesk.open();
  });
  beforeEach(async () => {
    const keys = [desk.leader, desk.seal];
    mock = new MockCsc({ version, user: REMOTE_USER, keys, now: desk.now });
    await mock.service.listen();
    limits = {
      name: 'Dịch vụ thử',
      hosts: [new URL(mock.service.url).host],
      timeoutMs: 30_000,
      pause: desk.pause,
    };
    const http = new RemoteHttp(limits);
    tokens = new CscAuthorizationServer('Dịch vụ thử', http, mock.client, desk.clock);
    const endpoint = { name: 'Dịch vụ thử', base: mock.service.url, oauthBase: null };
    client = new CscClient(endpoint, dialect, http, tokens);
    service = new CscService(client, dialect, desk.clock, {
      name: 'Dịch vụ thử',
      confirmWithinMs: 2_000,
      hashesPerRequest: 4,
    });
  });
  afterEach(() => mock.service.close());

  async function sign(count: number, secret = mock.pin, key = desk.leader): Promise<string[]> {
    const pace = { rest: () => desk.pause(1_000), confirmWithinMs: 60_000 };
    const provider = new RemoteKeyProvider(dialect.medium, service, pace, desk.clock);
    const prepared = desk.prepare(key, count);
    const signWith = await provider.open(desk.stored(dialect.medium, key), secret);
    return desk.verdicts(prepared, await signWith(prepared, 'Ký 2 văn bản'));
  }

  it('signs with a PIN, by RSA and by ECDSA, and the files verify', async () => {
    expect(await sign(2)).toEqual(['valid', 'valid']);
    expect(await sign(1, mock.pin, desk.seal)).toEqual(['valid']);
    expect(mock.signed).toHaveLength(3);
  });

  it('lists the certificates of one user with what each asks for', async () => {
    mock.asks = ['OTP', 'PIN'];
    const found = await service.listCertificates(REMOTE_USER);
    expect(found.map(({ credentialId }) => credentialId)).toEqual(['KEY-RSA-1', 'KEY-EC-1']);
    expect(found[0]).toMatchObject({ isUsable: true, asksFor: ['pin', 'one-time-code'] });
    expect(found[0]?.chain).toHaveLength(2);
    expect(await service.listCertificates('somebody-else')).toEqual([]);
  });

  it('authorises a batch again for every `multisign` hashes, in requests of four', async () => {
    mock.multisign = 6;
    expect(await sign(9)).toEqual(Array(9).fill('valid'));
    expect(mock.service.asked(`${mock.path}/credentials/authorize`)).toHaveLength(2);
    expect(
      mock.service.asked(`${mock.path}/signatures/signHash`).map(({ body }) => {
        const hashes = body[version === 'v2' ? 'hashes' : 'hash'] as string[];
        return hashes.length;
      }),
    ).toEqual([4, 2, 3]);
  });

  it.each([
    { extend: true, sadSeconds: 300, renewals: 1 },
    { extend: false, sadSeconds: 300, renewals: 0 },
    { extend: false, sadSeconds: 20, renewals: 1 },
  ])('renews an authorisation between its requests: %j', async ({ extend, ...given }) => {
    mock.extends = extend;
    mock.sadSeconds = given.sadSeconds;
    expect(await sign(6)).toEqual(Array(6).fill('valid'));
    expect(mock.service.asked(`${mock.path}/credentials/extendTransaction`)).toHaveLength(
      given.renewals,
    );
  });

  it('has a one-time code sent and takes it after the PIN; the second use is refused', async () => {
    mock.asks = ['PIN', 'OTP'];
    await service.sendOneTimeCode({ user: REMOTE_USER, credentialId: 'KEY-RSA-1' });
    const code = mock.oneTimeCode ?? '';
    expect(await sign(2, `${mock.pin} ${code}`)).toEqual(['valid', 'valid']);
    await expect(sign(1, `${mock.pin} ${code}`)).rejects.toThrow(RemoteWrongOneTimeCodeError);
    await expect(sign(1, mock.pin)).rejects.toMatchObject({
      code: 'signing.remote-one-time-code-missing',
      params: { fields: ['/pin'] },
    });
    mock.multisign = 2;
    await expect(sign(3, `${mock.pin} ${code}`)).rejects.toThrow(RemoteTooManyError);
  });

  it('says a wrong PIN, and that the service has locked the key after three', async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(sign(1, '000000')).rejects.toThrow(RemoteWrongPinError);
    }
    await expect(sign(1)).rejects.toThrow(RemoteCredentialDisabledError);
    expect(mock.signed).toEqual([]);
  });

  it('says disabled, suspended, expired, changed, out of quota, browser only', async () => {
    mock.keyStatus = 'disabled';
    await expect(sign(1)).rejects.toThrow(RemoteCredentialDisabledError);
    mock.keyStatus = 'enabled';
    mock.certificateStatus = 'suspended';
    await expect(sign(1)).rejects.toThrow(RemoteCredentialDisabledError);
    mock.certificateStatus = 'revoked';
    await expect(sign(1)).rejects.toThrow(RemoteCertificateExpiredError);
    mock.certificateStatus = 'valid';
    mock.quota = 0;
    await expect(sign(1)).rejects.toThrow(RemoteQuotaError);
    mock.quota = 5;
    mock.asks = ['browser'];
    await expect(sign(1)).rejects.toThrow(RemoteNeedsBrowserError);
    mock.asks = ['PIN'];
    const order = { ...anOrder(desk), certificate: desk.seal.certificates[0] ?? new Uint8Array() };
    await expect(service.start(order)).rejects.toThrow(RemoteCertificateChangedError);
    expect(mock.signed).toEqual([]);
  });

  it('embeds nothing when the service signs something else', async () => {
    mock.lies = true;
    await expect(sign(1)).rejects.toThrow(RemoteWrongSignatureError);
    await expect(sign(1, mock.pin, desk.seal)).rejects.toThrow(RemoteWrongSignatureError);
  });

  it('refuses used, foreign and ended activation data as the service does', async () => {
    const { location, digests } = anOrder(desk);
    const hashes = { credentialId: location.credentialId, digests, digestOid: SHA256 };
    const pin = { id: 'PIN', kind: 'pin' as const, isSent: false };
    const authorized = await client.authorize({
      ...hashes,
      scal: 2,
      values: [{ part: pin, value: mock.pin }],
      description: '',
    });
    const sad = 'sad' in authorized ? authorized.sad : '';
    const order = { ...hashes, sad, algorithm: '1.2.840.113549.1.1.1', namesDigest: true };
    const other = [Buffer.alloc(32, 7)];
    await expect(
      client.signHash({ ...order, digests: other, isAsynchronous: false }),
    ).rejects.toThrow(RemoteRefusedError);
    await client.signHash({ ...order, isAsynchronous: false });
    await expect(client.signHash({ ...order, isAsynchronous: false })).rejects.toThrow(
      RemoteAuthorizationEndedError,
    );
    mock.sadSeconds = 0;
    await expect(sign(1)).rejects.toThrow(RemoteAuthorizationEndedError);
    expect(mock.signed).toHaveLength(1);
  });

  it('never sends an order twice: a line that drops after it leaves the outcome open', async () => {
    mock.service.fail(`${mock.path}/signatures/signHash`, 'drop');
    await expect(sign(1)).rejects.toThrow(RemoteOutcomeUnknownError);
    expect(mock.signed).toHaveLength(1);
    mock.service.fail(`${mock.path}/signatures/signHash`, 502);
    await expect(sign(1)).rejects.toThrow(RemoteOutcomeUnknownError);
    limits.timeoutMs = HANGS_AFTER_MS;
    mock.service.fail(`${mock.path}/signatures/signHash`, 'hang');
    await expect(sign(1)).rejects.toThrow(RemoteOutcomeUnknownError);
    expect(mock.signed).toHaveLength(1);
  });

  it('asks again what may be asked twice, and gives up after three', async () => {
    mock.service.fail(`${mock.path}/credentials/info`, 502, 2);
    expect(await sign(1)).toEqual(['valid']);
    mock.service.fail(`${mock.path}/credentials/info`, 502, 3);
    await expect(sign(1)).rejects.toThrow(RemoteUnavailableError);
  });

  it('keeps its token, renews it, and signs in again when the service refuses it', async () => {
    await sign(1);
    await sign(1);
    expect(grants(mock)).toEqual(['client_credentials']);
    await desk.pause(3_590_000);
    await sign(1);
    mock.tokens.living.clear();
    await sign(1);
    expect(grants(mock)).toEqual(['client_credentials', 'refresh_token', 'client_credentials']);
    await client.revoke();
    expect(mock.tokens.living.size).toBe(0);
  });

  it('tells that the office itself is not let in, without its secret', async () => {
    const wrong = { ...mock.client, secret: 'mot-bi-mat-khac' };
    Object.assign(tokens, { client: wrong });
    await expect(sign(1)).rejects.toMatchObject({
      code: 'signing.remote-refused',
      params: { reason: 'invalid_client' },
    });
  });

  if (version === 'v2') {
    it('waits for a confirmation on the phone, for its refusal, and not for ever', async () => {
      mock.asks = ['PIN', 'mobile'];
      mock.answersAfter = 4;
      mock.service.fail(`${mock.path}/credentials/authorizeCheck`, 502, 7);
      expect(await sign(2)).toEqual(['valid', 'valid']);
      mock.holder = 'rejects';
      await expect(sign(1)).rejects.toThrow(RemoteRejectedError);
      mock.holder = 'never';
      const before = desk.now().getTime();
      await expect(sign(1)).rejects.toThrow(RemoteTimedOutError);
      expect(desk.now().getTime() - before).toBe(60_000);
      expect(mock.signed).toHaveLength(2);
    });

    it('takes signatures that are made asynchronously, asking until they are there', async () => {
      mock.isAsynchronous = true;
      mock.answersAfter = 3;
      mock.multisign = 2;
      expect(await sign(3)).toEqual(['valid', 'valid', 'valid']);
      mock.service.fail(`${mock.path}/signatures/signPolling`, 502, 7);
      expect(await sign(1)).toEqual(['valid']);
      expect(mock.signed).toHaveLength(4);
    });

    it('takes the activation of a holder who authorised these hashes in his browser', async () => {
      mock.asks = ['browser'];
      const [prepared] = desk.prepare(desk.leader);
      if (!prepared) throw new Error('Nothing prepared');
      const { digests } = anOrder(desk);
      const key = newProofKey();
      const redirectUri = 'https://vanban.example.gov.vn/ky-tu-xa';
      const address = await tokens.credentialAddress(
        mock.service.url,
        {
          credentialId: 'KEY-RSA-1',
          count: digests.length,
          hashes: CSC_V2.browserHashes({ credentialId: '', digests, digestOid: SHA256 }),
          isPushed: true,
          redirectUri,
          state: 'trang-thai',
          description: 'Ký',
        },
        key,
      );
      const back = await fetch(address, { redirect: 'manual' });
      const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
      const exchange = (proof = key): Promise<string> =>
        tokens.exchange(mock.service.url, code, redirectUri, proof);
      const sad = await exchange();
      await expect(exchange()).rejects.toThrow(RemoteRefusedError);
      const signed = await client.signHash({
        ...{ credentialId: 'KEY-RSA-1', digests, digestOid: SHA256, sad },
        ...{ algorithm: '1.2.840.113549.1.1.1', namesDigest: true, isAsynchronous: false },
      });
      expect('signatures' in signed && signed.signatures).toHaveLength(1);
    });
  } else {
    it('leaves the line open where the service asks its holder by itself', async () => {
      mock.asks = ['implicit'];
      expect(await sign(2, '')).toEqual(['valid', 'valid']);
    });
  }
});

const softHsm = findSoftHsm();

(softHsm === null ? describe.skip : describe)('CSC API v2 before an HSM', () => {
  it('signs a batch whose keys never leave the token', async () => {
    const desk = await RemoteDesk.open();
    const { certificates } = desk.leader;
    const key = await keyInSoftHsm(softHsm ?? '', 'KEY-HSM', certificates, desk.pki.leader.key);
    const mock = new MockCsc({ version: 'v2', user: REMOTE_USER, keys: [key], now: desk.now });
    await mock.service.listen();
    try {
      const name = 'Dịch vụ thử';
      const http = new RemoteHttp({
        name,
        hosts: [new URL(mock.service.url).host],
        timeoutMs: 30_000,
        pause: desk.pause,
      });
      const tokens = new CscAuthorizationServer(name, http, mock.client, desk.clock);
      const endpoint = { name, base: mock.service.url, oauthBase: null };
      const client = new CscClient(endpoint, CSC_V2, http, tokens);
      const service = new CscService(client, CSC_V2, desk.clock, { name, confirmWithinMs: 2_000 });
      const pace = { rest: () => desk.pause(1_000), confirmWithinMs: 60_000 };
      const provider = new RemoteKeyProvider('csc-v2', service, pace, desk.clock);
      const signWith = await provider.open(desk.stored('csc-v2', key), mock.pin);
      const prepared = desk.prepare(key, 3);
      expect(desk.verdicts(prepared, await signWith(prepared, 'Ký lô'))).toEqual(
        Array(3).fill('valid'),
      );
    } finally {
      await mock.service.close();
      key.remove();
    }
  });
});

function grants(mock: MockCsc): unknown[] {
  return mock.service.asked('/oauth2/token').map(({ body }) => body['grant_type']);
}

function anOrder(desk: RemoteDesk): Parameters<CscService['start']>[0] {
  return {
    transactionId: '0198e000-0000-7000-8000-000000000002',
    location: { user: REMOTE_USER, credentialId: 'KEY-RSA-1' },
    certificate: desk.leader.certificates[0] ?? new Uint8Array(),
    digests: [Buffer.alloc(32, 1)],
    digestAlgorithm: 'sha256',
    displayText: 'Ký',
    secret: '135790',
  };
}
