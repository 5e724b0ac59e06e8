import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import {
  FileRefusedError,
  OutputClosedError,
  type CommandIo,
  type FileRefusal,
} from './command.js';

const STDIN = 0;
const STDOUT = 1;
/** As the reader's own limit of a file. */
const MAX_BYTES = 2 ** 30;
/** What `<(...)` and `/dev/stdin` are; other pipes and devices may never end, or never begin. */
const INHERITED = /^\/(dev\/(stdin|fd\/\d+)|proc\/self\/fd\/\d+)$/;

type Files = Pick<CommandIo, 'read' | 'list' | 'write' | 'mayWrite' | 'isSame' | 'out'>;

/** The files of this machine, for commands. */
export function machineFiles(): Files {
  let isStdinRead = false;
  return {
    read: (path) => {
      if (path !== '-') return readWhole(path);
      if (isStdinRead) throw new FileRefusedError(path, 'file.read-twice');
      isStdinRead = true;
      return refusing(path, () => readFileSync(STDIN));
    },
    list: listFolder,
    write: (path, bytes) => {
      if (path === '-') writeAll(STDOUT, bytes);
      else writeWhole(path, bytes);
    },
    mayWrite: (path) => {
      if (path !== '-') checkPlace(path);
    },
    isSame: isSameFile,
    out: (line) => {
      writeAll(STDOUT, Buffer.from(`${line}\n`));
    },
  };
}

const REFUSALS: ReadonlyMap<string, FileRefusal> = new Map<string, FileRefusal>([
  ['ENOENT', 'file.missing'],
  ['ENOTDIR', 'file.missing'],
  ['EACCES', 'file.denied'],
  ['EPERM', 'file.denied'],
  ['EROFS', 'file.denied'],
  ['EISDIR', 'file.not-a-file'],
  ['ENOSPC', 'file.disk-full'],
  ['EDQUOT', 'file.disk-full'],
  ['ERR_FS_FILE_TOO_LARGE', 'file.too-large'],
]);

function codeOf(error: unknown): string {
  return (error as { readonly code?: string }).code ?? '';
}

function refusing<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof FileRefusedError) throw error;
    throw new FileRefusedError(path, REFUSALS.get(codeOf(error)) ?? 'file.unreadable');
  }
}

function readWhole(path: string): Uint8Array {
  return refusing(path, () => {
    const found = statSync(path);
    const mayBeRead = found.isFile() || (INHERITED.test(path) && !found.isDirectory());
    if (!mayBeRead) throw new FileRefusedError(path, 'file.not-a-file');
    if (found.size > MAX_BYTES) throw new FileRefusedError(path, 'file.too-large');
    return readFileSync(path);
  });
}

function listFolder(path: string): readonly string[] | null {
  if (statOf(path)?.isDirectory() !== true) return null;
  return refusing(path, () =>
    readdirSync(path)
      .sort()
      .map((name) => join(path, name)),
  );
}

function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [statOf(one), statOf(other)];
  return a?.isFile() === true && a.dev === b?.dev && a.ino === b.ino;
}

function checkPlace(path: string): void {
  refusing(path, () => {
    const found = statOf(path);
    if (found?.isDirectory() === true) throw new FileRefusedError(path, 'file.not-a-file');
    if (found !== null) accessSync(path, constants.W_OK);
    if (found?.isFile() !== false) accessSync(dirname(path), constants.W_OK);
  });
}

/** Through a file beside it that takes its name: who reads or crashes meanwhile has the old bytes. */
function writeWhole(path: string, bytes: Uint8Array): void {
  refusing(path, () => {
    checkPlace(path);
    const found = statOf(path);
    if (found?.isFile() === false) {
      writeFileSync(path, bytes);
      return;
    }
    const target = found === null ? path : realpathSync(path);
    const beside = join(dirname(target), `.pdf-signature-${randomBytes(8).toString('hex')}`);
    try {
      writeFlushed(beside, bytes, found);
      renameSync(beside, target);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  });
}

function writeFlushed(path: string, bytes: Uint8Array, like: Stats | null): void {
  const file = openSync(path, 'wx');
  try {
    writeFileSync(file, bytes);
    if (like !== null) fchmodSync(file, like.mode & 0o777);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const PAUSE_MS = 5;

/** At once and in order; a pipe whose reader is slow and that does not block is tried again. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(file, bytes, done);
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw new OutputClosedError(codeOf(error));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
