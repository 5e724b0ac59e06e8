import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { aPage, type JointRecords } from '../../../test/builders/joint-record.js';
import { SigningRoom } from '../../../test/builders/signing-room.js';
import type { TestApp } from '../../../test/setup/test-app.js';
import type { Actor } from '../../platform/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow, rows } from '../../platform/database/rows.js';
import { FileStore } from '../files/index.js';
import { type SignatureWish, SigningDesk, SigningSubjects, type UnlockedKey } from './index.js';
import { COMPLETE_OWN_REQUEST } from './signing.policy.js';
import {
  RequestClosedError,
  SignatureNotAcceptedError,
  SignerRefusedError,
} from './signing.errors.js';

describe('a request whose key is on another device', () => {
  let room: SigningRoom;
  let office: TestApp;
  let desk: SigningDesk;
  let records: JointRecords;
  let leader: Actor;
  let other: Actor;
  let third: Actor;

  beforeAll(async () => {
    room = await SigningRoom.open();
    ({ office, records, leader, other, third } = room);
    desk = room.part(SigningDesk);
  }, 60_000);
  afterAll(() => room.close());

  const prepare = async (actor: Actor, wish: SignatureWish): ReturnType<typeof desk.prepareFor> =>
    desk.prepareFor(await room.part(SigningSubjects).order(actor, wish), {
      kind: 'post',
      postId: actor.postId,
    });
  const valueFor = async (actor: Actor, requestId: string): Promise<Uint8Array> => {
    const key = await room.keyOf(actor);
    const row = await maybeRow<{ prepared: Parameters<UnlockedKey['sign']>[0][number] }>(
      office.db,
      'SELECT prepared FROM signing.request WHERE id = $1',
      [requestId],
    );
    const [value] = await key.sign(row ? [row.prepared] : [], '');
    return value instanceof Uint8Array ? value : new Uint8Array();
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
    expect((await room.judge(await records.head(id))).verdict).toBe('valid');
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
    await room.press(other, records.wish(id, 'NguoiKy2'));

    const late = await desk.complete(
      leader,
      task.requestId,
      await valueFor(leader, task.requestId),
    );

    if (late.state !== 'prepared-again') throw new Error('The old base was signed');
    await expect(
      desk.complete(leader, late.task.requestId, await valueFor(leader, late.task.requestId)),
    ).resolves.toMatchObject({ state: 'applied' });
    expect((await room.judge(await records.head(id))).signatures).toHaveLength(2);
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
    await desk.refuse(refused.requestId, new SignerRefusedError('Sai nội dung'));
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
    const files = room.part(FileStore);
    const id = await records.add(['NguoiKy', 'NguoiKy2', 'NguoiKy3']);
    const first = await room.press(third, records.wish(id, 'NguoiKy3'));
    return [id, await records.add([], await files.read(first))];
  };

  it('takes a whole file back only when it adds exactly this signature', async () => {
    const files = room.part(FileStore);
    const [id, twin] = await twins();
    const task = await prepare(leader, records.wish(id, 'NguoiKy'));
    const mine = await files.read(await room.press(leader, records.wish(twin, 'NguoiKy')));
    const both = await files.read(await room.press(other, records.wish(twin, 'NguoiKy2')));

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
    const files = room.part(FileStore);
    const [id, twin] = await twins();
    const locking = await prepare(leader, records.wish(id, 'NguoiKy', true));
    const aside = await prepare(leader, records.wish(id, 'NguoiKy2'));
    const open = await files.read(await room.press(leader, records.wish(twin, 'NguoiKy')));

    await expect(desk.completeWithFile(aside.requestId, open)).rejects.toMatchObject({
      params: { reason: 'wrong-field' },
    });
    await expect(desk.completeWithFile(locking.requestId, open)).rejects.toMatchObject({
      params: { reason: 'not-locked' },
    });
    expect(await room.applied(id)).toBe(1);
  });
});
