import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JointRecords } from '../../../../../test/builders/joint-record.js';
import { signaturePng } from '../../../../../test/builders/key-files.js';
import { aPost, aWard } from '../../../../../test/builders/signing-people.js';
import { MockCsc } from '../../../../../test/mocks/csc/mock-csc.js';
import { REMOTE_USER, RemoteDesk } from '../../../../../test/mocks/remote-desk.js';
import { MockSmartCa } from '../../../../../test/mocks/smartca/mock-smartca.js';
import { startTestApp, type TestApp } from '../../../../../test/setup/test-app.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { SignatureImageMissingError } from '../../enrolment/enrolment.errors.js';
import { SigningDesk } from '../../signing-desk.js';
import { SigningSubjects } from '../../signing-subjects.js';
import {
  RemoteCertificateNotFoundError,
  RemoteCredentialDisabledError,
  RemoteNotConfiguredError,
  RemoteWrongOneTimeCodeError,
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
  }, 60_000);
  afterAll(async () => {
    await office.close();
    await Promise.all([csc.service.close(), smartCa.service.close()]);
  });

  const part = <T>(type: new (...given: never[]) => T): T =>
    office.app.get<T>(type, { strict: false });
  const enrol = (
    medium: 'csc-v2' | 'smartca' | 'mysign',
    given: { actor?: Actor; credentialId?: string; image?: Uint8Array | null } = {},
  ): ReturnType<EnrolRemoteUseCase['execute']> =>
    part(EnrolRemoteUseCase).execute({
      medium,
      user: REMOTE_USER,
      owner: { kind: 'post' },
      actor: given.actor ?? leader,
      credentialId: given.credentialId ?? 'KEY-RSA-1',
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
    const [offered] = await part(EnrolRemoteUseCase).offered({
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
    await expect(sign(leader, csc.pin)).rejects.toThrow(RemoteWrongOneTimeCodeError);
    csc.asks = ['PIN'];
  });

  it('replaces the one before and keeps its image', async () => {
    const { id } = await enrol('smartca', { image: null });
    const living = await office.db.query<{ id: string }[]>(
      'SELECT id FROM signing.credential WHERE post_id = $1 AND revoked_at IS NULL',
      [leader.postId],
    );
    expect(living).toEqual([{ id }]);
    expect(await sign(leader, '-')).toBe('Nguyễn Thị Hằng');
    expect(smartCa.signed).toHaveLength(1);
  });

  it('is refused when it is not there, cannot sign, has no image or no service', async () => {
    await expect(enrol('csc-v2', { credentialId: 'KEY-OF-OTHERS' })).rejects.toThrow(
      RemoteCertificateNotFoundError,
    );
    await expect(enrol('csc-v2', { actor: deputy, image: null })).rejects.toThrow(
      SignatureImageMissingError,
    );
    await expect(enrol('mysign')).rejects.toThrow(RemoteNotConfiguredError);
    csc.keyStatus = 'disabled';
    await expect(enrol('csc-v2')).rejects.toThrow(RemoteCredentialDisabledError);
    csc.keyStatus = 'enabled';
  });
});
