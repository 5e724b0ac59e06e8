import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TEST_NOW } from '../../../../libs/pdf-signature/fixtures/test-authority.js';
import {
  CERTIFICATES,
  CertificateRoom,
  DAY_MS,
} from '../../../../test/builders/certificate-room.js';
import type { CertificateDetail } from './certificate.views.js';

describe('whether a certificate may sign', () => {
  let room: CertificateRoom;

  beforeAll(async () => {
    room = await CertificateRoom.open();
  }, 120_000);
  afterAll(() => room.close());
  beforeEach(() => room.tidy());

  describe('says why a certificate cannot sign', () => {
    it('nothing, when it can', async () => {
      const id = await room.aCertificate();
      expect(await room.store.describe(room.ofChair)).toMatchObject({ credentialId: id });
      expect(await room.one(id)).toMatchObject({ standing: 'in-force', refusal: null });
    });

    it('expired, to the second', async () => {
      const id = await room.aCertificate({ until: TEST_NOW });
      await room.store.describe(room.ofChair);
      room.office.clock.moveTo(new Date(TEST_NOW.getTime() + 1000));
      await room.expectRefusal(id, 'signing.certificate-expired', 'đã hết hạn từ');
    });

    it('not valid yet', async () => {
      const id = await room.aCertificate({ from: new Date(TEST_NOW.getTime() + 1000) });
      await room.expectRefusal(id, 'signing.certificate-not-valid', 'chỉ có hiệu lực từ');
    });

    it('of a former post, from the day after its last', async () => {
      const id = await room.aCertificate();
      const end = 'UPDATE organisation.post SET valid_to = $2 WHERE id = $1';
      await room.office.db.query(end, [room.chairPost, '2026-11-01']);
      await room.store.describe(room.ofChair);
      await room.office.db.query(end, [room.chairPost, '2026-10-31']);
      await room.expectRefusal(id, 'signing.post-ended', 'Chủ tịch, đến ngày 31/10/2026');
    });

    it('of an agency that has ended, naming who succeeded it', async () => {
      const id = await room.aCertificate();
      await room.office.db.query(
        `UPDATE organisation.unit SET valid_to = '2026-10-31' WHERE code = 'p-tu-son'`,
      );
      await room.expectRefusal(id, 'signing.agency-ended', 'đã kết thúc hoạt động');
      const successor = await room.demo.agencyId('p-tam-son');
      await room.office.db.query(
        `INSERT INTO organisation.unit_succession (predecessor_id, successor_id, kind, effective_on)
         SELECT id, $1, 'merge', '2026-11-01' FROM organisation.unit WHERE code = 'p-tu-son'`,
        [successor],
      );
      await room.expectRefusal(
        id,
        'signing.agency-ended-with-successors',
        'kế thừa: UBND phường Tam Sơn',
      );
    });

    it('revoked by the room.clerk, with his reason', async () => {
      const id = await room.aCertificate();
      await room.clerk.post(`${CERTIFICATES}/${id}/revoke`, {
        on: '2026-11-01',
        reason: 'Mất thiết bị',
      });
      await room.expectRefusal(id, 'signing.certificate-revoked', 'lý do: Mất thiết bị');
      expect(
        await room.clerk.raw('POST', `${CERTIFICATES}/${id}/revoke`, {
          on: '2026-11-01',
          reason: 'Lần nữa',
        }),
      ).toMatchObject({ status: 409, body: { code: 'signing.certificate-already-revoked' } });
    });

    it('revoked in every hand, when several clerks hold a seal', async () => {
      const posts = [await room.demo.postId('vt-ts'), await room.demo.postId('pcvp-ts')];
      const [first, second] = await Promise.all(
        posts.map((post) => room.aCertificate({ post, seal: true, name: 'seal' })),
      );
      await room.clerk.post(`${CERTIFICATES}/${first ?? ''}/revoke`, {
        on: '2026-11-01',
        reason: 'Đổi con dấu',
      });
      expect((await room.one(second ?? '')).standing).toBe('revoked');
    });

    it('replaced, and by which', async () => {
      const [old, next] = [
        await room.aCertificate({ until: new Date('2027-01-01') }),
        await room.aCertificate(),
      ];
      await room.clerk.post(`${CERTIFICATES}/${old}/replace`, { successorId: next });
      expect(await room.one(old)).toMatchObject({
        standing: 'replaced',
        successor: { id: next },
        refusal: { code: 'signing.certificate-replaced' },
      });
      expect((await room.one(next)).predecessors.map(({ id }) => id)).toEqual([old]);
      expect(
        await room.clerk.raw('POST', `${CERTIFICATES}/${next}/replace`, { successorId: old }),
      ).toMatchObject({ status: 422, body: { code: 'signing.not-a-successor' } });
      await expect(room.store.describeInForce(old)).rejects.toMatchObject({
        code: 'signing.certificate-replaced',
      });
    });
  });

  describe('asks about revocation', () => {
    it('each night; good stays good', async () => {
      const id = await room.aCertificate();
      await room.revocationNight();
      expect((await room.one(id)).inquiry).toMatchObject({
        state: 'good',
        source: 'ocsp',
        knownState: 'good',
      });
      await room.store.describe(room.ofChair);
    });

    it('and ends what its authority has revoked', async () => {
      const id = await room.aCertificate({ name: 'lost' });
      room.services.revoke(
        room.services.signer('p256', 'lost'),
        new Date('2026-10-20T03:00:00Z'),
        1,
      );
      await room.revocationNight();
      expect(await room.one(id)).toMatchObject({
        standing: 'revoked',
        endReason: { vi: 'khóa bí mật bị lộ', en: 'key compromised' },
        revokedAt: '2026-10-20T03:00:00.000Z',
        events: [{ kind: 'revoke', source: 'authority', recorder: null }],
      });
      await room.expectRefusal(id, 'signing.certificate-revoked', 'khóa bí mật bị lộ');
    });

    it('when a clerk wants to know', async () => {
      const id = await room.aCertificate();
      const asked = await room.clerk.post<CertificateDetail>(`${CERTIFICATES}/${id}/inquire`, {});
      expect(asked.inquiry).toMatchObject({ state: 'good', askedAt: TEST_NOW.toISOString() });
    });

    it('and keeps what it knew when nobody answers', async () => {
      const id = await room.aCertificate();
      await room.clerk.post(`${CERTIFICATES}/${id}/inquire`, {});
      const later = new Date(TEST_NOW.getTime() + 30 * DAY_MS);
      await room.moveTo(later);
      room.services.broken.add('/ocsp').add('/issuing.crl');
      const asked = await room.clerk.post<CertificateDetail>(`${CERTIFICATES}/${id}/inquire`, {});
      expect(asked).toMatchObject({
        standing: 'in-force',
        inquiry: {
          state: 'unknown',
          detail: 'evidence.unavailable',
          askedAt: later.toISOString(),
          knownState: 'good',
          knownAt: TEST_NOW.toISOString(),
        },
      });
    });

    it('lifts a suspension that is over', async () => {
      const id = await room.aCertificate({ name: 'held' });
      const held = room.services.signer('p256', 'held');
      room.services.revoke(held, new Date('2026-10-20T03:00:00Z'), 6);
      await room.revocationNight();
      expect((await room.one(id)).standing).toBe('revoked');
      room.services.revoked.delete(held);
      await room.moveTo(new Date(TEST_NOW.getTime() + 30 * DAY_MS));
      room.services.now = room.office.clock.now();
      await room.revocationNight();
      expect(await room.one(id)).toMatchObject({
        standing: 'in-force',
        events: [{ kind: 'lift' }, { kind: 'revoke' }],
      });
    });
  });
});
