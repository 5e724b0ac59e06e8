import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { locateBinaries } from './binaries.js';
import { type Cluster, clusterExists, createCluster, readPassword, SUPERUSER } from './cluster.js';
import { EmbeddedPostgresError, explainFailure } from './errors.js';
import { chooseIdentity } from './identity.js';
import { claimFolder, releaseFolder } from './owner.js';
import { recoverCluster } from './recovery.js';
import { launchServer } from './server.js';

export { EmbeddedPostgresError } from './errors.js';

export type EmbeddedPostgresOptions = {
  /** Holds the cluster, its password and its log; made when missing. */
  readonly directory: string;
  /** Server parameters that come on top of those this folder needs. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: (line: string) => void;
};

export type EmbeddedPostgres = {
  readonly url: string;
  /** Ends open sessions and waits until the server is gone. May be called more than once. */
  stop(): Promise<void>;
};

const DATABASE = 'trien';

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * Runs the PostgreSQL that comes with the program, on a free port of the loopback interface.
 * Whatever state an earlier crash has left is put in order first.
 *
 * @throws EmbeddedPostgresError with a sentence for the person who started the program.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory);
  try {
    await mkdir(directory, { recursive: true });
    await claimFolder(directory);
  } catch (error) {
    throw understood(error, directory);
  }
  try {
    return await startIn(directory, options);
  } catch (error) {
    await releaseFolder(directory);
    throw understood(error, directory);
  }
}

async function startIn(
  directory: string,
  { settings = {}, log = () => undefined }: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const cluster: Cluster = { directory, data: join(directory, 'data') };
  const binaries = await locateBinaries();
  const program = binaries.postgres;
  const identity = chooseIdentity({ program, directory, data: cluster.data });
  if (clusterExists(cluster)) {
    await recoverCluster(cluster.data, log);
  } else {
    log('Tạo cụm cơ sở dữ liệu PostgreSQL (lần đầu)');
    await createCluster(cluster, binaries, identity);
  }

  const server = await launchServer({
    cluster,
    binaries,
    identity,
    settings: { ...SETTINGS, ...settings },
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await releaseFolder(directory);
  };
  const password = await readPassword(cluster);
  const address = `postgres://${SUPERUSER}:${password}@127.0.0.1:${server.port}`;
  try {
    await ensureDatabase(`${address}/postgres`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `${address}/${DATABASE}`, stop };
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
      DATABASE,
    ]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function understood(error: unknown, directory: string): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error;
  return explainFailure(error instanceof Error ? error.message : String(error), directory);
}
