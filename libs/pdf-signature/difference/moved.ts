import { isEqual } from '../pdf/equality.js';
import {
  hasFractions,
  isArray,
  PdfDict,
  PdfRef,
  PdfString,
  type PdfObject,
} from '../pdf/objects.js';
import type { Comparison } from './comparison.js';

const DEEPEST = 8;
/** Read byte by byte, whatever they begin with (12.7.4.3). */
const BYTE_STRINGS: ReadonlySet<string> = new Set(['DA']);
type Value = PdfObject | undefined;

/**
 * The same value, written anew: PDFBox moves dictionaries out of lists into objects of their own,
 * pyHanko and pypdf write plain words in the one-byte encoding that had been in the two-byte one.
 */
export function isMovedOut(
  comparison: Comparison,
  old: Value,
  now: Value,
  depth = DEEPEST,
): boolean {
  if (depth === 0) return false;
  const isSame = (one: Value, other: Value): boolean =>
    isMovedOut(comparison, one, other, depth - 1);
  if (now instanceof PdfRef && !(old instanceof PdfRef)) {
    const moved = comparison.isNew(now) ? comparison.after.object(now) : null;
    return !(moved instanceof PdfRef) && isSame(old, moved);
  }
  if (isArray(old) && isArray(now)) return hasSameItems(old, now, isSame);
  return old instanceof PdfDict && now instanceof PdfDict
    ? hasSameEntries(old, now, isSame)
    : isSameToken(old, now);
}

function isSameToken(old: Value, now: Value): boolean {
  return old !== undefined && (isEqual(old, now) || isSameText(old, now));
}

/** Letters that all readers find in the one encoding as in the other (7.9.2.2, D.2). */
const PLAIN_LETTERS = /^[\t\n\r -~\u00a1-\u00ac\u00ae-\u00ff]*$/;

export function isSameText(old: Value, now: Value): boolean {
  if (!(old instanceof PdfString) || !(now instanceof PdfString)) return false;
  const text = old.toText();
  return PLAIN_LETTERS.test(text) && now.toText() === text;
}

function hasSameItems(
  old: readonly PdfObject[],
  now: readonly PdfObject[],
  isSame: (one: Value, other: Value) => boolean,
): boolean {
  const isAsLong = old.length === now.length && !hasFractions(now);
  return isAsLong && old.every((item, index) => isSame(item, now[index]));
}

function hasSameEntries(
  old: PdfDict,
  now: PdfDict,
  isSame: (one: Value, other: Value) => boolean,
): boolean {
  const isPlain = !now.hasDuplicateKey && now.fractions === undefined;
  const isAsLarge = old.entries.size === now.entries.size;
  return (
    isPlain &&
    isAsLarge &&
    [...old.entries].every(([key, item]) =>
      (BYTE_STRINGS.has(key) ? isEqual : isSame)(item, now.get(key)),
    )
  );
}
