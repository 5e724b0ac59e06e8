import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TEST_NOW } from '../../../../libs/pdf-signature/fixtures/test-authority.js';
import {
  CERTIFICATES,
  CertificateRoom,
  DAY_MS,
} from '../../../../test/builders/certificate-room.js';
import type { OfficeClient } from '../../../../test/scenario/office-client.js';
import { rows } from '../../../platform/database/rows.js';
import type { CertificateCounts, CertificateLine } from './certificate.views.js';

const MINUTES = {
  on: '2026-10-30',
  device: 'USB token 8F21',
  giver: 'Lê Thị Nhàn',
  receiver: 'Nguyễn Đăng Quyết',
  minutes: '05/BB-VP',
};

describe('the register of certificates', () => {
  let room: CertificateRoom;

  beforeAll(async () => {
    room = await CertificateRoom.open();
  }, 120_000);
  afterAll(() => room.close());
  beforeEach(() => room.tidy());

  it('records hand-over and return as their minutes say', async () => {
    const id = await room.aCertificate();
    const act = (what: string, body: object): Promise<{ status: number; body: unknown }> =>
      room.clerk.raw('POST', `${CERTIFICATES}/${id}/${what}`, body);
    expect(await act('return', MINUTES)).toMatchObject({
      status: 409,
      body: { code: 'signing.device-not-handed-over' },
    });
    expect(await act('hand-over', { ...MINUTES, on: '2026-11-02' })).toMatchObject({
      status: 422,
      body: { code: 'signing.event-day-future' },
    });
    expect(await act('hand-over', MINUTES)).toMatchObject({ status: 204 });
    expect(await room.one(id)).toMatchObject({ deviceWith: 'Nguyễn Đăng Quyết' });
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
    const { events, deviceWith, actions } = await room.one(id);
    expect(
      events.map(({ kind, device, giver, on, recorder }) => [kind, device, giver, on, recorder]),
    ).toEqual([
      ['return', 'USB token 8F21', 'Nguyễn Đăng Quyết', '2026-11-01', 'Lê Thị Nhàn'],
      ['hand-over', 'USB token 8F21', 'Lê Thị Nhàn', '2026-10-30', 'Lê Thị Nhàn'],
    ]);
    expect(deviceWith).toBeNull();
    expect(actions).toContain('hand-over');
    const audited = await rows<{ action: string }>(
      room.office.db,
      'SELECT action FROM audit.entry WHERE subject_id = $1 ORDER BY at, id',
      [id],
    );
    expect(audited.map(({ action }) => action)).toEqual([
      'signing.hand-over-device',
      'signing.take-device-back',
    ]);
  });

  it('warns 60, 30 and 7 days ahead, holder and room.clerk, each once', async () => {
    const until = new Date('2027-03-01T05:00:00Z');
    const id = await room.aCertificate({ until });
    const seen = async (who: OfficeClient): Promise<number | null> =>
      (await room.one(id, who)).warning;
    const daysAhead = async (days: number): Promise<void> => {
      await room.moveTo(new Date(until.getTime() - days * DAY_MS));
      await room.runNight();
    };
    const [before] = [await room.chair.get<CertificateCounts>(`${CERTIFICATES}/counts`)];
    await daysAhead(61);
    expect(await seen(room.chair)).toBeNull();
    for (const days of [60, 30, 7]) {
      await daysAhead(days);
      expect([await seen(room.chair), await seen(room.clerk)]).toEqual([days, days]);
      const counts = await room.chair.get<CertificateCounts>(`${CERTIFICATES}/counts`);
      expect(counts.warnings).toBe(before.warnings + 1);
      await room.chair.post(`${CERTIFICATES}/${id}/acknowledge`, {});
      expect(await seen(room.chair)).toBeNull();
      await daysAhead(days - 1);
      expect(await seen(room.chair)).toBeNull();
      expect(await seen(room.clerk)).toBe(days);
    }
    const { events } = await room.one(id);
    expect(events.filter(({ kind }) => kind === 'warn').map(({ days }) => days)).toEqual([
      7, 30, 60,
    ]);
  });

  it('lets its holder sign again with what was replaced, and with nothing else beside it', async () => {
    const [old, next] = [await room.aCertificate(), await room.aCertificate()];
    const again = (id: string, who = room.chair): Promise<{ status: number; body: unknown }> =>
      who.raw('POST', `${CERTIFICATES}/${id}/reinstate`);
    expect((await room.one(old, room.chair)).actions).toContain('reinstate');
    expect((await room.one(old)).actions).not.toContain('reinstate');
    expect(await again(old, room.clerk)).toMatchObject({ status: 403 });
    expect(await again(next)).toMatchObject({
      status: 409,
      body: { code: 'signing.certificate-not-reinstatable' },
    });

    expect(await again(old)).toMatchObject({ status: 204 });
    expect(await room.store.describe(room.ofChair)).toMatchObject({ credentialId: old });
    expect(await room.one(old)).toMatchObject({
      standing: 'in-force',
      successor: null,
      events: [{ kind: 'lift', source: 'register', recorder: 'Nguyễn Đăng Quyết' }],
    });
    expect(await room.one(next)).toMatchObject({ standing: 'replaced', successor: { id: old } });

    expect(await again(next)).toMatchObject({ status: 204 });
    await room.clerk.post(`${CERTIFICATES}/${old}/revoke`, { on: '2026-11-01', reason: 'Mất' });
    expect((await again(old)).status).toBe(409);
    const ended = await room.aCertificate({ until: TEST_NOW });
    await room.aCertificate();
    room.office.clock.moveTo(new Date(TEST_NOW.getTime() + 1000));
    expect((await again(ended)).status).toBe(409);
  });

  it('works once a night, whoever is first', async () => {
    const done = await Promise.all([room.runNight(), room.runNight()]);
    expect(done.flat().filter((name) => name === 'signing.give-warnings')).toHaveLength(1);
    room.office.clock.moveTo(new Date(TEST_NOW.getTime() + DAY_MS));
    expect(await room.runNight()).toContain('signing.give-warnings');
  });

  it('shows the holder his own, the clerk his agencies’, and strangers nothing', async () => {
    const id = await room.aCertificate();
    const stranger = await room.demo.signIn('vt-tam-son');
    expect(await stranger.raw('GET', `${CERTIFICATES}/${id}`)).toMatchObject({ status: 404 });
    expect((await room.one(id, room.chair)).actions).toEqual([]);
    const refused = { status: 403 };
    expect(await room.chair.raw('POST', `${CERTIFICATES}/${id}/hand-over`, MINUTES)).toMatchObject(
      refused,
    );
    const own = await room.clerk.get<{ items: CertificateLine[] }>(
      `${CERTIFICATES}?scope=own&limit=200`,
    );
    expect(own.items.map((line) => line.id)).not.toContain(id);
  });
});
