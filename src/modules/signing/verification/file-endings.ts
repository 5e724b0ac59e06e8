import { createHash } from 'node:crypto';

const MARKER = Buffer.from('%%EOF');
/** A file of more revisions than this is found by its newest ones. */
const MOST_ENDINGS = 64;

/**
 * SHA-256 of a file up to each of its end-of-file markers, oldest first. Cutting a file back leaves
 * one of these hashes, whatever line ending stands behind the marker.
 */
export function fileEndings(pdf: Uint8Array): readonly string[] {
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
  return endings.slice(-MOST_ENDINGS);
}
