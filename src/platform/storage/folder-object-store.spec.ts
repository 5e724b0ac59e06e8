import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FolderObjectStore } from './folder-object-store.js';
import { ObjectMissingError } from './object-store.js';

const BYTES = Buffer.from('một văn bản');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

describe('the store of objects in a folder', () => {
  let folder: string;
  let store: FolderObjectStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trien-objects-'));
    store = new FolderObjectStore(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives back what was put, twice too, and leaves no draft behind', async () => {
    await Promise.all([store.putBytes(SHA256, BYTES), store.putBytes(SHA256, BYTES)]);

    expect(await store.read(SHA256)).toEqual(BYTES);
    expect(await readdir(join(folder, SHA256.slice(0, 2)))).toEqual([SHA256]);
  });

  it('finds what was put when folders were nested deeper', async () => {
    const deeper = join(folder, SHA256.slice(0, 2), SHA256.slice(2, 4), SHA256);
    await mkdir(dirname(deeper), { recursive: true });
    await writeFile(deeper, BYTES);

    expect(await store.has(SHA256)).toBe(true);
    expect(await store.read(SHA256)).toEqual(BYTES);
    expect(await buffer(await store.stream(SHA256))).toEqual(BYTES);
  });

  it('says by its own error what is missing', async () => {
    expect(await store.has(SHA256)).toBe(false);
    await expect(store.read(SHA256)).rejects.toBeInstanceOf(ObjectMissingError);
    await expect(store.stream(SHA256)).rejects.toBeInstanceOf(ObjectMissingError);
  });
});
