import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { parseSettings, type Settings, SettingsError } from '../config/settings.js';
import { AppModule } from './app.module.js';
import { openDemoOffice } from './demo-office/index.js';
import { type Clock, ShiftedClock, SystemClock } from './platform/clock/clock.js';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres/index.js';
import { migrate } from './platform/database/migrate.js';
import { createHttpApp } from './platform/http/create-http-app.js';
import { requireFreePort } from './platform/http/require-free-port.js';
import { Nightly } from './platform/jobs/nightly.js';
import { Worker } from './platform/jobs/worker.js';
import { StartLogger } from './platform/start-logger.js';
import { startSentence } from './platform/start-errors.js';

type Database = { readonly url: string; stop(): Promise<void> };
type Running = { readonly url: string | null; stop(): Promise<void> };

/** Brings up the whole program: database, schema, office, HTTP and worker as ROLE says. */
export async function start(
  env: NodeJS.ProcessEnv = process.env,
  onOpening: (database: Promise<Database>) => void = () => undefined,
): Promise<Running> {
  const settings = parseSettings(env);
  mkdirSync(join(settings.storage.varDir, 'tmp'), { recursive: true });
  if (settings.office.role !== 'worker')
    await requireFreePort(settings.http.port, settings.http.host);
  const clock = clockOf(settings);
  const opening = openDatabase(settings);
  onOpening(opening);
  const database = await opening;
  let app: NestFastifyApplication | undefined;
  try {
    say('Cập nhật cấu trúc dữ liệu');
    await migrate(database.url);
    app = await createHttpApp(AppModule.on(database.url, settings, clock), {
      behindProxy: settings.http.behindProxy,
      sessionSecret: settings.office.sessionSecret ?? ownSecret(settings.storage.varDir),
      webDir: fileURLToPath(new URL('../../web/dist', import.meta.url)),
      logger: new StartLogger(),
    });
    await app.init();
    const greeting = await openDemoOffice(app, settings, say);
    const url = await serve(app, settings);
    if (url !== null) say(`Sẵn sàng tại ${url}`);
    for (const line of greeting) say(line);
    const running = app;
    return {
      url,
      stop: async () => {
        await running.close();
        await database.stop();
      },
    };
  } catch (error) {
    await app?.close().catch(() => undefined);
    await database.stop();
    throw error;
  }
}

async function serve(app: NestFastifyApplication, settings: Settings): Promise<string | null> {
  const { role } = settings.office;
  if (role !== 'http') {
    await app.get(Worker).start();
    app.get(Nightly).start();
  }
  if (role === 'worker') return null;
  await app.listen(settings.http.port, settings.http.host);
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.http.port;
  return `http://localhost:${port}`;
}

async function openDatabase(settings: Settings): Promise<Database> {
  if (settings.database.url !== null)
    return { url: settings.database.url, stop: () => Promise.resolve() };
  say('Khởi động PostgreSQL');
  return startEmbeddedPostgres({ directory: join(settings.storage.varDir, 'postgres') });
}

function clockOf(settings: Settings): Clock {
  const clock = new SystemClock();
  return settings.office.clockStart === null
    ? clock
    : new ShiftedClock(clock, settings.office.clockStart);
}

function ownSecret(varDir: string): string {
  const path = join(varDir, 'session-secret');
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const secret = randomBytes(32).toString('hex');
    writeFileSync(path, secret, { mode: 0o600 });
    return secret;
  }
}

function say(line: string): void {
  process.stdout.write(`  ${line}\n`);
}

/** Runs until a signal; the one that npm forwards and the terminal's own may both arrive. */
export async function runUntilStopped(): Promise<void> {
  let running: Running | undefined;
  let database: Promise<Database> | undefined;
  const stopping = new AbortController();
  const stop = (): void => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    say('Đang dừng …');
    // A start that is cut short leaves no PostgreSQL behind either.
    const ended =
      running?.stop() ??
      database?.then(
        (opened) => opened.stop(),
        () => undefined,
      );
    void Promise.resolve(ended).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    running = await start(process.env, (opening) => {
      database = opening;
    });
  } catch (error) {
    if (stopping.signal.aborted) return;
    process.stderr.write(
      `\n${error instanceof SettingsError ? error.message : startSentence(error)}\n`,
    );
    process.exit(1);
  }
}
