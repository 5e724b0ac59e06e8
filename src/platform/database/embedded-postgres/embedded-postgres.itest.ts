import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type EmbeddedPostgres, EmbeddedPostgresError, startEmbeddedPostgres } from './index.js';
import { findProcess } from './process-table.js';

const settings = { fsync: 'off' };

describe('the bundled PostgreSQL', () => {
  let directory: string;
  let running: EmbeddedPostgres | undefined;

  const start = async (): Promise<EmbeddedPostgres> => {
    running = await startEmbeddedPostgres({ directory, settings });
    return running;
  };

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'trien-pg-'));
  });

  afterEach(async () => {
    await running?.stop();
    running = undefined;
    await rm(directory, { recursive: true, force: true });
  });

  it('knows Vietnamese letters, in lower case and in trigrams', async () => {
    const { url } = await start();

    await query(url, 'CREATE EXTENSION pg_trgm');

    expect(
      await query(url, `SELECT lower('ĐẶNG') AS low, array_length(show_trgm('Đường'), 1) AS n`),
    ).toEqual([{ low: 'đặng', n: 6 }]);
  });

  it('listens on the loopback interface alone and asks for the password', async () => {
    const { url } = await start();
    const stranger = new URL(url);
    stranger.password = 'wrong';

    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow('password');
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  });

  it('keeps its data over a stop and a start', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    await first.stop();

    const second = await start();

    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('starts again after its server was killed', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = await postmasterPid(directory);
    kill(pid, 'SIGKILL');
    await first.stop();

    const second = await start();

    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(await postmasterPid(directory)).not.toBe(pid);
  });

  it('takes over when the program died and its server lives on', async () => {
    const first = await start();
    const pid = await postmasterPid(directory);
    await writeOwner(directory, { pid: await deadProcess(), startedAt: '1' });

    const second = await start();

    expect(await postmasterPid(directory)).not.toBe(pid);
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow();
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses a folder that a living program uses', async () => {
    const { url } = await start();

    const second = startEmbeddedPostgres({ directory, settings });

    await expect(second).rejects.toMatchObject({ code: 'in-use' });
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('ignores a lock file whose process id now belongs to another program', async () => {
    await (await start()).stop();
    const other = spawn('sleep', ['30'], { stdio: 'ignore' });
    await writeFile(join(directory, 'data', 'postmaster.pid'), `${other.pid ?? 0}\n/elsewhere\n`);

    const { url } = await start();

    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(findProcess(other.pid ?? 0)).not.toBeNull();
    other.kill();
  });

  it('explains in both languages why it does not start', async () => {
    await writeFile(join(directory, 'data'), 'a file where the folder should be');

    const failure = await startEmbeddedPostgres({ directory, settings }).catch(
      (error: unknown) => error,
    );

    expect(failure).toBeInstanceOf(EmbeddedPostgresError);
    expect((failure as EmbeddedPostgresError).vi).toContain(directory);
    expect((failure as EmbeddedPostgresError).en).toContain(directory);
  });
});

async function query(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterPid(directory: string): Promise<number> {
  const lock = await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8');
  return Number.parseInt(lock, 10);
}

async function writeOwner(directory: string, owner: object): Promise<void> {
  await writeFile(join(directory, 'owner.json'), JSON.stringify(owner));
}

async function deadProcess(): Promise<number> {
  const child = spawn('true', { stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
  await sleep(10);
  return child.pid ?? 0;
}
