import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseSettings, type Settings } from '../../config/settings.js';
import { startTestApp, type TestApp } from '../../test/setup/test-app.js';
import { rows } from '../platform/database/rows.js';
import { loadDataSet, openDemoOffice } from './index.js';

/** The smaller data set: its keys are made in a few seconds. */
const ENV = { OFFICE_DATA_SET: 'tu-son-2024', PASSWORD_MEMORY_KIB: '1024' };

describe('the first start', () => {
  let office: TestApp;
  let settings: Settings;
  const open = (): Promise<readonly string[]> =>
    openDemoOffice(office.app, settings, () => undefined);
  const secrets = (): { password: string; pin: string } =>
    JSON.parse(readFileSync(join(office.varDir, 'demo-office.json'), 'utf8')) as {
      password: string;
      pin: string;
    };

  beforeAll(async () => {
    office = await startTestApp({
      worker: false,
      at: new Date('2024-04-16T08:00:00+07:00'),
      env: ENV,
    });
    settings = parseSettings({ ...ENV, VAR_DIR: office.varDir });
  }, 120_000);
  afterAll(() => office.close());

  it('prints one password and one PIN, kept where only the owner reads, never in the database', async () => {
    const lines = (await open()).join('\n');
    const { password, pin } = secrets();
    expect(lines).toContain(password);
    expect(lines).toContain(pin);
    expect(statSync(join(office.varDir, 'demo-office.json')).mode & 0o777).toBe(0o600);
    const hashes = await rows<{ hash: string }>(
      office.db,
      `SELECT password_hash AS hash FROM identity.account
       UNION ALL SELECT sealed_key::text FROM signing.credential
       UNION ALL SELECT value::text FROM platform.setting`,
    );
    expect(hashes.length).toBeGreaterThan(20);
    expect(hashes.some(({ hash }) => hash.includes(password) || hash.includes(pin))).toBe(false);
  }, 120_000);

  it('prints the same at the next start and loads nothing again', async () => {
    const before = secrets();
    expect((await open()).join('\n')).toContain(before.password);
    expect(secrets()).toEqual(before);
  });

  it('goes on with its own secrets where a killed start has stopped', async () => {
    await office.db.query(`DELETE FROM platform.setting WHERE name = 'demo-office'`);
    expect(await open()).not.toEqual([]);
    const [state] = await rows<{ loaded: boolean; people: number }>(
      office.db,
      `SELECT EXISTS (SELECT 1 FROM platform.setting WHERE name = 'demo-office') AS loaded,
              (SELECT count(*) - count(DISTINCT code) FROM organisation.post)::int AS people`,
    );
    expect(state).toEqual({ loaded: true, people: 0 });
  });

  it('prints no secrets where somebody has set up an office of his own', async () => {
    await office.db.query(
      `DELETE FROM platform.setting WHERE name IN ('demo-office', 'demo-office-begun')`,
    );
    expect(await open()).toEqual([]);
  });
});

describe('two processes that start at once', () => {
  it('load one office', async () => {
    const office = await startTestApp({
      worker: false,
      at: new Date('2024-04-16T08:00:00+07:00'),
      env: ENV,
    });
    try {
      const load = (): Promise<unknown> => loadDataSet(office.app, 'tu-son-2024', { signing: [] });
      const settled = await Promise.allSettled([load(), load()]);
      expect(settled.some(({ status }) => status === 'fulfilled')).toBe(true);
      const [count] = await rows<{ plans: number }>(
        office.db,
        'SELECT count(*)::int AS plans FROM plans.plan',
      );
      expect(count).toEqual({ plans: 1 });
    } finally {
      await office.close();
    }
  }, 120_000);
});
