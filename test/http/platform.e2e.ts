import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { OfficeClient } from '../scenario/office-client.js';
import { type DemoOfficeInTest, loadTwoTier } from '../setup/demo-office.js';
import { startTestApp, type TestApp } from '../setup/test-app.js';

const PHRASES = '/api/v1/routing/phrases';
type Phrases = { items: { text: string }[] };

describe('every request', () => {
  let office: TestApp;
  let demo: DemoOfficeInTest;
  let chair: OfficeClient;

  beforeAll(async () => {
    office = await startTestApp({ listen: true });
    demo = await loadTwoTier(office, { signing: [] });
    chair = await demo.signIn('ct-ts');
  }, 180_000);
  afterAll(() => office.close());

  it('is answered under a policy that runs no foreign script and no frame', async () => {
    const answer = await request(office.url).get('/api/v1/health').expect(200);

    expect(answer.headers['content-security-policy']).toContain("default-src 'self'");
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('gets a cookie out of reach of scripts and of other sites when somebody signs in', async () => {
    const answer = await request(office.url)
      .post('/api/v1/session')
      .send({ username: 'ct-ts', password: demo.password })
      .expect(200);

    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/);
  });

  it('changes nothing without the anti-forgery token of its session', async () => {
    const { name, value } = chair.sessionCookie;
    const forged = request(office.url).post(PHRASES).set('cookie', `${name}=${value}`);

    const answer = await forged.send({ text: 'Giao Văn phòng tham mưu' }).expect(403);

    expect(answer.body).toMatchObject({ code: 'platform.csrf' });
    expect((await chair.get<Phrases>(PHRASES)).items).toEqual([]);
  });

  it('that is no JSON is told so', async () => {
    const answer = await request(office.url)
      .post('/api/v1/session')
      .type('json')
      .send('{"username":')
      .expect(400);

    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      code: 'platform.body-not-json',
      detailEn: expect.any(String) as unknown,
    });
  });

  it('that bears letters which nothing can keep is refused', async () => {
    for (const username of ['a\u0000b', 'a\ud800'])
      await request(office.url)
        .post('/api/v1/session')
        .send({ username, password: 'x' })
        .expect(400);
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    await request(office.url).post('/api/v1/session').type('json').send(deep).expect(422);
    const answer = await chair.raw('POST', PHRASES, { text: 'Giao\u0000' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'platform.body-not-json' } });
    expect((await chair.raw('GET', `${PHRASES}?q=%00`)).status).toBe(400);
  });

  it('hears the name of each field that is wrong, in two languages', async () => {
    const answer = await request(office.url)
      .post('/api/v1/session')
      .send({ username: 'ct-ts', passwort: 'x' })
      .expect(422);

    expect(answer.body).toMatchObject({
      errors: [
        { pointer: '/password', code: 'required', message: 'Chưa nhập.', messageEn: 'Missing.' },
        { code: 'unrecognized_keys', message: 'Có mục không được nhận: passwort.' },
      ],
    });
  });

  it('takes effect once when it comes twice with one key, one after the other', async () => {
    const key = { 'idempotency-key': 'mot-lan-thoi-0001' };
    const first = await chair.raw(
      'POST',
      PHRASES,
      { text: 'Giao Phòng Văn hóa - Xã hội chủ trì' },
      key,
    );
    const second = await chair.raw(
      'POST',
      PHRASES,
      { text: 'Giao Phòng Văn hóa - Xã hội chủ trì' },
      key,
    );

    expect(first.status).toBe(201);
    expect(second).toEqual(first);
    expect((await chair.get<Phrases>(PHRASES)).items).toHaveLength(1);
    const other = await chair.raw('POST', PHRASES, { text: 'Nội dung khác' }, key);
    expect(other).toMatchObject({ status: 409, body: { code: 'platform.idempotency-key-reused' } });
  });

  it('takes effect once when it comes eight times at once with one key', async () => {
    const key = { 'idempotency-key': 'mot-lan-thoi-0002' };
    const press = (): Promise<{ status: number }> =>
      chair.raw('POST', PHRASES, { text: 'Chuyển Trung tâm xử lý' }, key);

    const answers = await Promise.all(Array.from({ length: 8 }, press));

    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    const { items } = await chair.get<Phrases>(PHRASES);
    expect(items.filter(({ text }) => text === 'Chuyển Trung tâm xử lý')).toHaveLength(1);
  });

  it('is nobody’s after the session was ended', async () => {
    const clerk = await demo.signIn('vt-ts');
    expect((await clerk.raw('GET', '/api/v1/my-work')).status).toBe(200);
    expect((await clerk.raw('DELETE', '/api/v1/session')).status).toBe(200);
    expect((await clerk.raw('GET', '/api/v1/my-work')).status).toBe(401);
  });
});
