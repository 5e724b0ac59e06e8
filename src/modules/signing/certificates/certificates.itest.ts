import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LoopbackServices } from '../../../../libs/pdf-signature/fixtures/loopback-services.js';
import { TEST_NOW } from '../../../../libs/pdf-signature/fixtures/test-authority.js';
import type { OfficeClient } from '../../../../test/scenario/office-client.js';
import { type DemoOfficeInTest, loadTwoTier } from '../../../../test/setup/demo-office.js';
import { startTestApp, type TestApp } from '../../../../test/setup/test-app.js';
import { newId } from '../../../platform/database/new-id.js';
import { rows } from '../../../platform/database/rows.js';
import { Nightly } from '../../../platform/jobs/nightly.js';
import { type CredentialOwner, CredentialStore } from '../credential-store.js';
import type { CertificateCounts, CertificateDetail, CertificateLine } from './certificate.views.js';

const DAY_MS = 86_400_000;
const CERTIFICATES = '/api/v1/signing/certificates';
const MINUTES = {
  on: '2026-10-30',
  device: 'USB token 8F21',
  giver: 'Lê Thị Nhàn',
  receiver: 'Nguyễn Đăng Quyết',
  minutes: '05/BB-VP',
};

describe('the register of certificates', () => {
  let services: LoopbackServices;
  let office: TestApp;
  let demo: DemoOfficeInTest;
  let chair: OfficeClient;
  let clerk: OfficeClient;
  let chairPost: string;
  let issued = 0;

  beforeAll(async () => {
    services = await LoopbackServices.start();
    office = await startTestApp({
      at: TEST_NOW,
      listen: true,
      worker: false,
      env: { EVIDENCE_HOSTS: services.host },
    });
    demo = await loadTwoTier(office, { signing: [] });
    chairPost = await demo.postId('ct-ts');
    await office.db.query(
      'INSERT INTO signing.trust_anchor (sha256, name, certificate, trusted_from) VALUES ($1, $2, $3, $4)',
      [
        createHash('sha256').update(services.root.certificate).digest('hex'),
        'CA gốc thử nghiệm',
        services.root.certificate,
        '2020-01-01',
      ],
    );
  }, 120_000);
  afterAll(async () => {
    await office.close();
    await services.close();
  });
  beforeEach(async () => {
    await office.db.query(`UPDATE organisation.unit SET valid_to = NULL WHERE code = 'p-tu-son'`);
    await office.db.query('UPDATE organisation.post SET valid_to = NULL');
    await moveTo(TEST_NOW);
    services.now = TEST_NOW;
    services.broken.clear();
    await office.db.query('DELETE FROM platform.nightly_run');
    await office.db.query('DELETE FROM signing.certificate_warning');
  });

  /** Sessions end on the way. */
  async function moveTo(instant: Date): Promise<void> {
    office.clock.moveTo(instant);
    [chair, clerk] = await Promise.all([demo.signIn('ct-ts'), demo.signIn('vt-ts')]);
  }

  type Wish = { post?: string; seal?: boolean; from?: Date; until?: Date; name?: string };

  /** A certificate in use; the one before it is out of the way. */
  async function aCertificate({ post = chairPost, ...wish }: Wish = {}): Promise<string> {
    const id = newId();
    issued += 1;
    const agencyId = wish.seal === true ? await demo.agencyId('p-tu-son') : null;
    const signer = services.signer('p256', wish.name ?? String(issued));
    await office.db.query(
      `UPDATE signing.credential SET revoked_at = $2, end_cause = COALESCE(end_cause, 'replaced')
        WHERE post_id = $1 AND revoked_at IS NULL`,
      [post, TEST_NOW],
    );
    await office.db.query(
      `INSERT INTO signing.credential (id, owner_kind, post_id, agency_id, common_name, issuer_name, serial, not_before, not_after,
                                       certificate, chain, medium, location, sample_image)
       VALUES ($1, $2, $3, $4, 'Người ký', 'CA', $5, $6, $7, $8, $9, 'agent', '{}', '{"kind": "signature", "fullName": "Người ký"}')`,
      [
        id,
        agencyId === null ? 'post' : 'agency',
        post,
        agencyId,
        `S${String(issued)}`,
        wish.from ?? new Date('2025-01-01T00:00:00Z'),
        wish.until ?? new Date('2035-01-01T00:00:00Z'),
        signer.certificate,
        [services.issuing.certificate],
      ],
    );
    return id;
  }

  const store = (): CredentialStore => office.app.get(CredentialStore, { strict: false });
  const ofChair = (): CredentialOwner => ({ kind: 'post', postId: chairPost });
  const one = (id: string, who = clerk): Promise<CertificateDetail> =>
    who.get(`${CERTIFICATES}/${id}`);
  const runNight = (): Promise<readonly string[]> => office.app.get(Nightly).runDue();
  const revocationNight = async (): Promise<void> => {
    await office.db.query('DELETE FROM platform.nightly_run');
    await runNight();
  };

  /** As each way to a signature says it, and as the register shows it. */
  async function expectRefusal(id: string, code: string, vi: string): Promise<void> {
    await expect(store().unlock(ofChair(), '000000')).rejects.toMatchObject({ code });
    await expect(store().describe(ofChair())).rejects.toMatchObject({ code });
    await expect(store().describeInForce(id)).rejects.toMatchObject({ code });
    const { refusal, standing } = await one(id);
    expect(refusal).toMatchObject({ code, vi: expect.stringContaining(vi) });
    const { items } = await clerk.get<{ items: CertificateLine[] }>(
      `${CERTIFICATES}?standing=${standing}&limit=200`,
    );
    expect(items.map((line) => line.id)).toContain(id);
  }

  describe('says why a certificate cannot sign', () => {
    it('nothing, when it can', async () => {
      const id = await aCertificate();
      expect(await store().describe(ofChair())).toMatchObject({ credentialId: id });
      expect(await one(id)).toMatchObject({ standing: 'in-force', refusal: null });
    });

    it('expired, to the second', async () => {
      const id = await aCertificate({ until: TEST_NOW });
      await store().describe(ofChair());
      office.clock.moveTo(new Date(TEST_NOW.getTime() + 1000));
      await expectRefusal(id, 'signing.certificate-expired', 'đã hết hạn từ');
    });

    it('not valid yet', async () => {
      const id = await aCertificate({ from: new Date(TEST_NOW.getTime() + 1000) });
      await expectRefusal(id, 'signing.certificate-not-valid', 'chỉ có hiệu lực từ');
    });

    it('of a former post, from the day after its last', async () => {
      const id = await aCertificate();
      const end = 'UPDATE organisation.post SET valid_to = $2 WHERE id = $1';
      await office.db.query(end, [chairPost, '2026-11-01']);
      await store().describe(ofChair());
      await office.db.query(end, [chairPost, '2026-10-31']);
      await expectRefusal(id, 'signing.post-ended', 'Chủ tịch, đến ngày 31/10/2026');
    });

    it('of an agency that has ended, naming who succeeded it', async () => {
      const id = await aCertificate();
      await office.db.query(
        `UPDATE organisation.unit SET valid_to = '2026-10-31' WHERE code = 'p-tu-son'`,
      );
      await expectRefusal(id, 'signing.agency-ended', 'đã kết thúc hoạt động');
      const successor = await demo.agencyId('p-tam-son');
      await office.db.query(
        `INSERT INTO organisation.unit_succession (predecessor_id, successor_id, kind, effective_on)
         SELECT id, $1, 'merge', '2026-11-01' FROM organisation.unit WHERE code = 'p-tu-son'`,
        [successor],
      );
      await expectRefusal(
        id,
        'signing.agency-ended-with-successors',
        'kế thừa: UBND phường Tam Sơn',
      );
    });

    it('revoked by the clerk, with his reason', async () => {
      const id = await aCertificate();
      await clerk.post(`${CERTIFICATES}/${id}/revoke`, {
        on: '2026-11-01',
        reason: 'Mất thiết bị',
      });
      await expectRefusal(id, 'signing.certificate-revoked', 'lý do: Mất thiết bị');
      expect(
        await clerk.raw('POST', `${CERTIFICATES}/${id}/revoke`, {
          on: '2026-11-01',
          reason: 'Lần nữa',
        }),
      ).toMatchObject({ status: 409, body: { code: 'signing.certificate-already-revoked' } });
    });

    it('revoked in every hand, when several clerks hold a seal', async () => {
      const posts = [await demo.postId('vt-ts'), await demo.postId('pcvp-ts')];
      const [first, second] = await Promise.all(
        posts.map((post) => aCertificate({ post, seal: true, name: 'seal' })),
      );
      await clerk.post(`${CERTIFICATES}/${first ?? ''}/revoke`, {
        on: '2026-11-01',
        reason: 'Đổi con dấu',
      });
      expect((await one(second ?? '')).standing).toBe('revoked');
    });

    it('replaced, and by which', async () => {
      const [old, next] = [
        await aCertificate({ until: new Date('2027-01-01') }),
        await aCertificate(),
      ];
      await clerk.post(`${CERTIFICATES}/${old}/replace`, { successorId: next });
      expect(await one(old)).toMatchObject({
        standing: 'replaced',
        successor: { id: next },
        refusal: { code: 'signing.certificate-replaced' },
      });
      expect((await one(next)).predecessors.map(({ id }) => id)).toEqual([old]);
      expect(
        await clerk.raw('POST', `${CERTIFICATES}/${next}/replace`, { successorId: old }),
      ).toMatchObject({ status: 422, body: { code: 'signing.not-a-successor' } });
      await expect(store().describeInForce(old)).rejects.toMatchObject({
        code: 'signing.certificate-replaced',
      });
    });
  });

  it('records hand-over and return as their minutes say', async () => {
    const id = await aCertificate();
    const act = (what: string, body: object): Promise<{ status: number; body: unknown }> =>
      clerk.raw('POST', `${CERTIFICATES}/${id}/${what}`, body);
    expect(await act('return', MINUTES)).toMatchObject({
      status: 409,
      body: { code: 'signing.device-not-handed-over' },
    });
    expect(await act('hand-over', { ...MINUTES, on: '2026-11-02' })).toMatchObject({
      status: 422,
      body: { code: 'signing.event-day-future' },
    });
    expect(await act('hand-over', MINUTES)).toMatchObject({ status: 204 });
    expect(await one(id)).toMatchObject({ deviceWith: 'Nguyễn Đăng Quyết' });
    expect(await act('hand-over', MINUTES)).toMatchObject({
      status: 409,
      body: { code: 'signing.device-already-handed-over' },
    });
    const back = { ...MINUTES, giver: MINUTES.receiver, receiver: MINUTES.giver };
    expect(await act('return', { ...back, on: '2026-10-29' })).toMatchObject({
      status: 422,
      body: { code: 'signing.event-day-before-hand-over' },
    });
    expect(await act('return', { ...back, on: '2026-11-01' })).toMatchObject({ status: 204 });
    const { events, deviceWith, actions } = await one(id);
    expect(
      events.map(({ kind, device, giver, on, recorder }) => [kind, device, giver, on, recorder]),
    ).toEqual([
      ['return', 'USB token 8F21', 'Nguyễn Đăng Quyết', '2026-11-01', 'Lê Thị Nhàn'],
      ['hand-over', 'USB token 8F21', 'Lê Thị Nhàn', '2026-10-30', 'Lê Thị Nhàn'],
    ]);
    expect(deviceWith).toBeNull();
    expect(actions).toContain('hand-over');
    const audited = await rows<{ action: string }>(
      office.db,
      'SELECT action FROM audit.entry WHERE subject_id = $1 ORDER BY at, id',
      [id],
    );
    expect(audited.map(({ action }) => action)).toEqual([
      'signing.hand-over-device',
      'signing.take-device-back',
    ]);
  });

  it('warns 60, 30 and 7 days ahead, holder and clerk, each once', async () => {
    const until = new Date('2027-03-01T05:00:00Z');
    const id = await aCertificate({ until });
    const seen = async (who: OfficeClient): Promise<number | null> => (await one(id, who)).warning;
    const daysAhead = async (days: number): Promise<void> => {
      await moveTo(new Date(until.getTime() - days * DAY_MS));
      await runNight();
    };
    const [before] = [await chair.get<CertificateCounts>(`${CERTIFICATES}/counts`)];
    await daysAhead(61);
    expect(await seen(chair)).toBeNull();
    for (const days of [60, 30, 7]) {
      await daysAhead(days);
      expect([await seen(chair), await seen(clerk)]).toEqual([days, days]);
      const counts = await chair.get<CertificateCounts>(`${CERTIFICATES}/counts`);
      expect(counts.warnings).toBe(before.warnings + 1);
      await chair.post(`${CERTIFICATES}/${id}/acknowledge`, {});
      expect(await seen(chair)).toBeNull();
      await daysAhead(days - 1);
      expect(await seen(chair)).toBeNull();
      expect(await seen(clerk)).toBe(days);
    }
    const { events } = await one(id);
    expect(events.filter(({ kind }) => kind === 'warn').map(({ days }) => days)).toEqual([
      7, 30, 60,
    ]);
  });

  it('works once a night, whoever is first', async () => {
    const done = await Promise.all([runNight(), runNight()]);
    expect(done.flat().filter((name) => name === 'signing.give-warnings')).toHaveLength(1);
    office.clock.moveTo(new Date(TEST_NOW.getTime() + DAY_MS));
    expect(await runNight()).toContain('signing.give-warnings');
  });

  describe('asks about revocation', () => {
    it('each night; good stays good', async () => {
      const id = await aCertificate();
      await revocationNight();
      expect((await one(id)).inquiry).toMatchObject({
        state: 'good',
        source: 'ocsp',
        knownState: 'good',
      });
      await store().describe(ofChair());
    });

    it('and ends what its authority has revoked', async () => {
      const id = await aCertificate({ name: 'lost' });
      services.revoke(services.signer('p256', 'lost'), new Date('2026-10-20T03:00:00Z'), 1);
      await revocationNight();
      expect(await one(id)).toMatchObject({
        standing: 'revoked',
        endReason: { vi: 'khóa bí mật bị lộ', en: 'key compromised' },
        revokedAt: '2026-10-20T03:00:00.000Z',
        events: [{ kind: 'revoke', source: 'authority', recorder: null }],
      });
      await expectRefusal(id, 'signing.certificate-revoked', 'khóa bí mật bị lộ');
    });

    it('when a clerk wants to know', async () => {
      const id = await aCertificate();
      const asked = await clerk.post<CertificateDetail>(`${CERTIFICATES}/${id}/inquire`, {});
      expect(asked.inquiry).toMatchObject({ state: 'good', askedAt: TEST_NOW.toISOString() });
    });

    it('and keeps what it knew when nobody answers', async () => {
      const id = await aCertificate();
      await clerk.post(`${CERTIFICATES}/${id}/inquire`, {});
      const later = new Date(TEST_NOW.getTime() + 30 * DAY_MS);
      await moveTo(later);
      services.broken.add('/ocsp').add('/issuing.crl');
      const asked = await clerk.post<CertificateDetail>(`${CERTIFICATES}/${id}/inquire`, {});
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
      const id = await aCertificate({ name: 'held' });
      const held = services.signer('p256', 'held');
      services.revoke(held, new Date('2026-10-20T03:00:00Z'), 6);
      await revocationNight();
      expect((await one(id)).standing).toBe('revoked');
      services.revoked.delete(held);
      await moveTo(new Date(TEST_NOW.getTime() + 30 * DAY_MS));
      services.now = office.clock.now();
      await revocationNight();
      expect(await one(id)).toMatchObject({
        standing: 'in-force',
        events: [{ kind: 'lift' }, { kind: 'revoke' }],
      });
    });
  });

  it('shows the holder his own, the clerk his agencies’, and strangers nothing', async () => {
    const id = await aCertificate();
    const stranger = await demo.signIn('vt-tam-son');
    expect(await stranger.raw('GET', `${CERTIFICATES}/${id}`)).toMatchObject({ status: 404 });
    expect((await one(id, chair)).actions).toEqual([]);
    const refused = { status: 403 };
    expect(await chair.raw('POST', `${CERTIFICATES}/${id}/hand-over`, MINUTES)).toMatchObject(
      refused,
    );
    const own = await clerk.get<{ items: CertificateLine[] }>(
      `${CERTIFICATES}?scope=own&limit=200`,
    );
    expect(own.items.map((line) => line.id)).not.toContain(id);
  });
});
