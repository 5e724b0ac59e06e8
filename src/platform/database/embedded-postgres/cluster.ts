import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { explainFailure } from './errors.js';
import { handOver, type Identity, spawnIdentity } from './identity.js';

export const SUPERUSER = 'trien';

export type Cluster = { readonly directory: string; readonly data: string };

/** The password lies beside the data and is as closed as they are. */
export async function readPassword({ directory }: Cluster): Promise<string> {
  return (await readFile(join(directory, 'password'), 'utf8')).trim();
}

/**
 * Made under another name and renamed when it is whole, so that a start killed half-way leaves
 * nothing that looks like a cluster.
 */
export async function createCluster(
  cluster: Cluster,
  binaries: Binaries,
  identity: Identity,
): Promise<void> {
  await removeLeftovers(cluster.directory);
  const passwordFile = join(cluster.directory, 'password');
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  await handOver(identity, cluster.directory);

  const unfinished = join(cluster.directory, `data.new-${randomBytes(4).toString('hex')}`);
  const { code, output } = await run(identity, binaries.initdb, [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=icu',
    '--icu-locale=vi-VN',
    // Trigrams of accented letters are lost under C; macOS knows no C.UTF-8 before version 15.
    `--locale=${platform() === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
    '--data-checksums',
  ]);
  if (code !== 0) {
    await rm(unfinished, { recursive: true, force: true });
    throw explainFailure(output, cluster.directory);
  }
  await rename(unfinished, cluster.data);
}

export function clusterExists({ data }: Cluster): boolean {
  return existsSync(join(data, 'PG_VERSION'));
}

async function removeLeftovers(directory: string): Promise<void> {
  const names = await readdir(directory);
  for (const name of names.filter((entry) => entry.startsWith('data.new-'))) {
    await rm(join(directory, name), { recursive: true, force: true });
  }
}

function run(
  identity: Identity,
  program: string,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const [command = program, ...rest] = [...identity.prefix, program, ...args];
  return new Promise((resolve) => {
    const child = spawn(command, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...spawnIdentity(identity),
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => {
      resolve({ code: null, output: `${output}${error.message}` });
    });
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
}
