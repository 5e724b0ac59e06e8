import { isEqual } from '../pdf/equality.js';
import { hasFractions, isArray, PdfDict, PdfRef, type PdfObject } from '../pdf/objects.js';
import type { Comparison } from './comparison.js';

const DEEPEST = 8;
type Value = PdfObject | undefined;

/** The same value, parts of it in objects of their own: PDFBox moves dictionaries out of lists. */
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
    : old !== undefined && isEqual(old, now);
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
    isPlain && isAsLarge && [...old.entries].every(([key, item]) => isSame(item, now.get(key)))
  );
}
