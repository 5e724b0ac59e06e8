import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { loadDataSet } from '../../demo-office/index.js';
import { rows } from '../../platform/database/rows.js';
import { DEMO_MORNING, startTestApp, type TestApp } from '../../../test/setup/test-app.js';

const PASSWORD = 'mat-khau-de-thu';

type Answer = { status: number; body: Record<string, unknown>; cookie: string };

describe('signing in', () => {
  let office: TestApp;

  beforeAll(async () => {
    office = await startTestApp({ worker: false, listen: true });
    await loadDataSet(office.app, 'two-tier', { password: PASSWORD, signing: [] });
  }, 120_000);
  beforeEach(() => {
    office.clock.moveTo(DEMO_MORNING);
  });
  afterAll(() => office.close());

  async function call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    { payload, cookie, csrf }: { payload?: object; cookie?: string; csrf?: string } = {},
  ): Promise<Answer> {
    const response = await fetch(office.url + path, {
      method,
      headers: {
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === undefined ? {} : { cookie }),
        ...(csrf === undefined ? {} : { 'x-csrf-token': csrf }),
      },
      ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
    });
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie ?? '',
    };
  }

  const signIn = (username: string, password = PASSWORD): Promise<Answer> =>
    call('POST', '/api/v1/session', { payload: { username, password } });

  it('opens a session in the person’s first post and keeps no cookie in the database', async () => {
    const { status, body, cookie } = await signIn('ct-ts');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      person: { name: 'Nguyễn Đăng Quyết' },
      acting: { code: 'ct-ts', space: 'government', agencyName: 'UBND phường Từ Sơn' },
      demo: true,
    });
    const value = cookie.split('=')[1] ?? '';
    const id = decodeURIComponent(value).split('.')[0] ?? '';
    const stored = await rows<{ text: string }>(
      office.db,
      `SELECT encode(id_hash, 'escape') || data::text AS text FROM identity.session`,
    );
    expect(stored.some(({ text }) => text.includes(id))).toBe(false);
  });

  it('answers the same to a wrong password and to a name that nobody has', async () => {
    const wrong = await signIn('vt-ts', 'sai');
    const nobody = await signIn('khong-co-ai', 'sai');
    expect(wrong.status).toBe(401);
    expect(nobody).toEqual(wrong);
    expect(wrong.body['code']).toBe('identity.wrong-credentials');
  });

  it.each(['cv-vh1', 'ten-khong-co'])(
    'locks %s for a quarter of an hour after five failures, the right password included',
    async (username) => {
      const answers: Answer[] = [];
      for (let attempt = 0; attempt < 5; attempt += 1) answers.push(await signIn(username, 'sai'));
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 429]);
      expect(answers[4]?.body['detail']).toContain('tạm khóa đến 08 giờ 00 ngày 24/8/2026');
      expect((await signIn(username)).status).toBe(429);

      office.clock.moveTo(new Date('2026-08-24T08:00:01+07:00'));
      expect((await signIn(username)).status).toBe(username === 'cv-vh1' ? 200 : 401);
    },
  );

  it('gives a hundred guesses at once no more than five tries', async () => {
    const guesses = Array.from({ length: 30 }, (_, index) => signIn('cv-vh2', `doan-${index}`));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(5);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
  });

  it('lets one go on in another post of one’s own, never in somebody else’s', async () => {
    const session = await signIn('ct-ts');
    const csrf = String(session.body['csrfToken']);
    const posts = session.body['posts'] as { id: string; code: string }[];
    const party = posts.find(({ code }) => code === 'pbt-ts');
    const changed = await call('PUT', '/api/v1/session/post', {
      payload: { postId: party?.id },
      cookie: session.cookie,
      csrf,
    });
    expect(changed.body).toMatchObject({ acting: { code: 'pbt-ts', space: 'party' } });

    const [other] = await rows<{ id: string }>(
      office.db,
      `SELECT id FROM organisation.post WHERE code = 'bt-ts'`,
    );
    const refused = await call('PUT', '/api/v1/session/post', {
      payload: { postId: other?.id },
      cookie: session.cookie,
      csrf,
    });
    expect(refused.status).toBe(404);
  });

  it('refuses a change without the session’s token', async () => {
    const session = await signIn('ct-ts');
    const refused = await call('DELETE', '/api/v1/session', { cookie: session.cookie });
    expect(refused.status).toBe(403);
  });

  it('ends the session for good', async () => {
    const session = await signIn('vt-ts');
    const ended = await call('DELETE', '/api/v1/session', {
      cookie: session.cookie,
      csrf: String(session.body['csrfToken']),
    });
    expect(ended.status).toBe(200);
    expect((await call('GET', '/api/v1/session', { cookie: session.cookie })).status).toBe(401);
  });

  it('takes a right away at once when the post ends', async () => {
    const session = await signIn('cv-kt2');
    const see = (): Promise<Answer> => call('GET', '/api/v1/session', { cookie: session.cookie });
    expect((await see()).status).toBe(200);
    await office.db.query(
      `UPDATE organisation.post SET valid_to = '2026-08-23' WHERE code = 'cv-kt2'`,
    );
    expect((await see()).status).toBe(401);
  });

  it('shows people and divisions of one’s own space only, agencies of both by name', async () => {
    const session = await signIn('bt-ts');
    const { cookie } = session;
    const agencies = await call('GET', '/api/v1/organisation/agencies?limit=200', { cookie });
    const items = agencies.body['items'] as { id: string; code: string }[];
    const idOf = (code: string): string => items.find((item) => item.code === code)?.id ?? '';
    const posts = (code: string): Promise<Answer> =>
      call('GET', `/api/v1/organisation/agencies/${idOf(code)}/posts`, { cookie });
    expect((await posts('du-tu-son')).status).toBe(200);
    expect((await posts('p-tu-son')).status).toBe(404);

    const ward = await signIn('cv-cchc-ts');
    const hidden = await call('GET', `/api/v1/organisation/agencies/${idOf('du-tu-son')}/posts`, {
      cookie: ward.cookie,
    });
    expect(hidden.status).toBe(404);
  });

  it('pages through the directory without losing or repeating an agency', async () => {
    const { cookie } = await signIn('ct-tinh');
    const seen: string[] = [];
    let after = '';
    do {
      const page = await call('GET', `/api/v1/organisation/agencies?limit=7${after}`, { cookie });
      seen.push(...(page.body['items'] as { code: string }[]).map(({ code }) => code));
      const next = page.body['next'] as string | null;
      after = next === null ? '' : `&after=${next}`;
    } while (after !== '');
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(['ubnd-tinh', 'ttt', 'x-dong-viet', 'du-tu-son']));
  });
});
