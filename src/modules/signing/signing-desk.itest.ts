import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JointRecords } from '../../../test/builders/joint-record.js';
import { PIN, SIGNERS, SigningRoom } from '../../../test/builders/signing-room.js';
import type { TestApp } from '../../../test/setup/test-app.js';
import type { Actor } from '../../platform/access/actor.js';
import { FileStore } from '../files/index.js';
import {
  CertificateReplacedError,
  CertificateRevokedError,
} from './certificates/certificates.errors.js';
import { SigningDesk, SigningSubjects } from './index.js';
import { PinLockedError, WrongPinError } from './signing.errors.js';

describe('the signing desk', () => {
  let room: SigningRoom;
  let office: TestApp;
  let desk: SigningDesk;
  let records: JointRecords;
  let people: readonly Actor[];
  let leader: Actor;
  let other: Actor;

  beforeAll(async () => {
    room = await SigningRoom.open();
    ({ office, records, people, leader, other } = room);
    desk = room.part(SigningDesk);
  }, 60_000);
  afterAll(() => room.close());

  it('certifies with the first signature, locks with the seal, and its own verifier agrees', async () => {
    const files = room.part(FileStore);
    const { clerk } = room;
    const id = await records.add(['NguoiKy', 'CoQuan']);
    const signed = await room.press(leader, records.wish(id, 'NguoiKy'));
    const seal = await desk.unlock(
      { kind: 'agency', agencyId: clerk.agencyId, clerkPostId: clerk.postId },
      PIN,
    );
    const order = await room.part(SigningSubjects).order(clerk, records.wish(id, 'CoQuan', true));
    const { sha256: sealed } = await desk.sign(order, seal);
    const file = await files.read(sealed);
    const report = await room.judge(sealed);

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

    const results = await Promise.allSettled([room.press(leader, wish), room.press(leader, wish)]);

    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await room.applied(id)).toBe(1);
  });

  it.each(seeds())(
    'loses and doubles no signature when eight sign one record at once (%i)',
    async () => {
      const fields = people.map((_, index) => `NguoiKy${index}`);
      const id = await records.add(fields);

      const signed = await Promise.all(
        people.map((actor, index) => room.press(actor, records.wish(id, `NguoiKy${index}`))),
      );

      const report = await room.judge(await records.head(id));
      expect(new Set(signed).size).toBe(8);
      expect(await room.applied(id)).toBe(8);
      expect(report.signatures.map(({ signer }) => signer.name).toSorted()).toEqual(
        SIGNERS.toSorted(),
      );
      expect(report.signatures.map(({ verdict }) => verdict)).toEqual(people.map(() => 'valid'));
    },
    60_000,
  );

  it('leaves nothing signed when what the signature means cannot become true', async () => {
    const id = await records.add(['NguoiKy']);
    const before = await records.head(id);
    records.refusal = new Error('moved on');

    await expect(room.press(leader, records.wish(id, 'NguoiKy'))).rejects.toThrow('moved on');
    records.refusal = null;

    expect(await room.applied(id)).toBe(0);
    expect(await records.head(id)).toBe(before);
  });

  it('signs nothing more with a key whose certificate was revoked after it was unlocked', async () => {
    const id = await records.add(['NguoiKy']);
    const before = await records.head(id);
    const key = await room.keyOf(leader);
    const order = await room.part(SigningSubjects).order(leader, records.wish(id, 'NguoiKy'));
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

    expect(await room.applied(id)).toBe(0);
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
});

/** One in every run, fifty in the long one. */
function seeds(): readonly number[] {
  const runs = process.env['TRIEN_LONG'] === '1' ? 50 : 1;
  return Array.from({ length: runs }, (_, index) => index + 1);
}
