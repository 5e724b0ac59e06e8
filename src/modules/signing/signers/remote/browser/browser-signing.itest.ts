import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { JointRecords } from '../../../../../../test/builders/joint-record.js';
import { signaturePng } from '../../../../../../test/builders/key-files.js';
import { aPost, aWard } from '../../../../../../test/builders/signing-people.js';
import { MockCsc } from '../../../../../../test/mocks/csc/mock-csc.js';
import { REMOTE_USER, RemoteDesk } from '../../../../../../test/mocks/remote-desk.js';
import { MockSmartCa } from '../../../../../../test/mocks/smartca/mock-smartca.js';
import { startTestApp, type TestApp } from '../../../../../../test/setup/test-app.js';
import type { Actor } from '../../../../../platform/access/actor.js';
import { BatchStart } from '../../../batch-start.js';
import { CredentialStore } from '../../../credential-store.js';
import {
  CertificateOfAnotherError,
  EnrolmentNotConfirmedError,
} from '../../../enrolment/enrolment.errors.js';
import { GetBatchQuery } from '../../../queries/get-batch.query.js';
import { EnrolInBrowserUseCase } from '../../../use-cases/enrol-remote/enrol-in-browser.use-case.js';
import { EnrolRemoteUseCase } from '../../../use-cases/enrol-remote/enrol-remote.use-case.js';
import {
  ReturnNotAwaitedError,
  RemoteNeedsBrowserError,
  RemoteRefusedError,
  RemoteRejectedError,
  RemoteWrongSignatureError,
} from '../remote-signing.errors.js';
import { Authorisations } from './authorisations.js';
import { BrowserSigning, type Return } from './browser-signing.js';

const SECRET = 'mot-dia-chi-khong-ai-doan-duoc-2026';
const BACK = 'https://vanban.example.gov.vn/xac-nhan-ky-so';

describe('a certificate that is authorised on the page of its service', () => {
  let keys: RemoteDesk;
  let csc: MockCsc;
  let smartCa: MockSmartCa;
  let office: TestApp;
  let records: JointRecords;
  let leader: Actor;
  let namesake: Actor;
  let deputy: Actor;

  beforeAll(async () => {
    keys = await RemoteDesk.open();
    csc = new MockCsc({ version: 'v2', user: REMOTE_USER, keys: [keys.leader], now: keys.now });
    csc.asks = ['browser'];
    csc.multisign = 2;
    smartCa = new MockSmartCa({ user: REMOTE_USER, keys: [keys.leader] });
    await Promise.all([csc.service.listen(), smartCa.service.listen()]);
    office = await startTestApp({
      worker: false,
      listen: true,
      env: {
        CSC_V2_URL: csc.service.url,
        CSC_V2_CLIENT_ID: csc.client.id,
        CSC_V2_CLIENT_SECRET: csc.client.secret,
        SMARTCA_URL: smartCa.service.url,
        SMARTCA_SP_ID: smartCa.client.id,
        SMARTCA_SP_PASSWORD: smartCa.client.secret,
        REMOTE_SIGNING_POLL_MS: '60000',
        REMOTE_SIGNING_WEBHOOK_SECRET: SECRET,
      },
    });
    records = await JointRecords.open(office);
    const agencyId = await aWard(office);
    leader = await aPost(office, agencyId, 'Nguyễn Thị Hằng', 'Chủ tịch');
    namesake = await aPost(office, agencyId, 'Nguyễn Thị Hằng', 'Phó Trưởng phòng');
    deputy = await aPost(office, agencyId, 'Trần Thị Mai Phương', 'Phó Chủ tịch');
    expect(await enrolled()).toBe(true);
  }, 60_000);
  afterAll(async () => {
    await office.close();
    await Promise.all([csc.service.close(), smartCa.service.close()]);
  });
  beforeEach(() => {
    csc.tokens.holder = 'approves';
    csc.multisign = 2;
    csc.swaps = false;
  });

  const part = <T>(type: new (...given: never[]) => T): T =>
    office.app.get<T>(type, { strict: false });
  /** His browser: to the page of the service and back. */
  const journey = async (address: string): Promise<{ state: string; back: Return }> => {
    const answer = await fetch(address, { redirect: 'manual' });
    const { origin, pathname, searchParams } = new URL(answer.headers.get('location') ?? '');
    expect(`${origin}${pathname}`).toBe(BACK);
    const code = searchParams.get('code');
    const back = code === null ? { error: searchParams.get('error') ?? '' } : { code };
    return { state: searchParams.get('state') ?? '', back };
  };
  const begin = (actor: Actor, replaces?: string | null): Promise<string> =>
    part(EnrolInBrowserUseCase).begin(
      actor,
      {
        ...{ medium: 'csc-v2', user: REMOTE_USER, credentialId: 'KEY-RSA-1', replaces },
        ...{ owner: { kind: 'post' }, image: signaturePng() },
      },
      BACK,
    );
  const enrolled = async (): Promise<boolean> => registered(await begin(leader));
  const registered = async (address: string): Promise<boolean> => {
    const { state, back } = await journey(address);
    const { act, ...rest } = await part(Authorisations).claim(leader, state);
    if (act.kind !== 'enrol') return false;
    await part(EnrolInBrowserUseCase).finish(leader, { ...rest, act }, back);
    return true;
  };
  const aBatch = async (count: number): Promise<string> => {
    const ids = await Promise.all(Array.from({ length: count }, () => records.add(['NguoiKy'])));
    const items = ids.map((id) => ({ ...records.wish(id, 'NguoiKy'), title: 'Biên bản' }));
    const owner = { kind: 'post', postId: leader.postId } as const;
    const started = await part(BatchStart).start(leader, { owner, title: 'Ký', items }, undefined);
    expect(started.device).toBe('browser');
    return started.batchId;
  };
  const finish = async (actor: Actor, state: string, back: Return): Promise<void> => {
    const { act, ...rest } = await part(Authorisations).claim(actor, state);
    if (act.kind === 'sign') await part(BrowserSigning).finish(actor, { ...rest, act }, back);
  };
  const leave = async (batchId: string): Promise<{ address: string; left: number }> => {
    const { address, left } = await part(BrowserSigning).begin(leader, batchId, BACK);
    return { address: address ?? '', left };
  };
  const states = async (batchId: string): Promise<string[]> =>
    (await part(GetBatchQuery).execute(batchId)).items.map(({ state }) => state);

  it('is offered as such, and asks for no PIN that nobody has', async () => {
    const [offered] = await part(EnrolRemoteUseCase).offered(leader, {
      medium: 'csc-v2',
      user: REMOTE_USER,
    });
    expect(offered).toMatchObject({ isUsable: true, inBrowser: true, asksFor: [] });
    await expect(
      part(EnrolRemoteUseCase).execute({
        ...{ medium: 'csc-v2', user: REMOTE_USER, credentialId: 'KEY-RSA-1', secret: '' },
        ...{ actor: leader, owner: { kind: 'post' }, image: null },
      }),
    ).rejects.toThrow(RemoteNeedsBrowserError);
  });

  it('sends nobody there for the certificate of another', async () => {
    await expect(begin(deputy)).rejects.toThrow(CertificateOfAnotherError);
  });

  it('replaces only what its holder agreed to, though it changed while he was there', async () => {
    const inUse = async (): Promise<string> => {
      const { credentialId } = await part(CredentialStore).describe({
        kind: 'post',
        postId: leader.postId,
      });
      return credentialId;
    };
    const seen = await inUse();
    const address = await begin(leader, seen);
    expect(await registered(await begin(leader, seen))).toBe(true);
    const meanwhile = await inUse();

    await expect(registered(address)).rejects.toThrow(EnrolmentNotConfirmedError);
    expect(await inUse()).toBe(meanwhile);
  });

  it('signs as many at once as the service allows, each document with its result', async () => {
    const batchId = await aBatch(3);
    const first = await leave(batchId);
    expect(first.left).toBe(1);
    const there = await journey(first.address);
    await finish(leader, there.state, there.back);
    expect(await states(batchId)).toEqual(['done', 'done', 'waiting']);

    const second = await leave(batchId);
    expect(second.left).toBe(0);
    const again = await journey(second.address);
    await finish(leader, again.state, again.back);
    expect(await states(batchId)).toEqual(['done', 'done', 'done']);
    expect(await part(BrowserSigning).begin(leader, batchId, BACK)).toMatchObject({
      address: null,
    });
  });

  it('takes what fits when the service mixes values up, and says so beside the others', async () => {
    csc.multisign = 3;
    csc.swaps = true;
    const batchId = await aBatch(3);
    const { state, back } = await journey((await leave(batchId)).address);
    await expect(finish(leader, state, back)).rejects.toThrow(RemoteWrongSignatureError);
    expect(await states(batchId)).toEqual(['failed', 'failed', 'done']);
  });

  it('takes a document that moved on meanwhile along on the next journey', async () => {
    const batchId = await aBatch(2);
    const { state, back } = await journey((await leave(batchId)).address);
    const [first] = (await part(GetBatchQuery).execute(batchId)).items;
    const newer = await records.head(await records.add(['NguoiKy']));
    await office.db.query('UPDATE signing.joint_record SET head = $2 WHERE id = $1', [
      first?.subjectId,
      newer,
    ]);
    await finish(leader, state, back);
    expect(await states(batchId)).toEqual(['waiting', 'done']);

    const again = await journey((await leave(batchId)).address);
    await finish(leader, again.state, again.back);
    expect(await states(batchId)).toEqual(['done', 'done']);
  });

  it('signs nothing when its holder says no there, and says so beside each', async () => {
    csc.tokens.holder = 'rejects';
    const batchId = await aBatch(1);
    const { state, back } = await journey((await leave(batchId)).address);
    expect(back).toEqual({ error: 'access_denied' });
    await expect(finish(leader, state, back)).rejects.toThrow(RemoteRejectedError);
    const { items } = await part(GetBatchQuery).execute(batchId);
    expect(items[0]).toMatchObject({
      state: 'failed',
      problem: { code: 'signing.remote-rejected' },
    });
  });

  it('takes a state once, in time, and from whoever went there', async () => {
    const { state, back } = await journey((await leave(await aBatch(1))).address);
    await expect(finish(namesake, state, back)).rejects.toThrow(ReturnNotAwaitedError);
    await expect(finish(leader, `${state.slice(1)}A`, back)).rejects.toThrow(ReturnNotAwaitedError);
    await finish(leader, state, back);
    await expect(finish(leader, state, back)).rejects.toThrow(ReturnNotAwaitedError);

    const late = await journey((await leave(await aBatch(1))).address);
    office.clock.moveTo(new Date(office.clock.now().getTime() + 11 * 60_000));
    await expect(finish(leader, late.state, late.back)).rejects.toThrow(ReturnNotAwaitedError);
  });

  it('believes no code that the service did not give', async () => {
    const batchId = await aBatch(1);
    const { state } = await journey((await leave(batchId)).address);
    await expect(finish(leader, state, { code: 'doan-mo' })).rejects.toThrow(RemoteRefusedError);
    expect(await states(batchId)).toEqual(['failed']);
  });

  it('is not polled for a minute when its service calls to say that the phone was answered', async () => {
    const call = async (secret: string, id: string): Promise<number> => {
      const { status } = await fetch(`${office.url}/api/v1/signing/remote/answers/${secret}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ transaction_id: id, status: 'whatever it says' }),
      });
      return status;
    };
    const registering = part(EnrolRemoteUseCase).execute({
      ...{ medium: 'smartca', user: REMOTE_USER, credentialId: 'KEY-RSA-1', secret: '' },
      ...{ actor: namesake, owner: { kind: 'post' }, image: signaturePng() },
    });
    const done = new AbortController();
    void registering.finally(() => {
      done.abort();
    });
    expect(await call('someone-elses-guess-of-the-address-00', 'x')).toBe(404);
    for (let calls = 0; calls < 2_000 && !done.signal.aborted; calls += 1) {
      const [id = 'not-yet'] = smartCa.transactions.keys();
      expect(await call(SECRET, id)).toBe(200);
    }
    expect((await registering).warnings).not.toContain('name-differs');
  });
});
