import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import type { Cluster } from './cluster.js';
import { explainFailure } from './errors.js';
import { type Identity, spawnIdentity } from './identity.js';

export type Server = { readonly port: number; stop(): Promise<void> };

export type Launch = {
  readonly cluster: Cluster;
  readonly binaries: Binaries;
  readonly identity: Identity;
  readonly settings: Readonly<Record<string, string>>;
};

const STEP_MS = 20;
const START_LIMIT_MS = 120_000;
const ATTEMPTS = 5;
const LOG_LIMIT = 10_000_000;

/** Another program may take the free port first; sessions of a killed server may linger. */
const WORTH_REPEATING = /could not bind|Address already in use|pre-existing shared memory block/;

export async function launchServer(launch: Launch): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await tryLaunch(launch);
    if ('port' in result) return result;
    if (attempt === ATTEMPTS || !WORTH_REPEATING.test(result.output)) {
      throw explainFailure(result.output, launch.cluster.directory);
    }
    await sleep(500);
  }
}

async function tryLaunch(launch: Launch): Promise<Server | { output: string }> {
  const { cluster, identity } = launch;
  const port = await freePort();
  const logFile = join(cluster.directory, 'server.log');
  await rotate(logFile);
  const log = await open(logFile, 'a', 0o600);
  const startOfLog = (await log.stat()).size;
  const settings = { ...launch.settings, port: String(port) };
  const args = ['-D', cluster.data, ...Object.entries(settings).flatMap(asOption)];
  const [command = '', ...rest] = [...identity.prefix, launch.binaries.postgres, ...args];
  // Its own process group: Ctrl-C reaches the program alone, which stops the server last.
  const child = spawn(command, rest, {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...spawnIdentity(identity),
  });
  const ended = endOf(child);
  await log.close();
  child.unref();

  const failure = await Promise.race([ended, untilReady(cluster.data, child)]);
  if (failure === null) return { port, stop: () => stop(child, ended) };
  await stop(child, ended);
  const output = (await readFile(logFile)).subarray(startOfLog).toString();
  return { output: `${output}\n${failure}` };
}

function asOption([name, value]: readonly [string, string]): string[] {
  return ['-c', `${name}=${value}`];
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('exit', (code, name) => {
      resolve(`PostgreSQL: ${code ?? name ?? ''}`);
    });
  });
}

/** The server writes its state into the eighth line of its lock file, as pg_ctl reads it. */
async function untilReady(data: string, child: ChildProcess): Promise<string | null> {
  const lock = join(data, 'postmaster.pid');
  for (let waited = 0; waited < START_LIMIT_MS; waited += STEP_MS) {
    const lines = existsSync(lock) ? await readFile(lock, 'utf8').catch(() => '') : '';
    const [pid, , , , , , , state] = lines.split('\n');
    if (Number(pid) === child.pid && state?.trim() === 'ready') return null;
    await sleep(STEP_MS);
  }
  return `PostgreSQL: ${START_LIMIT_MS / 1000} s`;
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  for (const [name, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(name);
    const timeout = new AbortController();
    await Promise.race([
      ended,
      sleep(patience, null, { signal: timeout.signal }).catch(() => null),
    ]);
    timeout.abort();
  }
}

async function rotate(file: string): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT) await rename(file, `${file}.1`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}
