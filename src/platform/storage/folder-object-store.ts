import { createReadStream } from 'node:fs';
import { access, copyFile, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { newId } from '../database/new-id.js';
import { ObjectMissingError, ObjectStore } from './object-store.js';

export class FolderObjectStore extends ObjectStore {
  constructor(private readonly folder: string) {
    super();
  }

  async putFile(sha256: string, path: string): Promise<void> {
    const target = this.pathOf(sha256);
    if (await this.has(sha256)) {
      await unlink(path).catch(() => undefined);
      return;
    }
    await this.makeFolderOf(target);
    // Copied beside its place, flushed, then renamed: after a power cut it is whole or absent.
    const draft = `${target}.${newId()}`;
    await rename(path, draft).catch(async (error: unknown) => {
      if (!isCrossDevice(error)) throw error;
      await copyFile(path, draft);
      await unlink(path);
    });
    await sync(draft);
    await rename(draft, target);
    await sync(dirname(target));
  }

  async putBytes(sha256: string, bytes: Uint8Array): Promise<void> {
    const target = this.pathOf(sha256);
    const draft = `${target}.${newId()}`;
    // Not asked for first: what the system makes is new, and the same content may be put twice.
    const handle = await open(draft, 'wx').catch(async () => {
      await this.makeFolderOf(target);
      return open(draft, 'wx');
    });
    await handle.writeFile(bytes);
    await handle.sync();
    await handle.close();
    await rename(draft, target);
    await sync(dirname(target));
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.find(sha256)) !== null;
  }

  async read(sha256: string): Promise<Buffer> {
    return readFile(this.pathOf(sha256))
      .catch(() => readFile(this.deeperPathOf(sha256)))
      .catch(() => {
        throw new ObjectMissingError(sha256);
      });
  }

  async stream(sha256: string): Promise<Readable> {
    const path = await this.find(sha256);
    if (path === null) throw new ObjectMissingError(sha256);
    return createReadStream(path);
  }

  private async find(sha256: string): Promise<string | null> {
    for (const path of [this.pathOf(sha256), this.deeperPathOf(sha256)]) {
      const isThere = await access(path).then(
        () => true,
        () => false,
      );
      if (isThere) return path;
    }
    return null;
  }

  private async makeFolderOf(target: string): Promise<void> {
    await mkdir(dirname(target), { recursive: true });
    await sync(this.folder);
  }

  /** 256 folders: with more of them nearly every new file would pay for a folder of its own. */
  private pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  /** Where files were put before. */
  private deeperPathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

/** A file's bytes, or a folder's names: a power cut may take back a name that was not flushed. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isCrossDevice(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EXDEV';
}
