import { sign, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { JointRecords } from '../../../test/builders/joint-record.js';
import { signaturePng } from '../../../test/builders/key-files.js';
import { aPost, aWard } from '../../../test/builders/signing-people.js';
import { type ThrowawayPki, throwawayPki } from '../../../test/mocks/signing-keys.js';
import { type Mischief, MockVgcaProgram } from '../../../test/mocks/vgca/mock-vgca-program.js';
import { TextSocket } from '../../../test/mocks/vgca/text-socket.js';
import { startTestApp, type TestApp } from '../../../test/setup/test-app.js';
import { callVgca } from '../../../web/src/signing/vgca/vgca-program.js';
import type { Actor } from '../../platform/access/actor.js';
import { rows } from '../../platform/database/rows.js';
import { BatchStart } from './batch-start.js';
import { type DevicePortion, DeviceBatches } from './device-batches.js';
import { GetBatchQuery } from './queries/get-batch.query.js';
import { VgcaSigning } from './signers/vgca/vgca-signing.js';
import { SigningDesk, type SigningTask } from './signing-desk.js';
import { SigningRequests } from './signing-requests.js';
import { EnrolVgcaUseCase } from './use-cases/enrol-remote/enrol-vgca.use-case.js';
import { SignerRefusedError } from './signing.errors.js';

describe('a batch whose key is on the signer’s own PC', () => {
  let pki: ThrowawayPki;
  let office: TestApp;
  let program: MockVgcaProgram;
  let records: JointRecords;
  let leader: Actor;

  beforeAll(async () => {
    pki = await throwawayPki();
    office = await startTestApp({ worker: false, listen: true });
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
  });

  const part = <T>(type: new (...given: never[]) => T): T =>
    office.app.get<T>(type, { strict: false });
  const keptBy = (medium: 'agent' | 'vgca'): Promise<unknown> =>
    office.db.query('UPDATE signing.credential SET medium = $1', [medium]);
  const start = async (ids: readonly string[]): Promise<string> => {
    const owner = { kind: 'post', postId: leader.postId } as const;
    const items = ids.map((id, at) => ({
      ...records.wish(id, 'NguoiKy'),
      title: `Văn bản ${at + 1}`,
    }));
    // No PIN: the device asks for it.
    return (await part(BatchStart).start(leader, { owner, title: 'Ký', items }, undefined)).batchId;
  };
  const added = (count: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, () => records.add(['NguoiKy'])));
  const next = (batchId: string, most: number): Promise<DevicePortion> =>
    part(DeviceBatches).next(leader, batchId, most);
  const view = (batchId: string): ReturnType<GetBatchQuery['execute']> =>
    part(GetBatchQuery).execute(batchId);
  const states = async (batchId: string): Promise<string[]> =>
    (await view(batchId)).items.map(({ state }) => state);
  const valueOf = ({ toSign }: SigningTask): Uint8Array =>
    sign('sha256', toSign?.signedAttributes ?? new Uint8Array(), pki.leader.key);
  const timesSigned = async (ids: readonly string[]): Promise<number[]> => {
    const found = await rows<{ n: number }>(
      office.db,
      `SELECT (SELECT count(*)::int FROM signing.request
                WHERE subject_id = asked.id AND state = 'applied') AS n FROM unnest($1::uuid[]) AS asked (id)`,
      [ids],
    );
    return found.map(({ n }) => n);
  };

  describe('on a token', () => {
    beforeEach(() => keptBy('agent'));

    it('is laid out at once for one PIN, and each document has its own result', async () => {
      const ids = [...(await added(3)), await records.add(['Khac'])];
      const batchId = await start(ids);
      expect(await view(batchId)).toMatchObject({ device: 'agent', signed: 0, total: 4 });

      const { tasks, left } = await next(batchId, 200);
      expect({ tasks: tasks.length, left }).toEqual({ tasks: 3, left: 0 });
      expect(await view(batchId)).toMatchObject({ interrupted: false, finished: false });
      // Pressed in another window as well.
      expect(await start(ids.slice(0, 3))).toBe(batchId);
      const [first, second, third] = tasks as [SigningTask, SigningTask, SigningTask];
      await part(SigningDesk).complete(leader, first.requestId, valueOf(first));
      await part(SigningDesk).refuse(second.requestId, new SignerRefusedError('Người ký từ chối'));
      await expect(
        part(SigningDesk).complete(leader, third.requestId, valueOf(first)),
      ).rejects.toMatchObject({ code: 'signing.signature-not-accepted' });

      const { items, finished, signed } = await view(batchId);
      expect(items.map(({ state }) => state)).toEqual(['done', 'failed', 'failed', 'failed']);
      expect(items[1]?.problem?.vi).toContain('Người ký từ chối');
      expect({ finished, signed }).toEqual({ finished: true, signed: 1 });
    });

    it('is one, though it is started in two windows at once', async () => {
      const ids = await added(3);
      const [first, second] = await Promise.all([start(ids), start(ids)]);
      expect(second).toBe(first);
      expect((await next(first, 2)).tasks).toHaveLength(2);

      await part(SigningRequests).closeOfBatch(first, 'failed', 'signing.request-expired');
      // Between two portions nothing is laid out.
      expect(await start(ids)).toBe(first);
      expect(await view(first)).toMatchObject({ interrupted: false, finished: false });
    });

    it('is taken up again after its page was lost, and signs each document once', async () => {
      const ids = await added(5);
      const batchId = await start(ids);
      const lost = await next(batchId, 3);
      const [first, second] = lost.tasks as [SigningTask, SigningTask];
      await part(SigningDesk).complete(leader, first.requestId, valueOf(first));

      await part(BatchStart).resume(leader, batchId, undefined);

      expect(await states(batchId)).toEqual([
        'done',
        ...Array.from({ length: 4 }, () => 'waiting'),
      ]);
      // The page that seemed lost answers after all.
      await expect(
        part(SigningDesk).complete(leader, second.requestId, valueOf(second)),
      ).rejects.toMatchObject({ code: 'signing.request-closed' });
      const { tasks } = await next(batchId, 200);
      for (const task of tasks)
        await part(SigningDesk).complete(leader, task.requestId, valueOf(task));
      expect(await view(batchId)).toMatchObject({ finished: true, interrupted: false, signed: 5 });
      expect(await timesSigned(ids)).toEqual([1, 1, 1, 1, 1]);
    });
  });

  describe('under VGCA Sign Service', () => {
    beforeEach(() => keptBy('vgca'));

    const press = async (task: SigningTask, mischief: Mischief | null): Promise<void> => {
      program.mischief = mischief;
      const base = `${office.url}/api/v1/signing/vgca`;
      const addresses = {
        download: (token: string) => `${base}/files/${token}/van-ban.pdf`,
        upload: (token: string) => `${base}/uploads/${token}`,
      };
      const call = await part(VgcaSigning).begin(leader, task.requestId, addresses);
      await callVgca(call, { address: program.server.address, open: (url) => new TextSocket(url) });
    };

    it('goes document by document, and one that is refused stops no other', async () => {
      const ids = await added(3);
      const batchId = await start(ids);
      const given: (Mischief | null)[] = [null, 'extra-page', null];
      for (const mischief of given) {
        const { tasks } = await next(batchId, 1);
        for (const task of tasks) await press(task, mischief);
      }

      const { items, finished } = await view(batchId);
      expect(items.map(({ state }) => state)).toEqual(['done', 'failed', 'done']);
      expect(items[1]?.problem?.code).toBe('signing.returned-file-refused');
      expect(finished).toBe(true);
      expect(await timesSigned(ids)).toEqual([1, 0, 1]);
    });
  });
});
