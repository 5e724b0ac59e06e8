import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pid } from 'node:process';
import { EmbeddedPostgresError } from './errors.js';
import { findProcess } from './process-table.js';

type Owner = { readonly pid: number; readonly startedAt: string };

/**
 * One program per folder. Recovery stops a server that it finds running there, which is right
 * only when the program that started it is dead.
 */
export async function claimFolder(directory: string): Promise<void> {
  const file = ownerFile(directory);
  const owner = await readOwner(file);
  if (owner !== null && findProcess(owner.pid)?.startedAt === owner.startedAt) {
    throw new EmbeddedPostgresError(
      'in-use',
      `Thư mục dữ liệu ${directory} đang được một tiến trình khác sử dụng (số ${owner.pid}): dừng tiến trình đó trước.`,
      `The data folder ${directory} is in use by another process (${owner.pid}): stop that one first.`,
    );
  }
  const self: Owner = { pid, startedAt: findProcess(pid)?.startedAt ?? '' };
  await writeFile(file, JSON.stringify(self), { mode: 0o600 });
}

export async function releaseFolder(directory: string): Promise<void> {
  await rm(ownerFile(directory), { force: true });
}

function ownerFile(directory: string): string {
  return join(directory, 'owner.json');
}

async function readOwner(file: string): Promise<Owner | null> {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Owner;
  } catch {
    // A crash in the middle of the write leaves half a line: nobody holds the folder.
    return null;
  }
}
