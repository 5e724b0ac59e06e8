import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { parseSettings } from '../../config/settings.js';
import { AppModule } from '../../src/app.module.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { createHttpApp } from '../../src/platform/http/create-http-app.js';
import { Worker } from '../../src/platform/jobs/worker.js';
import { createTestDatabase } from './database.js';

export type TestApp = {
  readonly app: NestFastifyApplication;
  readonly db: DataSource;
  readonly clock: FixedClock;
  /** Base address when `listen` was asked for, else ''. */
  readonly url: string;
  readonly varDir: string;
  close(): Promise<void>;
};

/** Monday 24/08/2026, 07:45 in Việt Nam: the morning of the demo. */
export const DEMO_MORNING = new Date('2026-08-24T07:45:00+07:00');

/** The real program on a database of its own, at a clock that stands still. */
export async function startTestApp(
  options: { at?: Date; worker?: boolean; listen?: boolean; env?: Record<string, string> } = {},
): Promise<TestApp> {
  const database = await createTestDatabase();
  const varDir = mkdtempSync(join(tmpdir(), 'trien-test-'));
  const clock = new FixedClock(options.at ?? DEMO_MORNING);
  const settings = parseSettings({
    VAR_DIR: varDir,
    PORT: '0',
    OFFICE_DATA_SET: 'none',
    PASSWORD_MEMORY_KIB: '1024',
    ...options.env,
  });
  const app = await createHttpApp(AppModule.on(database.url, settings, clock), {
    behindProxy: false,
    sessionSecret: 'a-secret-that-only-tests-know-0123456789',
    webDir: null,
    logger: false,
  });
  await app.init();
  if (options.worker !== false) await app.get(Worker).start();
  let url = '';
  if (options.listen === true) {
    await app.listen(0, '127.0.0.1');
    const address = app.getHttpServer().address();
    url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  } else {
    await app.getHttpAdapter().getInstance().ready();
  }
  return {
    app,
    db: app.get(DataSource),
    clock,
    url,
    varDir,
    close: async () => {
      await app.close();
      await database.drop();
      rmSync(varDir, { recursive: true, force: true });
    },
  };
}
