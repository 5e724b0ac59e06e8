import { createHash } from 'node:crypto';

const MARKER = Buffer.from('%%EOF');
/** A file of more revisions than this is found by its newest ones. */
const MOST_ENDINGS = 64;

/** Hashes in hexadecimal digits. */
export type FileHashes = {
  /** SHA-256 of the whole file. */
  readonly sha256: string;
  /**
   * SHA-256 of the file up to each of its end-of-file markers, oldest first. Cutting a file back
   * leaves one of these hashes, whatever line ending stands behind the marker.
   */
  readonly endings: readonly string[];
};

/** All of them in one run over the bytes. */
export function hashFile(pdf: Uint8Array): FileHashes {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const hash = createHash('sha256');
  const endings: string[] = [];
  let from = 0;
  for (let at = bytes.indexOf(MARKER); at !== -1; at = bytes.indexOf(MARKER, from)) {
    const end = at + MARKER.length;
    hash.update(bytes.subarray(from, end));
    endings.push(hash.copy().digest('hex'));
    from = end;
  }
  const sha256 = hash.update(bytes.subarray(from)).digest('hex');
  return { sha256, endings: endings.slice(-MOST_ENDINGS) };
}
