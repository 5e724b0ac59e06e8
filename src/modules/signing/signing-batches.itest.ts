import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { aPage, type JointRecords } from '../../../test/builders/joint-record.js';
import { PIN, SigningRoom } from '../../../test/builders/signing-room.js';
import type { TestApp } from '../../../test/setup/test-app.js';
import type { Actor } from '../../platform/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import type { BegunBatch } from './batch-rows.js';
import { BatchLeases } from './batch-leases.js';
import { SigningBatches, SigningDesk } from './index.js';
import { GetBatchQuery } from './queries/get-batch.query.js';
import { BatchAtWorkError } from './signing.errors.js';

describe('a batch of signatures', () => {
  let room: SigningRoom;
  let office: TestApp;
  let records: JointRecords;
  let leader: Actor;

  beforeAll(async () => {
    room = await SigningRoom.open();
    ({ office, records, leader } = room);
  }, 60_000);
  afterAll(() => room.close());

  const start = async (ids: readonly string[]): Promise<string> => (await begin(ids)).batchId;
  const begin = async (ids: readonly string[], actor = leader): Promise<BegunBatch> =>
    room.part(SigningBatches).start(
      actor,
      {
        owner: { kind: 'post', postId: actor.postId },
        title: 'Ký nhiều văn bản',
        items: ids.map((id, index) => ({
          ...records.wish(id, 'NguoiKy'),
          title: `Văn bản ${index}`,
        })),
      },
      await room.keyOf(actor),
    );
  /** Nothing is signed until all that is started here has been; then all of it is. */
  const beforeAnySigns = async <Started>(begin: () => Promise<Started>): Promise<Started> => {
    const desk = room.part(SigningDesk);
    const signMany = desk.signMany.bind(desk);
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const held = jest.spyOn(desk, 'signMany').mockImplementation(async (...given) => {
      await gate;
      return signMany(...given);
    });
    const started = await begin();
    open();
    await room.part(SigningBatches).whenIdle();
    held.mockRestore();
    return started;
  };
  const view = (id: string): ReturnType<GetBatchQuery['execute']> =>
    room.part(GetBatchQuery).execute(id);

  it('gives each document its own result', async () => {
    const ids = [
      await records.add(['NguoiKy']),
      await records.add([], await aPage()),
      await records.add(['NguoiKy']),
    ];
    const id = await start(ids);
    await room.part(SigningBatches).whenIdle();

    const batch = await view(id);
    expect(batch.items.map(({ state }) => state)).toEqual(['done', 'failed', 'done']);
    expect(batch.items[1]?.problem?.vi).toContain('Chưa ký được');
    expect(batch).toMatchObject({ finished: true, interrupted: false, signed: 2 });
  });

  it('signs a document once that was chosen twice', async () => {
    const id = await records.add(['NguoiKy']);
    const batchId = await start([id, await records.add(['NguoiKy']), id]);
    await room.part(SigningBatches).whenIdle();
    expect(await view(batchId)).toMatchObject({ finished: true, signed: 2, total: 2 });
  });

  it('is one, though it is started in two windows at once, and each document is signed once', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => records.add(['NguoiKy'])));
    const [first, second] = await beforeAnySigns(() => Promise.all([begin(ids), begin(ids)]));

    expect(second.batchId).toBe(first.batchId);
    expect([first.joined, second.joined].sort()).toEqual([false, true]);
    expect(await view(first.batchId)).toMatchObject({ finished: true, signed: 12, total: 12 });
    for (const id of ids) expect(await room.applied(id)).toBe(1);
  });

  it('signs the others when some stand in another batch, and says of those in which', async () => {
    const [one = '', two = '', three = ''] = await Promise.all(
      Array.from({ length: 3 }, () => records.add(['NguoiKy'])),
    );
    const [first, second] = await beforeAnySigns(() =>
      Promise.all([start([one, two]), start([two, three])]),
    );

    const results = (await Promise.all([view(first), view(second)])).flatMap(({ items }) => items);
    expect(results.map(({ state }) => state).sort()).toEqual(['done', 'done', 'done', 'failed']);
    expect(results.find(({ state }) => state === 'failed')).toMatchObject({
      subjectId: two,
      problem: {
        code: 'signing.in-another-batch',
        vi: 'Văn bản này thuộc đợt "Ký nhiều văn bản" bắt đầu lúc 07 giờ 45; kết quả ghi tại đợt đó.',
      },
    });
    for (const id of [one, two, three]) expect(await room.applied(id)).toBe(1);
  });

  it('of another person is not joined: his name stands beside each document', async () => {
    const one = await records.add(['NguoiKy']);
    const [, deputy = leader] = room.people;
    const other = await beforeAnySigns(async () => {
      await begin([one]);
      return begin([one], deputy);
    });

    expect(other.joined).toBe(false);
    const [item] = (await view(other.batchId)).items;
    expect(item?.problem?.vi).toContain(`"Ký nhiều văn bản" (${leader.personName}) bắt đầu`);
    expect(await room.applied(one)).toBe(1);
  });

  it('signs again what came back to its signer unchanged', async () => {
    const one = await records.add(['NguoiKy']);
    const first = await start([one]);
    await room.part(SigningBatches).whenIdle();
    await office.db.query(
      `UPDATE signing.joint_record SET head = (SELECT base_sha256 FROM signing.request WHERE subject_id = $1), signed = '{}'
        WHERE id = $1`,
      [one],
    );
    await office.db.query('DELETE FROM signing.request WHERE subject_id = $1', [one]);

    const again = await start([one]);
    await room.part(SigningBatches).whenIdle();
    expect(again).not.toBe(first);
    expect(await view(again)).toMatchObject({ finished: true, signed: 1 });
  });

  it('is interrupted when its process ends, and signs each document once when resumed', async () => {
    const batches = room.part(SigningBatches);
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
    for (const one of ids) expect(await room.applied(one)).toBe(1);
  });

  it('is resumed by nobody while it is at work', async () => {
    const leases = room.part(BatchLeases);
    const id = await start([await records.add(['NguoiKy'])]);
    const batches = room.part(SigningBatches);
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
