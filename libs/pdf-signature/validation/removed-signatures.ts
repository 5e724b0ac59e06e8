import { readFields, type FormField } from '../form/form.js';
import { signatureDict } from '../form/locks.js';
import type { PdfDocument } from '../pdf/document.js';
import { standsAt } from '../pdf/lexer.js';
import { PdfString } from '../pdf/objects.js';
import { openRevision, type FileRevision } from '../pdf/revisions.js';

/**
 * Whether an earlier revision shows a signature that the last one does not: its field was emptied
 * or left out of the form. The bytes stay in the file, so this much can be told without having
 * seen the file before; a file cut back to an earlier end cannot.
 */
export function hasRemovedSignature(
  document: PdfDocument,
  revisions: readonly FileRevision[],
  signed: readonly FormField[],
): boolean {
  const shown = new Set(signed.map(gapOf));
  const missing = statedGaps(document.bytes).filter((gap) => gap === null || !shown.has(gap));
  if (missing.length === 0) return false;
  const rights = new Set(
    revisions.flatMap((revision) => usageRights(openRevision(document, revision))),
  );
  if (missing.some((gap) => gap !== null && !rights.has(gap))) return true;
  // What once stood in a field was somebody's signature, whatever it is called by now.
  return revisions.slice(0, -1).some((revision) =>
    readFields(openRevision(document, revision)).some((field) => {
      const gap = gapOf(field);
      return gap !== undefined && !shown.has(gap);
    }),
  );
}

function gapOf(field: FormField): number | undefined {
  const contents = signatureDict(field)?.get('Contents');
  return contents instanceof PdfString ? contents.token?.start : undefined;
}

/** Signatures of a reader's maker, which give its users rights and sign for nobody (12.8.2.3). */
function usageRights(document: PdfDocument): number[] {
  const permissions = document.dict(document.catalog.get('Perms'));
  return ['UR', 'UR3'].flatMap((key) => {
    const contents = document.dict(permissions?.get(key))?.get('Contents');
    return contents instanceof PdfString && contents.token ? [contents.token.start] : [];
  });
}

/** So many signatures are looked at; a file with more is refused elsewhere. */
const MAX_RANGES = 2_000;

/**
 * Where the value of each signature begins whose bytes stand in the file, reachable or not; null
 * where a range leads to no value, as in files inside of files. A signature always lies open.
 */
function statedGaps(bytes: Buffer): (number | null)[] {
  const gaps: (number | null)[] = [];
  for (let end = nextKey(bytes, 0); end > 0; end = nextKey(bytes, end)) {
    const at = end - KEY.length;
    const text = bytes.toString('latin1', at, at + 100);
    const [, start = '', stop = ''] = /^\S+\s*\[\s*0+\s+(\d+)\s+(\d+)\s+\d+\s*\]/.exec(text) ?? [];
    const isValue =
      start !== '' && bytes[Number(start)] === 0x3c && bytes[Number(stop) - 1] === 0x3e;
    gaps.push(isValue ? Number(start) : null);
    if (gaps.length > MAX_RANGES) break;
  }
  return gaps;
}

const KEY = '/ByteRange';
/** Short texts are searched for a byte at a time by the processor, ten times as fast as long ones. */
const TAIL = 'Range';

/** Where the next key ends, or 0. */
function nextKey(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(TAIL, from); at >= 0; at = bytes.indexOf(TAIL, at + 1)) {
    const end = at + TAIL.length;
    if (standsAt(bytes, KEY, end - KEY.length)) return end;
  }
  return 0;
}
