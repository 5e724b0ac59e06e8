import { SignatureRefusedError } from '../errors.js';
import type { Certificate } from '../pki/certificate.js';
import type { PreparedRevision } from './prepared.js';

/** A preparation as this process made it: the file or its end, with the gap still empty. */
export type KeptFile = {
  /** Offset in the whole file of the first byte that is kept: 0, or where the update begins. */
  readonly from: number;
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
  if (known === undefined || known.from > 0) return undefined;
  const { baseLength } = prepared;
  if (pdf.length !== baseLength || !known.file.subarray(0, baseLength).equals(pdf)) {
    throw new SignatureRefusedError('signature.base-changed');
  }
  return known;
}

/** @throws SignatureRefusedError `signature.base-changed`, `signature.prepared-invalid` */
export function keptUpdate(
  base: { readonly length: number; readonly sha256: string },
  prepared: PreparedRevision,
): KeptFile {
  const known = kept.get(prepared);
  if (known === undefined || known.from === 0) {
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
