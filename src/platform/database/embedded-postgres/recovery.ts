import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { platform } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './errors.js';
import { findProcess, signal } from './process-table.js';

const STEP_MS = 50;
const PATIENCE: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];

/**
 * Leaves a data folder that a new server may open, whatever became of the last one: still
 * running without its program, dead, or dead and not yet collected by its parent.
 */
export async function recoverCluster(data: string, log: (line: string) => void): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const lines = (await readFile(lock, 'utf8')).split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (isServerOf(pid, data)) {
    log('Dừng PostgreSQL còn chạy từ lần trước');
    await stopServer(pid, data);
  }
  await waitForBackends(lines[6]);
  await rm(lock, { force: true });
}

function isServerOf(pid: number, data: string): boolean {
  if (!Number.isInteger(pid)) return false;
  const args = findProcess(pid)?.args ?? [];
  const folder = args.indexOf('-D');
  return basename(args[0] ?? '') === 'postgres' && folder > 0 && args[folder + 1] === data;
}

async function stopServer(pid: number, data: string): Promise<void> {
  for (const [name, patience] of PATIENCE) {
    if (signal(pid, name) === 'refused') throw foreignOwner(pid, data);
    for (let waited = 0; waited < patience; waited += STEP_MS) {
      if (!isServerOf(pid, data)) return;
      await sleep(STEP_MS);
    }
  }
}

/**
 * The sessions of a killed postmaster live on for a moment and may still write. PostgreSQL
 * itself refuses to start then, but only while the lock file tells it which memory to look at,
 * so the file must not go before they do (line 7: shared memory key and id).
 */
async function waitForBackends(line: string | undefined): Promise<void> {
  const id = line?.trim().split(/\s+/)[1];
  if (id === undefined || platform() !== 'linux') return;
  for (let waited = 0; waited < 10_000; waited += STEP_MS) {
    if ((await attachedTo(id)) === 0) return;
    await sleep(STEP_MS);
  }
}

async function attachedTo(id: string): Promise<number> {
  const table = await readFile('/proc/sysvipc/shm', 'utf8').catch(() => '');
  const row = table
    .split('\n')
    .map((text) => text.trim().split(/\s+/))
    .find((columns) => columns[1] === id);
  return Number.parseInt(row?.[6] ?? '0', 10);
}

function foreignOwner(pid: number, data: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'foreign-owner',
    `PostgreSQL của ${data} đang chạy dưới tài khoản khác (tiến trình ${pid}): dừng nó bằng tài khoản đó.`,
    `The PostgreSQL of ${data} runs under another account (process ${pid}): stop it from there.`,
  );
}
