import { unlink } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Client } from 'minio';
import type { S3Settings } from '../../../config/settings.js';
import { ObjectMissingError, ObjectStore } from './object-store.js';

export class S3ObjectStore extends ObjectStore {
  private readonly client: Client;

  constructor(private readonly settings: S3Settings) {
    super();
    const endpoint = new URL(settings.endpoint);
    const useSSL = endpoint.protocol === 'https:';
    this.client = new Client({
      endPoint: endpoint.hostname,
      port: endpoint.port === '' ? (useSSL ? 443 : 80) : Number(endpoint.port),
      useSSL,
      region: settings.region,
      accessKey: settings.accessKey,
      secretKey: settings.secretKey,
    });
  }

  /** Called once at start: the bucket exists afterwards. */
  async prepare(): Promise<void> {
    if (!(await this.client.bucketExists(this.settings.bucket))) {
      await this.client.makeBucket(this.settings.bucket, this.settings.region);
    }
  }

  async putFile(sha256: string, path: string): Promise<void> {
    if (!(await this.has(sha256)))
      await this.client.fPutObject(this.settings.bucket, keyOf(sha256), path);
    await unlink(path).catch(() => undefined);
  }

  async putBytes(sha256: string, bytes: Uint8Array): Promise<void> {
    if (await this.has(sha256)) return;
    await this.client.putObject(this.settings.bucket, keyOf(sha256), Buffer.from(bytes));
  }

  async has(sha256: string): Promise<boolean> {
    return this.client.statObject(this.settings.bucket, keyOf(sha256)).then(
      () => true,
      (error: unknown) => {
        if (isMissing(error)) return false;
        throw error;
      },
    );
  }

  async read(sha256: string): Promise<Buffer> {
    return buffer(await this.stream(sha256));
  }

  async stream(sha256: string): Promise<Readable> {
    return this.client.getObject(this.settings.bucket, keyOf(sha256)).catch((error: unknown) => {
      throw isMissing(error) ? new ObjectMissingError(sha256) : error;
    });
  }
}

function keyOf(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256}`;
}

function isMissing(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    (error.code === 'NotFound' || error.code === 'NoSuchKey')
  );
}
