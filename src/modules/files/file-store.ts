import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../../../config/settings.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow, type Queryable, rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { InvalidInputError } from '../../platform/errors/platform.errors.js';
import { ObjectMissingError, ObjectStore } from '../../platform/storage/object-store.js';
import { looksLikePdf, MAGIC_WINDOW } from './domain/pdf-magic.js';
import { FileMissingError, FileTooLargeError } from './files.errors.js';

export type StoredFile = { readonly sha256: string; readonly size: number };

export type StreamOptions = {
  readonly mediaType: string;
  readonly maxBytes: number;
  /** Looks at the spooled file before it is kept; what it throws refuses the file. */
  readonly inspect?: (path: string) => Promise<void>;
};

export type NewUpload = {
  readonly sha256: string;
  readonly name: string;
  readonly pages: number | null;
  /** Null for what the system made. */
  readonly uploadedBy: string | null;
};

/**
 * Files by their SHA-256. Bytes are stored before the transaction that speaks of them: when that
 * rolls back, an object nobody names stays behind, which harms nobody.
 */
@Injectable()
export class FileStore {
  constructor(
    private readonly objects: ObjectStore,
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async storeBytes(bytes: Uint8Array, { mediaType }: { mediaType: string }): Promise<StoredFile> {
    const [stored] = await this.storeAll([bytes], { mediaType });
    if (!stored) throw new Error('A file was not stored');
    return stored;
  }

  /** Several at once, by one statement; answered in their order. */
  async storeAll(
    contents: readonly Uint8Array[],
    { mediaType }: { mediaType: string },
  ): Promise<readonly StoredFile[]> {
    const files = await Promise.all(
      contents.map(async (bytes) => {
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        await this.objects.putBytes(sha256, bytes);
        return { sha256, size: bytes.byteLength };
      }),
    );
    await this.note(files, mediaType);
    return files;
  }

  /**
   * Spools and hashes at once: memory holds one chunk, whatever the size.
   *
   * @throws {FileTooLargeError} more than `maxBytes`
   * @throws {InvalidInputError} a PDF is expected and the content is none
   */
  async storeStream(content: AsyncIterable<Buffer>, options: StreamOptions): Promise<StoredFile> {
    const path = await this.spoolPath();
    try {
      const file = await spool(content, path, options);
      await options.inspect?.(path);
      return await this.keep(path, file, options.mediaType);
    } finally {
      await unlink(path).catch(() => undefined);
    }
  }

  async read(sha256: string): Promise<Buffer> {
    return this.objects.read(sha256).catch((error: unknown) => {
      throw translate(error, sha256);
    });
  }

  async stream(sha256: string): Promise<Readable> {
    return this.objects.stream(sha256).catch((error: unknown) => {
      throw translate(error, sha256);
    });
  }

  async sizeOf(db: Queryable, sha256: string): Promise<number> {
    const blob = await maybeRow<{ size: string }>(
      db,
      'SELECT size FROM files.blob WHERE sha256 = $1',
      [sha256],
    );
    if (!blob) throw new FileMissingError(sha256);
    return Number(blob.size);
  }

  /** Writes down who brought a stored file, under which name. */
  async register(tx: Tx, upload: NewUpload): Promise<string> {
    const id = newId();
    await tx.query(
      `INSERT INTO files.upload (id, sha256, name, pages, uploaded_by_post, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, upload.sha256, upload.name, upload.pages, upload.uploadedBy, this.clock.now()],
    );
    return id;
  }

  /** Whether this post brought that content: knowing a hash alone gives no right to the file. */
  async wasUploadedBy(db: Queryable, sha256: string, postId: string): Promise<boolean> {
    const found = await rows(
      db,
      'SELECT 1 FROM files.upload WHERE sha256 = $1 AND uploaded_by_post = $2 LIMIT 1',
      [sha256, postId],
    );
    return found.length > 0;
  }

  private async spoolPath(): Promise<string> {
    const folder = join(this.settings.storage.varDir, 'tmp');
    await mkdir(folder, { recursive: true });
    return join(folder, newId());
  }

  private async keep(path: string, file: StoredFile, mediaType: string): Promise<StoredFile> {
    await this.objects.putFile(file.sha256, path);
    await this.note([file], mediaType);
    return file;
  }

  private async note(files: readonly StoredFile[], mediaType: string): Promise<void> {
    await rows(
      this.dataSource,
      `INSERT INTO files.blob (sha256, size, media_type, created_at)
       SELECT file.sha256, file.size, $3, $4
         FROM unnest($1::text[], $2::bigint[]) AS file (sha256, size)
        ORDER BY file.sha256
       ON CONFLICT DO NOTHING`,
      [
        files.map(({ sha256 }) => sha256),
        files.map(({ size }) => size),
        mediaType,
        this.clock.now(),
      ],
    );
  }
}

async function spool(
  content: AsyncIterable<Buffer>,
  path: string,
  options: StreamOptions,
): Promise<StoredFile> {
  const hash = createHash('sha256');
  let size = 0;
  let beginning = Buffer.alloc(0);
  await pipeline(
    content,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > options.maxBytes)
          throw new FileTooLargeError(Math.floor(options.maxBytes / 1024 / 1024));
        if (beginning.length < MAGIC_WINDOW)
          beginning = Buffer.concat([beginning, chunk.subarray(0, MAGIC_WINDOW)]);
        if (beginning.length >= MAGIC_WINDOW) requirePdf(beginning, options.mediaType);
        hash.update(chunk);
        yield chunk;
      }
      requirePdf(beginning, options.mediaType);
    },
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  );
  return { sha256: hash.digest('hex'), size };
}

function requirePdf(beginning: Uint8Array, mediaType: string): void {
  if (mediaType === 'application/pdf' && !looksLikePdf(beginning))
    throw new InvalidInputError([{ pointer: '/file', code: 'files.not-a-pdf' }]);
}

function translate(error: unknown, sha256: string): unknown {
  return error instanceof ObjectMissingError ? new FileMissingError(sha256) : error;
}
