import type { Readable } from 'node:stream';

/** Bytes addressed by their SHA-256 (64 hex digits). Written once, never changed, never overwritten. */
export abstract class ObjectStore {
  /** Takes over the file at `path`, whose content has this hash. Doing it again changes nothing. */
  abstract putFile(sha256: string, path: string): Promise<void>;
  /** The same for content in memory. */
  abstract putBytes(sha256: string, bytes: Uint8Array): Promise<void>;
  abstract has(sha256: string): Promise<boolean>;
  /** @throws {ObjectMissingError} */
  abstract read(sha256: string): Promise<Buffer>;
  /** @throws {ObjectMissingError} */
  abstract stream(sha256: string): Promise<Readable>;
}

export class ObjectMissingError extends Error {
  constructor(sha256: string) {
    super(`No object ${sha256}`);
  }
}
