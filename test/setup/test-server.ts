import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres/index.js';
import { TEMPLATE } from './template.js';

const state = join(import.meta.dirname, '..', '..', 'var', 'test');

/** What is safe only where nothing needs to outlive the run. */
const FAST = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '200',
  shared_buffers: '256MB',
};

let running: { readonly directory: string; readonly stop: () => Promise<void> } | undefined;

/** One server for the whole run; each suite takes its own copy of the migrated template. */
export async function startPostgres(): Promise<void> {
  if (running !== undefined) return;
  await removeOldRuns();
  const directory = join(state, `run-${process.pid}`);
  const server = await startEmbeddedPostgres({ directory, settings: FAST });
  running = { directory, stop: () => server.stop() };
  process.env['TRIEN_TEST_POSTGRES'] = server.url;
  stopOnSignal();
  try {
    await makeTemplate(server.url);
  } catch (error) {
    // Jest runs no teardown after a failed setup.
    await stopPostgres();
    throw error;
  }
}

export async function stopPostgres(): Promise<void> {
  if (running === undefined) return;
  const { directory, stop } = running;
  running = undefined;
  await stop();
  await rm(directory, { recursive: true, force: true });
}

/** The server has a process group of its own, so Ctrl-C would leave it behind. */
function stopOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void stopPostgres().finally(() => process.exit(1));
    });
  }
}

async function makeTemplate(server: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${TEMPLATE}`;
  const { migrate } = await import('../../src/platform/database/migrate.js');
  await migrate(url.href);
}

/** A run that was killed could not clean up after itself. */
async function removeOldRuns(): Promise<void> {
  if (!existsSync(state)) return;
  for (const name of await readdir(state)) {
    const pid = Number(/^run-(\d+)$/.exec(name)?.[1]);
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    const directory = join(state, name);
    await stopLeftover(directory);
    await rm(directory, { recursive: true, force: true });
  }
}

async function stopLeftover(directory: string): Promise<void> {
  if (!existsSync(join(directory, 'data', 'postmaster.pid'))) return;
  const server = await startEmbeddedPostgres({ directory, settings: FAST });
  await server.stop();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
