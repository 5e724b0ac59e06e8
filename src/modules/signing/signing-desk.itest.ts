import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { aPage, JointRecords } from '../../../test/builders/joint-record.js';
import { aPost, aWard, withPlainImages } from '../../../test/builders/signing-people.js';
import { startTestApp, type TestApp } from '../../../test/setup/test-app.js';
import type { Actor } from '../../platform/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow, rows } from '../../platform/database/rows.js';
import { FileStore } from '../files/index.js';
import { BatchLeases } from './batch-leases.js';
import {
  CertificateReplacedError,
  CertificateRevokedError,
} from './certificates/certificates.errors.js';
import {
  type SignatureWish,
  SigningBatches,
  SigningDesk,
  SigningSetup,
  SigningSubjects,
  type UnlockedKey,
  Verifier,
} from './index.js';
import { GetBatchQuery } from './queries/get-batch.query.js';
import { COMPLETE_OWN_REQUEST } from './signing.policy.js';
import {
  BatchAtWorkError,
  PinLockedError,
  RequestClosedError,
  SignatureNotAcceptedError,
  WrongPinError,
} from './signing.errors.js';

const PIN = '482913';
const NAMES = [
  'Nguyễn Đăng Quyết',
  'Trần Thị Mai Phương',
  'Đỗ Văn Lượng',
  'Phạm Thị Hằng',
  'Ngô Xuân Tuyển',
  'Vũ Thị Ánh',
  'Lưu Đình Khoa',
  'Bùi Thị Ngọc',
];

describe('the signing desk', () => {
  let office: TestApp;
  let desk: SigningDesk;
  let records: JointRecords;
  let people: readonly Actor[];
  let leader: Actor;
  let other: Actor;
  let third: Actor;
  let clerk: Actor;

  beforeAll(async () => {
    office = await startTestApp({ worker: false });
    desk = office.app.get(SigningDesk, { strict: false });
    records = await JointRecords.open(office);
    const agencyId = await aWard(office);
    people = await Promise.all(NAMES.map((name) => aPost(office, agencyId, name, 'Ủy viên')));
    [leader, other, third] = people as [Actor, Actor, Actor];
    clerk = await aPost(office, agencyId, 'Lê Thị Nhàn', 'Văn thư');
    const agencyName = 'Ủy ban nhân dân phường Từ Sơn';
    await office.app.get(SigningSetup, { strict: false }).ensureDemoCredentials(
      people.map((actor) => ({
        postId: actor.postId,
        fullName: actor.personName,
        title: actor.postTitle,
        agencyName,
      })),
      [{ agencyId, agencyName, sealDiameterMm: 36, clerkPostIds: [clerk.postId] }],
      PIN,
    );
    await withPlainImages(office);
  }, 60_000);
  afterAll(() => office.close());

  const own = (actor: Actor): Promise<UnlockedKey> =>
    desk.unlock({ kind: 'post', postId: actor.postId }, PIN);
  const press = async (actor: Actor, wish: SignatureWish): Promise<string> => {
    const order = await office.app.get(SigningSubjects, { strict: false }).order(actor, wish);
    const applied = await desk.sign(order, await own(actor));
    return applied.sha256;
  };
  const judge = async (sha256: string): Promise<Awaited<ReturnType<Verifier['verify']>>> =>
    office.app
      .get(Verifier, { strict: false })
      .verify(await office.app.get(FileStore, { strict: false }).read(sha256));

  it('certifies with the first signature, locks with the seal, and its own verifier agrees', async () => {
    const files = office.app.get(FileStore, { strict: false });
    const id = await records.add(['NguoiKy', 'CoQuan']);
    const signed = await press(leader, records.wish(id, 'NguoiKy'));
    const seal = await desk.unlock(
      { kind: 'agency', agencyId: clerk.agencyId, clerkPostId: clerk.postId },
      PIN,
    );
    const order = await office.app
      .get(SigningSubjects, { strict: false })
      .order(clerk, records.wish(id, 'CoQuan', true));
    const { sha256: sealed } = await desk.sign(order, seal);
    const file = await files.read(sealed);
    const report = await judge(sealed);

    expect(file.subarray(0, (await files.read(signed)).length)).toEqual(await files.read(signed));
    expect(report.verdict).toBe('valid');
    expect(
      report.signatures.map((signature) => [
        signature.signer.name,
        signature.verdict,
        signature.changedFields,
      ]),
    ).toEqual([
      ['Nguyễn Đăng Quyết', 'valid', ['CoQuan']],
      ['Ủy ban nhân dân phường Từ Sơn', 'valid', []],
    ]);
  });

  it('applies one of two signatures pressed at once on the same field', async () => {
    const id = await records.add(['NguoiKy']);
    const wish = records.wish(id, 'NguoiKy');

    const results = await Promise.allSettled([press(leader, wish), press(leader, wish)]);

    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await applied(office, id)).toBe(1);
  });

  it.each(seeds())(
    'loses and doubles no signature when eight sign one record at once (%i)',
    async () => {
      const fields = people.map((_, index) => `NguoiKy${index}`);
      const id = await records.add(fields);

      const signed = await Promise.all(
        people.map((actor, index) => press(actor, records.wish(id, `NguoiKy${index}`))),
      );

      const report = await judge(await records.head(id));
      expect(new Set(signed).size).toBe(8);
      expect(await applied(office, id)).toBe(8);
      expect(report.signatures.map(({ signer }) => signer.name).toSorted()).toEqual(
        NAMES.toSorted(),
      );
      expect(report.signatures.map(({ verdict }) => verdict)).toEqual(people.map(() => 'valid'));
    },
    60_000,
  );

  it('leaves nothing signed when what the signature means cannot become true', async () => {
    const id = await records.add(['NguoiKy']);
    const before = await records.head(id);
    records.refusal = new Error('moved on');

    await expect(press(leader, records.wish(id, 'NguoiKy'))).rejects.toThrow('moved on');
    records.refusal = null;

    expect(await applied(office, id)).toBe(0);
    expect(await records.head(id)).toBe(before);
  });

  it('signs nothing more with a key whose certificate was revoked after it was unlocked', async () => {
    const id = await records.add(['NguoiKy']);
    const before = await records.head(id);
    const key = await own(leader);
    const order = await office.app
      .get(SigningSubjects, { strict: false })
      .order(leader, records.wish(id, 'NguoiKy'));
    const setEnd = (cause: string | null): Promise<unknown> =>
      office.db.query(
        `UPDATE signing.credential SET revoked_at = CASE WHEN $2::text IS NOT NULL THEN $3::timestamptz END,
                end_cause = $2, end_reason = CASE WHEN $2::text IS NOT NULL THEN 'Mất thiết bị' END WHERE id = $1`,
        [key.credentialId, cause, office.clock.now()],
      );

    await setEnd('register');
    await expect(desk.sign(order, key)).rejects.toBeInstanceOf(CertificateRevokedError);
    await setEnd('replaced');
    await expect(desk.sign(order, key)).rejects.toBeInstanceOf(CertificateReplacedError);
    await setEnd(null);

    expect(await applied(office, id)).toBe(0);
    expect(await records.head(id)).toBe(before);
  });

  it('counts wrong PINs, tried in parallel too, and locks the key at the fifth', async () => {
    const owner = { kind: 'post', postId: other.postId } as const;
    const attempts = await Promise.allSettled(
      ['000000', '000001', '000002', '000003', '000004', '000005'].map((pin) =>
        desk.unlock(owner, pin),
      ),
    );
    const reasons = attempts.map((attempt) =>
      attempt.status === 'rejected' ? (attempt.reason as unknown) : null,
    );

    expect(reasons.filter((reason) => reason instanceof WrongPinError)).toHaveLength(5);
    expect(reasons.filter((reason) => reason instanceof PinLockedError)).toHaveLength(1);
    await expect(desk.unlock(owner, PIN)).rejects.toBeInstanceOf(PinLockedError);
    office.clock.moveTo(new Date(office.clock.now().getTime() + 16 * 60_000));
    await expect(desk.unlock(owner, PIN)).resolves.toMatchObject({
      commonName: 'Trần Thị Mai Phương',
    });
  });

  describe('with a key on another device', () => {
    const prepare = async (actor: Actor, wish: SignatureWish): ReturnType<typeof desk.prepareFor> =>
      desk.prepareFor(await office.app.get(SigningSubjects, { strict: false }).order(actor, wish), {
        kind: 'post',
        postId: actor.postId,
      });
    const valueFor = async (actor: Actor, requestId: string): Promise<Uint8Array> => {
      const key = await own(actor);
      const row = await maybeRow<{ prepared: Parameters<UnlockedKey['sign']>[0][number] }>(
        office.db,
        'SELECT prepared FROM signing.request WHERE id = $1',
        [requestId],
      );
      const [value] = await key.sign(row ? [row.prepared] : [], '');
      return value ?? new Uint8Array();
    };

    it('completes a stored request once, by the value alone', async () => {
      const id = await records.add(['NguoiKy']);
      const task = await prepare(leader, records.wish(id, 'NguoiKy'));
      const value = await valueFor(leader, task.requestId);

      expect(task.toSign?.digest).toHaveLength(32);
      await expect(desk.complete(leader, task.requestId, value)).resolves.toMatchObject({
        state: 'applied',
      });
      await expect(desk.complete(leader, task.requestId, value)).rejects.toBeInstanceOf(
        RequestClosedError,
      );
      expect((await judge(await records.head(id))).verdict).toBe('valid');
    });

    it('takes no value that is not good, and stays open for a better one', async () => {
      const id = await records.add(['NguoiKy']);
      const task = await prepare(leader, records.wish(id, 'NguoiKy'));
      const wrong = await valueFor(other, task.requestId);

      await expect(desk.complete(leader, task.requestId, wrong)).rejects.toBeInstanceOf(
        SignatureNotAcceptedError,
      );
      await expect(
        desk.complete(leader, task.requestId, await valueFor(leader, task.requestId)),
      ).resolves.toMatchObject({ state: 'applied' });
    });

    it('prepares again by itself when the document moved on meanwhile', async () => {
      const id = await records.add(['NguoiKy', 'NguoiKy2']);
      const task = await prepare(leader, records.wish(id, 'NguoiKy'));
      await press(other, records.wish(id, 'NguoiKy2'));

      const late = await desk.complete(
        leader,
        task.requestId,
        await valueFor(leader, task.requestId),
      );

      if (late.state !== 'prepared-again') throw new Error('The old base was signed');
      await expect(
        desk.complete(leader, late.task.requestId, await valueFor(leader, late.task.requestId)),
      ).resolves.toMatchObject({ state: 'applied' });
      expect((await judge(await records.head(id))).signatures).toHaveLength(2);
    });

    it('is completed by nobody else in that post, and by its maker as he is today', async () => {
      const id = await records.add(['NguoiKy']);
      const task = await prepare(leader, records.wish(id, 'NguoiKy'));
      const value = await valueFor(leader, task.requestId);
      const successor = { ...leader, personId: newId(), personName: 'Người kế nhiệm' };
      const today: Actor = { ...leader, postTitle: 'Phó Chủ tịch', roles: [] };
      const seen: Actor[] = [];
      const apply = jest.spyOn(records, 'apply').mockImplementationOnce((_, orders) => {
        seen.push(...orders.map(({ order }) => order.actor));
        return Promise.resolve();
      });

      await expect(desk.complete(successor, task.requestId, value)).rejects.toMatchObject({
        code: 'platform.not-found',
      });
      await desk.complete(today, task.requestId, value);

      apply.mockRestore();
      expect(seen).toEqual([today]);
      const params = { id: task.requestId };
      const sees = 'sees' in COMPLETE_OWN_REQUEST ? COMPLETE_OWN_REQUEST.sees : undefined;
      expect(await sees?.(office.db, leader, params)).toBe(true);
      expect(await sees?.(office.db, successor, params)).toBe(false);
    });

    it('closes what nobody answered in time, and what the signer refused, with the reason', async () => {
      const id = await records.add(['NguoiKy']);
      const refused = await prepare(leader, records.wish(id, 'NguoiKy'));
      await desk.refuse(refused.requestId, 'Sai nội dung');
      const late = await prepare(leader, records.wish(id, 'NguoiKy'));
      const value = await valueFor(leader, late.requestId);
      office.clock.moveTo(new Date(office.clock.now().getTime() + 16 * 60_000));

      await expect(desk.complete(leader, late.requestId, value)).rejects.toMatchObject({
        code: 'signing.request-expired',
      });
      expect(
        await rows(
          office.db,
          'SELECT state, reason FROM signing.request WHERE subject_id = $1 ORDER BY created_at',
          [id],
        ),
      ).toEqual([
        { state: 'refused', reason: 'Sai nội dung' },
        { state: 'expired', reason: 'signing.request-expired' },
      ]);
    });

    /** Two records of the same bytes, certified by their first signature. */
    const twins = async (): Promise<[string, string]> => {
      const files = office.app.get(FileStore, { strict: false });
      const id = await records.add(['NguoiKy', 'NguoiKy2', 'NguoiKy3']);
      const first = await press(third, records.wish(id, 'NguoiKy3'));
      return [id, await records.add([], await files.read(first))];
    };

    it('takes a whole file back only when it adds exactly this signature', async () => {
      const files = office.app.get(FileStore, { strict: false });
      const [id, twin] = await twins();
      const task = await prepare(leader, records.wish(id, 'NguoiKy'));
      const mine = await files.read(await press(leader, records.wish(twin, 'NguoiKy')));
      const both = await files.read(await press(other, records.wish(twin, 'NguoiKy2')));

      await expect(desk.completeWithFile(task.requestId, await aPage())).rejects.toMatchObject({
        params: { reason: 'prefix-changed' },
      });
      await expect(desk.completeWithFile(task.requestId, both)).rejects.toMatchObject({
        params: { reason: 'several-new-signatures' },
      });
      await expect(desk.completeWithFile(task.requestId, mine)).resolves.toMatchObject({
        state: 'applied',
      });
    });

    it('takes no whole file signed in another place, nor a seal that leaves the document open', async () => {
      const files = office.app.get(FileStore, { strict: false });
      const [id, twin] = await twins();
      const locking = await prepare(leader, records.wish(id, 'NguoiKy', true));
      const aside = await prepare(leader, records.wish(id, 'NguoiKy2'));
      const open = await files.read(await press(leader, records.wish(twin, 'NguoiKy')));

      await expect(desk.completeWithFile(aside.requestId, open)).rejects.toMatchObject({
        params: { reason: 'wrong-field' },
      });
      await expect(desk.completeWithFile(locking.requestId, open)).rejects.toMatchObject({
        params: { reason: 'not-locked' },
      });
      expect(await applied(office, id)).toBe(1);
    });
  });

  describe('in batches', () => {
    const start = async (ids: readonly string[]): Promise<string> =>
      office.app.get(SigningBatches, { strict: false }).start(
        leader,
        {
          owner: { kind: 'post', postId: leader.postId },
          title: 'Ký nhiều văn bản',
          items: ids.map((id, index) => ({
            ...records.wish(id, 'NguoiKy'),
            title: `Văn bản ${index}`,
          })),
        },
        await own(leader),
      );
    const view = (id: string): ReturnType<GetBatchQuery['execute']> =>
      office.app.get(GetBatchQuery, { strict: false }).execute(id);

    it('gives each document its own result', async () => {
      const ids = [
        await records.add(['NguoiKy']),
        await records.add([], await aPage()),
        await records.add(['NguoiKy']),
      ];
      const id = await start(ids);
      await office.app.get(SigningBatches, { strict: false }).whenIdle();

      const batch = await view(id);
      expect(batch.items.map(({ state }) => state)).toEqual(['done', 'failed', 'done']);
      expect(batch.items[1]?.problem?.vi).toContain('Chưa ký được');
      expect(batch).toMatchObject({ finished: true, interrupted: false, signed: 2 });
    });

    it('is interrupted when its process ends, and signs each document once when resumed', async () => {
      const batches = office.app.get(SigningBatches, { strict: false });
      const ids = await Promise.all(Array.from({ length: 30 }, () => records.add(['NguoiKy'])));
      const id = await start(ids);
      await batches.whenIdle();
      // As a crash leaves it: some results never came to be, and nobody holds the lease.
      await office.db.query(
        `UPDATE signing.batch_item SET state = 'signing' WHERE batch_id = $1 AND ordinal >= 10`,
        [id],
      );
      await office.db.query(
        `UPDATE signing.joint_record SET head = (SELECT base_sha256 FROM signing.request WHERE subject_id = joint_record.id), signed = '{}'
          WHERE id = ANY ($1)`,
        [ids.slice(20)],
      );
      await office.db.query('DELETE FROM signing.request WHERE subject_id = ANY ($1)', [
        ids.slice(20),
      ]);
      expect(await view(id)).toMatchObject({ interrupted: true, signed: 10 });

      await batches.resume(leader, id, PIN);
      await batches.whenIdle();

      const resumed = await view(id);
      expect(resumed.interrupted).toBe(false);
      expect(resumed.items.filter(({ state }) => state === 'done')).toHaveLength(20);
      expect(resumed.items.slice(10, 20).every(({ state }) => state === 'failed')).toBe(true);
      for (const one of ids) expect(await applied(office, one)).toBe(1);
    });

    it('is resumed by nobody while it is at work', async () => {
      const leases = office.app.get(BatchLeases, { strict: false });
      const id = await start([await records.add(['NguoiKy'])]);
      const batches = office.app.get(SigningBatches, { strict: false });
      await batches.whenIdle();
      await office.db.query(`UPDATE signing.batch_item SET state = 'signing' WHERE batch_id = $1`, [
        id,
      ]);
      await leases.take(id);

      expect((await view(id)).items[0]?.state).toBe('signing');
      await expect(batches.resume(leader, id, PIN)).rejects.toBeInstanceOf(BatchAtWorkError);
      await leases.giveBack(id);
      expect((await view(id)).items[0]?.state).toBe('interrupted');
    });

    it('can be taken again after the database could not be asked', async () => {
      const leases = new BatchLeases(office.db);
      const broken = jest.spyOn(office.db, 'createQueryRunner').mockImplementationOnce(() => {
        throw new Error('no connection');
      });
      const id = newId();

      await expect(leases.take(id)).rejects.toThrow('no connection');
      broken.mockRestore();

      expect(await leases.take(id)).toBe(true);
      await leases.giveBack(id);
    });
  });
});

/** One in every run, fifty in the long one. */
function seeds(): readonly number[] {
  const runs = process.env['TRIEN_LONG'] === '1' ? 50 : 1;
  return Array.from({ length: runs }, (_, index) => index + 1);
}

async function applied(office: TestApp, subjectId: string): Promise<number> {
  const found = await maybeRow<{ n: number }>(
    office.db,
    `SELECT count(*)::int AS n FROM signing.request WHERE subject_id = $1 AND state = 'applied'`,
    [subjectId],
  );
  return found?.n ?? 0;
}
