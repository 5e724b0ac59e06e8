import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type ThrowawayPki, throwawayPki } from '../../../../../test/mocks/signing-keys.js';
import { JointRecords } from '../../../../../test/builders/joint-record.js';
import { signaturePng } from '../../../../../test/builders/key-files.js';
import { aPost, aWard } from '../../../../../test/builders/signing-people.js';
import {
  type Mischief,
  MockVgcaProgram,
} from '../../../../../test/mocks/vgca/mock-vgca-program.js';
import { TextSocket } from '../../../../../test/mocks/vgca/text-socket.js';
import { startUpload } from '../../../../../test/builders/slow-upload.js';
import { startTestApp, type TestApp } from '../../../../../test/setup/test-app.js';
import { callVgca, type VgcaOutcome } from '../../../../../web/src/signing/vgca/vgca-program.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { EnrolVgcaUseCase } from '../../use-cases/enrol-remote/enrol-vgca.use-case.js';
import { SigningDesk } from '../../signing-desk.js';
import { NotAPdfError } from '../../signing.errors.js';
import { SigningSubjects } from '../../signing-subjects.js';
import { OutsideThread } from '../../verification/outside-thread.js';
import { Verifier } from '../../verifier.js';
import { NotForVgcaError } from './vgca.errors.js';
import { type VgcaCall, VgcaSigning } from './vgca-signing.js';

describe('signing by the VGCA program', () => {
  let pki: ThrowawayPki;
  let office: TestApp;
  let program: MockVgcaProgram;
  let records: JointRecords;
  let leader: Actor;

  beforeAll(async () => {
    pki = await throwawayPki();
    office = await startTestApp({ worker: false, listen: true, env: { FILES_MAX_MB: '1' } });
    program = new MockVgcaProgram(() => office.clock.now(), pki.leader);
    await program.server.listen();
    records = await JointRecords.open(office);
    leader = await aPost(office, await aWard(office), 'Nguyễn Thị Hằng', 'Chủ tịch');
    await part(EnrolVgcaUseCase).execute({
      actor: leader,
      owner: { kind: 'post' },
      file: Buffer.from(new X509Certificate(pki.leader.certificate).toString()),
      image: signaturePng(),
    });
  }, 60_000);
  afterAll(async () => {
    await program.server.close();
    await office.close();
  });
  beforeEach(() => {
    program.mischief = null;
    program.token = pki.leader;
  });

  const part = <T>(type: new (...given: never[]) => T): T =>
    office.app.get<T>(type, { strict: false });
  const base = (): string => `${office.url}/api/v1/signing/vgca`;
  const begin = (requestId: string): Promise<VgcaCall> =>
    part(VgcaSigning).begin(leader, requestId, {
      download: (token) => `${base()}/files/${token}/van-ban.pdf`,
      upload: (token) => `${base()}/uploads/${token}`,
    });
  const aRequest = async (fields = ['NguoiKy']): Promise<{ id: string; requestId: string }> => {
    const id = await records.add(fields);
    const order = await part(SigningSubjects).order(leader, records.wish(id, 'NguoiKy'));
    const owner = { kind: 'post', postId: leader.postId } as const;
    const { requestId } = await part(SigningDesk).prepareFor(order, owner);
    return { id, requestId };
  };
  const press = (call: VgcaCall): Promise<VgcaOutcome> =>
    callVgca(call, { address: program.server.address, open: (url) => new TextSocket(url) });

  it('fetches, signs and returns the document, which is signed when the server says so', async () => {
    const { id, requestId } = await aRequest();
    const call = await begin(requestId);

    expect(call.act).toBe('vgca_sign_approved');
    expect(await press(call)).toEqual({ state: 'done' });

    expect(program.asked.at(-1)).toBe('/SignApproved');
    expect(await part(VgcaSigning).state(requestId)).toBe('applied');
    const { signatures } = await part(Verifier).verifyStored(await records.head(id));
    expect(signatures.map(({ signer }) => signer.name)).toEqual(['Nguyễn Thị Hằng']);
  });

  it.each<[Mischief, RegExp]>([
    ['prefix-changed', /không phải bản tiếp nối/],
    ['unsigned', /chưa có chữ ký/],
    ['two-signatures', /nhiều hơn một chữ ký/],
    ['extra-page', /thay đổi khác ngoài chữ ký/],
    ['text-after-signature', /Sau chữ ký mới còn nội dung khác|thay đổi khác ngoài chữ ký/],
    ['not-a-pdf', /không phải bản tiếp nối/],
  ])('takes no file with %s, and the request stays open', async (mischief, sentence) => {
    const { id, requestId } = await aRequest();
    const before = await records.head(id);
    program.mischief = mischief;

    expect(await press(await begin(requestId))).toMatchObject({
      state: 'refused',
      message: expect.stringMatching(sentence),
    });

    expect(await records.head(id)).toBe(before);
    expect(await part(VgcaSigning).state(requestId)).toBe('prepared');
    program.mischief = null;
    expect(await press(await begin(requestId))).toEqual({ state: 'done' });
  });

  it('takes no signature of another token than the registered one', async () => {
    const { id, requestId } = await aRequest();
    program.token = pki.inspector;
    expect(await press(await begin(requestId))).toMatchObject({
      message: expect.stringMatching(/chứng thư số khác/),
    });
    expect((await part(Verifier).verifyStored(await records.head(id))).signatures).toEqual([]);
  });

  it('has the file looked at beside the event loop, and one that costs too much refused', async () => {
    const { requestId } = await aRequest();
    const asking = jest.spyOn(part(OutsideThread), 'ask');
    asking.mockRejectedValueOnce(new NotAPdfError('pdf.too-complex'));
    expect(await press(await begin(requestId))).toMatchObject({ state: 'refused' });
    expect(await part(VgcaSigning).state(requestId)).toBe('prepared');

    expect(await press(await begin(requestId))).toEqual({ state: 'done' });
    expect(asking.mock.calls.map(([act]) => act)).toEqual(['compareReturned', 'compareReturned']);
    asking.mockRestore();
  });

  it('believes no word of the program: what it did not send is not signed', async () => {
    const { requestId } = await aRequest();
    program.mischief = 'not-sent';
    expect(await press(await begin(requestId))).toEqual({ state: 'done' });
    expect(await part(VgcaSigning).state(requestId)).toBe('prepared');
    program.mischief = 'cancelled';
    expect(await press(await begin(requestId))).toEqual({
      state: 'refused',
      message: 'Người dùng đã hủy thao tác ký',
    });
  });

  it('is judged by who its signer is when he presses, not when it was laid out', async () => {
    const { requestId } = await aRequest();
    await office.db.query(
      `UPDATE signing.request SET actor = jsonb_set(actor, '{roles}', '["officer"]') WHERE id = $1`,
      [requestId],
    );
    await begin(requestId);
    const [{ roles }] = await office.db.query<[{ roles: string[] }]>(
      `SELECT actor -> 'roles' AS roles FROM signing.request WHERE id = $1`,
      [requestId],
    );
    expect(roles).toEqual(leader.roles);
  });

  it('opens each way once, and neither in the other direction', async () => {
    const { requestId } = await aRequest();
    const { parameters } = await begin(requestId);
    const upload = parameters.FileUploadHandler;
    const crossed = upload.replace('/uploads/', '/files/').concat('/van-ban.pdf');

    expect((await fetch(crossed)).status).toBe(404);
    expect((await fetch(parameters.FileName)).status).toBe(200);
    expect((await fetch(parameters.FileName)).status).toBe(404);
    expect(await program.send(upload, new Uint8Array([1]))).toMatchObject({ Status: false });
    const again = await begin(requestId);
    expect(await press(again)).toEqual({ state: 'done' });
    const late = await program.send(
      again.parameters.FileUploadHandler,
      program.lastSigned ?? new Uint8Array(),
    );
    expect(late).toMatchObject({ Status: false, Message: expect.stringMatching(/đã được dùng/) });
  });

  it('answers who has no ticket, and who comes twice with one, before the file is sent', async () => {
    const { requestId } = await aRequest();
    const { parameters } = await begin(requestId);
    const unknown = `${base()}/uploads/${'A'.repeat(43)}`;
    const stranger = startUpload(unknown);
    expect(await stranger.answer).toMatch(/"Status":false/);
    stranger.end();

    const slow = startUpload(parameters.FileUploadHandler);
    const second = startUpload(parameters.FileUploadHandler);
    // Which of the two came first is open; one of them is refused while the other still sends.
    const refused = await Promise.race([slow.answer, second.answer]);
    expect(refused).toMatch(/nhiều văn bản/);
    slow.end();
    second.end();
    await Promise.allSettled([slow.answer, second.answer]);
    expect(await press(await begin(requestId))).toEqual({ state: 'done' });
  });

  it.each([2_000_000, 1_070_000, 0])(
    'says in the words of the program that %d bytes are no document that it takes',
    async (size) => {
      const { requestId } = await aRequest();
      const { parameters } = await begin(requestId);
      expect(await program.send(parameters.FileUploadHandler, new Uint8Array(size))).toMatchObject({
        Status: false,
        Message: expect.stringMatching(size === 0 ? /PDF/ : /1 MB/),
      });
      expect(await press(await begin(requestId))).toEqual({ state: 'done' });
    },
  );

  it.each([
    ['multipart/form-data', 'no boundary'],
    ['multipart/form-data; boundary=x', 'no form'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="uploadfile"; f',
    ],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="uploadfile"; filename="a.pdf"\r\n\r\n%PDF-1.7',
    ],
  ])(
    'says so in the words of the program where nobody can read its form: %s, %s',
    async (type, body) => {
      const { requestId } = await aRequest();
      const { parameters } = await begin(requestId);
      const headers = { 'Content-Type': type };
      const sent = await fetch(parameters.FileUploadHandler, { method: 'POST', headers, body });
      expect([sent.status, await sent.json()]).toMatchObject([200, { Status: false }]);
      expect(await part(VgcaSigning).state(requestId)).toBe('prepared');
    },
  );

  it('opens one document only', async () => {
    const one = await aRequest();
    const other = await aRequest();
    await press(await begin(one.requestId));
    const signedOne = program.lastSigned ?? new Uint8Array();
    const { parameters } = await begin(other.requestId);
    expect(await program.send(parameters.FileUploadHandler, signedOne)).toMatchObject({
      Status: false,
      Message: expect.stringMatching(/không phải bản tiếp nối/),
    });
    expect(await part(VgcaSigning).state(other.requestId)).toBe('prepared');
  });

  it('ends with its time, and as soon as a newer one is given out', async () => {
    const { requestId } = await aRequest();
    const first = await begin(requestId);
    const second = await begin(requestId);
    expect((await fetch(first.parameters.FileName)).status).toBe(404);
    office.clock.moveTo(new Date(office.clock.now().getTime() + 10 * 60_000));
    expect((await fetch(second.parameters.FileName)).status).toBe(404);
    expect(
      await program.send(second.parameters.FileUploadHandler, new Uint8Array([1])),
    ).toMatchObject({ Status: false });
    const stored = await office.db.query<{ token_sha256: string }[]>(
      'SELECT token_sha256 FROM signing.vgca_ticket',
    );
    const token = /files\/([\w-]+)\//.exec(second.parameters.FileName)?.[1] ?? '';
    expect(token).toHaveLength(43);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('tells the page that no such program answers', async () => {
    const { requestId } = await aRequest();
    const call = await begin(requestId);
    const outcome = await callVgca(call, {
      address: 'ws://127.0.0.1:1',
      open: (url) => new TextSocket(url),
    });
    expect(outcome).toEqual({ state: 'absent' });
  });

  it('gives no ticket for a key of another medium', async () => {
    const { requestId } = await aRequest();
    await office.db.query(
      `UPDATE signing.credential SET medium = 'agent' WHERE post_id = $1 AND revoked_at IS NULL`,
      [leader.postId],
    );
    await expect(begin(requestId)).rejects.toThrow(NotForVgcaError);
    await office.db.query(
      `UPDATE signing.credential SET medium = 'vgca' WHERE post_id = $1 AND revoked_at IS NULL`,
      [leader.postId],
    );
  });
});
