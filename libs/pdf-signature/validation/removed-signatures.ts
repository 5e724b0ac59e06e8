import { readFields, type FormField } from '../form/form.js';
import { signatureDict } from '../form/locks.js';
import type { PdfDocument } from '../pdf/document.js';
import { PdfString } from '../pdf/objects.js';
import { openRevision, type FileRevision } from './revisions.js';

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
  if (countRanges(document.bytes) <= signed.length) return false;
  const shown = new Set(signed.map(gapOf));
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

/** A signature always lies open in the file, so its key does. */
function countRanges(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf('/ByteRange'); at >= 0; at = bytes.indexOf('/ByteRange', at + 10)) {
    count += 1;
  }
  return count;
}
