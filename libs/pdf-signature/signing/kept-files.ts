import { SignatureRefusedError } from '../errors.js';
import type { Certificate } from '../pki/certificate.js';
import type { PreparedRevision } from './prepared.js';

/** A preparation as this process made it: the file or its end, with the gap still empty. */
export type KeptFile = {
  /** The document, where it is kept: the beginning of `file`, which else is the update alone. */
  readonly base: Buffer | undefined;
  readonly file: Buffer;
  readonly certificate: Certificate;
  readonly chain: readonly Buffer[];
  readonly attributes: Buffer;
};

/** Bytes of one file, and of all; what is left out costs a second hash, nothing else. */
const LARGEST = 16 * 1024 * 1024;
const ALL = 32 * 1024 * 1024;

/** Oldest first. Keys are frozen, and nobody else holds the files: both are what was prepared. */
const kept = new Map<PreparedRevision, KeptFile>();
let bytes = 0;

export function isKeepable(baseLength: number): boolean {
  return baseLength < LARGEST;
}

export function keepFile(prepared: PreparedRevision, what: KeptFile): void {
  kept.set(prepared, what);
  bytes += what.file.length;
  for (const oldest of kept.keys()) {
    if (bytes <= ALL) break;
    forgetFile(oldest);
  }
}

/**
 * What was kept of a preparation, when the document still is its base byte for byte; that says more
 * than an equal hash, and costs less.
 *
 * @throws SignatureRefusedError `signature.base-changed`
 */
export function keptFile(pdf: Uint8Array, prepared: PreparedRevision): KeptFile | undefined {
  const known = kept.get(prepared);
  if (known?.base === undefined) return undefined;
  if (!known.base.equals(pdf)) throw new SignatureRefusedError('signature.base-changed');
  return known;
}

/** @throws SignatureRefusedError `signature.base-changed`, `signature.prepared-invalid` */
export function keptUpdate(
  base: { readonly length: number; readonly sha256: string },
  prepared: PreparedRevision,
): KeptFile {
  const known = kept.get(prepared);
  if (known === undefined || known.base !== undefined) {
    throw new SignatureRefusedError('signature.prepared-invalid');
  }
  if (base.length !== prepared.baseLength || base.sha256 !== prepared.baseSha256) {
    throw new SignatureRefusedError('signature.base-changed');
  }
  return known;
}

export function forgetFile(prepared: PreparedRevision): void {
  bytes -= kept.get(prepared)?.file.length ?? 0;
  kept.delete(prepared);
}
