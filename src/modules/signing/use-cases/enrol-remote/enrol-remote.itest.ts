import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { JointRecords } from '../../../../../test/builders/joint-record.js';
import { signaturePng } from '../../../../../test/builders/key-files.js';
import { aPost, aWard } from '../../../../../test/builders/signing-people.js';
import { MockCsc } from '../../../../../test/mocks/csc/mock-csc.js';
import { REMOTE_USER, RemoteDesk } from '../../../../../test/mocks/remote-desk.js';
import { MockSmartCa } from '../../../../../test/mocks/smartca/mock-smartca.js';
import { startTestApp, type TestApp } from '../../../../../test/setup/test-app.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { BatchStart } from '../../batch-start.js';
import {
  CertificateOfAnotherError,
  PossessionNotProvenError,
  SignatureImageMissingError,
} from '../../enrolment/enrolment.errors.js';
import { GetBatchQuery } from '../../queries/get-batch.query.js';
import { SigningBatches } from '../../signing-batches.js';
import { SigningDesk } from '../../signing-desk.js';
import { SigningSubjects } from '../../signing-subjects.js';
import {
  RemoteAskedTooOftenError,
  RemoteCertificateNotFoundError,
  RemoteCredentialDisabledError,
  RemoteNotConfiguredError,
  RemoteRejectedError,
  RemoteSecretMissingError,
} from '../../signers/remote/remote-signing.errors.js';
import { RemoteSigning } from '../../signers/remote/remote-signing.js';
import { Verifier } from '../../verifier.js';
import { EnrolRemoteUseCase } from './enrol-remote.use-case.js';
import { SendOneTimeCodeUseCase } from './send-one-time-code.use-case.js';

describe('a certificate at a remote signing service', () => {
  let keys: RemoteDesk;
  let csc: MockCsc;
  let smartCa: MockSmartCa;
  let office: TestApp;
  let records: JointRecords;
  let leader: Actor;
  let deputy: Actor;
  let namesake: Actor;

  beforeAll(async () => {
    keys = await RemoteDesk.open();
    csc = new MockCsc({ version: 'v2', user: REMOTE_USER, keys: [keys.leader], now: keys.now });
    smartCa = new MockSmartCa({ user: REMOTE_USER, keys: [keys.leader] });
    await Promise.all([csc.service.listen(), smartCa.service.listen()]);
    office = await startTestApp({
      worker: false,
      env: {
        CSC_V2_URL: csc.service.url,
        CSC_V2_CLIENT_ID: csc.client.id,
        CSC_V2_CLIENT_SECRET: csc.client.secret,
        SMARTCA_URL: smartCa.service.url,
        SMARTCA_SP_ID: smartCa.client.id,
        SMARTCA_SP_PASSWORD: smartCa.client.secret,
        REMOTE_SIGNING_POLL_MS: '1',
      },
    });
    records = await JointRecords.open(office);
    const agencyId = await aWard(office);
    leader = await aPost(office, agencyId, 'Nguyễn Thị Hằng', 'Chủ tịch');
    deputy = await aPost(office, agencyId, 'Trần Thị Mai Phương', 'Phó Chủ tịch');
    namesake = await aPost(office, agencyId, 'Nguyễn Thị Hằng', 'Phó Trưởng phòng');
  }, 60_000);
  afterAll(async () => {
    await office.close();
    await Promise.all([csc.service.close(), smartCa.service.close()]);
  });

  const part = <T>(type: new (...given: never[]) => T): T =>
    office.app.get<T>(type, { strict: false });
  const enrol = (
    medium: 'csc-v2' | 'smartca' | 'mysign',
    given: {
      actor?: Actor;
      credentialId?: string;
      image?: Uint8Array | null;
      secret?: string;
    } = {},
  ): ReturnType<EnrolRemoteUseCase['execute']> =>
    part(EnrolRemoteUseCase).execute({
      medium,
      user: REMOTE_USER,
      owner: { kind: 'post' },
      actor: given.actor ?? leader,
      credentialId: given.credentialId ?? 'KEY-RSA-1',
      secret: given.secret ?? csc.pin,
      image: given.image === undefined ? signaturePng() : given.image,
    });
  const sign = async (actor: Actor, secret: string): Promise<string> => {
    const id = await records.add(['NguoiKy']);
    const order = await part(SigningSubjects).order(actor, records.wish(id, 'NguoiKy'));
    const key = await part(SigningDesk).unlock({ kind: 'post', postId: actor.postId }, secret);
    const { sha256 } = await part(SigningDesk).sign(order, key);
    const { signatures } = await part(Verifier).verifyStored(sha256);
    return signatures.map(({ signer }) => signer.name).join();
  };

  it('names the services that the settings give', () => {
    const named = part(RemoteSigning)
      .configured()
      .map(({ medium }) => medium);
    expect(named).toEqual(['csc-v2', 'smartca']);
  });

  it('is offered with what it says and asks for', async () => {
    const [offered] = await part(EnrolRemoteUseCase).offered(leader, {
      medium: 'csc-v2',
      user: REMOTE_USER,
    });
    expect(offered).toMatchObject({
      credentialId: 'KEY-RSA-1',
      commonName: 'Nguyễn Thị Hằng',
      issuerName: 'CA Thử nghiệm',
      isUsable: true,
      asksFor: ['pin'],
    });
  });

  it('is offered though another of its holder cannot be read', async () => {
    const listed = await part(RemoteSigning).service('csc-v2').listCertificates(REMOTE_USER);
    const broken = { ...listed[0], credentialId: 'KEY-0', certificate: Buffer.from('AAAA') };
    const list = jest
      .spyOn(part(RemoteSigning).service('csc-v2'), 'listCertificates')
      .mockResolvedValueOnce([broken as (typeof listed)[0], ...listed]);
    const offered = await part(EnrolRemoteUseCase).offered(leader, {
      medium: 'csc-v2',
      user: REMOTE_USER,
    });
    expect(offered.map(({ credentialId }) => credentialId)).toEqual(['KEY-RSA-1']);
    list.mockRestore();
  });

  it('is registered for a post, which signs with it through the desk', async () => {
    const { id } = await enrol('csc-v2');
    const [row] = await office.db.query<{ medium: string; location: object; sealed_key: null }[]>(
      'SELECT medium, location, sealed_key FROM signing.credential WHERE id = $1',
      [id],
    );
    expect(row).toEqual({
      medium: 'csc-v2',
      location: { user: REMOTE_USER, credentialId: 'KEY-RSA-1' },
      sealed_key: null,
    });
    expect(await sign(leader, csc.pin)).toBe('Nguyễn Thị Hằng');
  });

  it('has a code sent to its holder, and signs with PIN and code', async () => {
    csc.asks = ['PIN', 'OTP'];
    await part(SendOneTimeCodeUseCase).execute(leader, null);
    expect(await sign(leader, `${csc.pin} ${csc.oneTimeCode ?? ''}`)).toBe('Nguyễn Thị Hằng');
    await expect(sign(leader, csc.pin)).rejects.toThrow(RemoteSecretMissingError);
    csc.asks = ['PIN'];
  });

  it('signs of a batch what the service still signs, and says of the rest why not', async () => {
    csc.multisign = 2;
    csc.quota = csc.signed.length + 4;
    const ids = await Promise.all(Array.from({ length: 5 }, () => records.add(['NguoiKy'])));
    const items = ids.map((id) => ({ ...records.wish(id, 'NguoiKy'), title: 'Biên bản' }));
    const owner = { kind: 'post', postId: leader.postId } as const;
    const batch = { owner, title: 'Ký 5 văn bản', items };
    const { batchId } = await part(BatchStart).start(leader, batch, csc.pin);
    await part(SigningBatches).whenIdle();

    const { items: results } = await part(GetBatchQuery).execute(batchId);
    expect(results.map(({ state }) => state)).toEqual([...Array<string>(4).fill('done'), 'failed']);
    expect(results[4]?.problem?.code).toBe('signing.remote-quota');
    const requests = await office.db.query<{ state: string }[]>(
      'SELECT state FROM signing.request WHERE batch_id = $1 ORDER BY state',
      [batchId],
    );
    expect(requests.map(({ state }) => state)).toEqual([
      ...Array<string>(4).fill('applied'),
      'failed',
    ]);
    csc.quota = Number.POSITIVE_INFINITY;
    csc.multisign = 10;
  });

  it('replaces the one before and keeps its image', async () => {
    const { id } = await enrol('smartca', { image: null });
    const living = await office.db.query<{ id: string }[]>(
      'SELECT id FROM signing.credential WHERE post_id = $1 AND revoked_at IS NULL',
      [leader.postId],
    );
    expect(living).toEqual([{ id }]);
    expect(await sign(leader, '-')).toBe('Nguyễn Thị Hằng');
    // The proof at registration, then the record.
    expect(smartCa.signed).toHaveLength(2);
  });

  const living = async ({ postId }: Actor): Promise<number> => {
    const found = await office.db.query<unknown[]>(
      'SELECT 1 FROM signing.credential WHERE post_id = $1 AND revoked_at IS NULL',
      [postId],
    );
    return found.length;
  };

  it('is nobody’s who cannot have its holder authorise it', async () => {
    await expect(enrol('csc-v2', { actor: namesake, secret: '000000' })).rejects.toMatchObject({
      code: 'signing.remote-wrong-pin',
    });
    smartCa.holder = 'rejects';
    await expect(enrol('smartca', { actor: namesake })).rejects.toThrow(RemoteRejectedError);
    smartCa.holder = 'approves';
    smartCa.lies = true;
    await expect(enrol('smartca', { actor: namesake })).rejects.toThrow(PossessionNotProvenError);
    smartCa.lies = false;
    expect(await living(namesake)).toBe(0);
  });

  it('is refused to a post of another name before anybody is asked', async () => {
    const asked = smartCa.transactions.size;
    await expect(enrol('smartca', { actor: deputy })).rejects.toThrow(CertificateOfAnotherError);
    expect(smartCa.transactions.size).toBe(asked);
    expect(await living(deputy)).toBe(0);
  });

  it('is asked for, and codes are sent, so often and no oftener', async () => {
    const actor = { ...deputy, accountId: '0198e000-0000-7000-8000-0000000000aa' };
    const list = (): Promise<unknown> =>
      part(EnrolRemoteUseCase).offered(actor, { medium: 'csc-v2', user: REMOTE_USER });
    const code = (): Promise<void> =>
      part(SendOneTimeCodeUseCase).executeBefore(actor, {
        ...{ medium: 'csc-v2', user: REMOTE_USER, credentialId: 'KEY-RSA-1' },
      });
    for (let count = 0; count < 20; count += 1) await list();
    await expect(list()).rejects.toThrow(RemoteAskedTooOftenError);
    for (let count = 0; count < 5; count += 1) await code();
    await expect(code()).rejects.toThrow(RemoteAskedTooOftenError);
    office.clock.moveTo(new Date(office.clock.now().getTime() + 10 * 60_000));
    await expect(list()).resolves.toHaveLength(1);
  });

  it('is refused when it is not there, cannot sign, has no image or no service', async () => {
    await expect(enrol('csc-v2', { credentialId: 'KEY-OF-OTHERS' })).rejects.toThrow(
      RemoteCertificateNotFoundError,
    );
    await expect(enrol('csc-v2', { actor: namesake, image: null })).rejects.toThrow(
      SignatureImageMissingError,
    );
    await expect(enrol('mysign')).rejects.toThrow(RemoteNotConfiguredError);
    csc.keyStatus = 'disabled';
    await expect(enrol('csc-v2')).rejects.toThrow(RemoteCredentialDisabledError);
    csc.keyStatus = 'enabled';
  });
});
