import type { Budget } from './budget.js';
import {
  hasFractions,
  isArray,
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfArray,
  type PdfObject,
} from './objects.js';
import type { XrefEntry } from './xref.js';

/** What is read of a document here; the document itself leans on this file. */
type ObjectSource = {
  readonly trailer: PdfDict;
  readonly budget: Budget;
  readonly entry: (num: number) => XrefEntry | undefined;
  readonly resolve: (value: PdfObject) => PdfObject;
};
/** Steps of looking at one reference. */
const REFERENCE_STEPS = 20;

/** Structural equality; references are equal when they name the same object. */
export function isEqual(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  if (a === b) return true;
  if (isArray(a)) {
    return isArray(b) && a.length === b.length && isEqualArray(a, b);
  }
  if (a instanceof PdfDict) return b instanceof PdfDict && isEqualDict(a, b);
  if (a instanceof PdfStream) {
    return b instanceof PdfStream && a.raw.equals(b.raw) && isEqualDict(a.dict, b.dict);
  }
  return isEqualToken(a, b);
}

function isEqualArray(a: PdfArray, b: PdfArray): boolean {
  // Of numbers alone, an array is a box or a matrix; beside names they are codes and counts.
  const isMixed = hasFractions(b) && !hasFractions(a) && b.some((item) => typeof item !== 'number');
  return !isMixed && a.every((item, index) => isEqual(item, b[index]));
}

function isEqualToken(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  if (a instanceof PdfName) return b instanceof PdfName && a.value === b.value;
  if (a instanceof PdfRef) return b instanceof PdfRef && a.num === b.num && a.gen === b.gen;
  if (typeof a === 'number') return typeof b === 'number' && isSameReal(a, b);
  return a instanceof PdfString && b instanceof PdfString && a.bytes.equals(b.bytes);
}

/** Readers keep reals in single precision (ISO 32000-2, Annex C), and PDFium writes them so. */
function isSameReal(a: number, b: number): boolean {
  return !Number.isInteger(a) && !Number.isInteger(b) && Math.fround(a) === Math.fround(b);
}

function isEqualDict(a: PdfDict, b: PdfDict): boolean {
  return !a.hasDuplicateKey && !b.hasDuplicateKey && changedKeys(a, b).length === 0;
}

/** Readers disagree on which of two values of a key counts, and on names that are written oddly. */
export function isAmbiguous(value: PdfObject): boolean {
  if (isArray(value)) return value.some(isAmbiguous);
  if (value instanceof PdfStream) return isAmbiguous(value.dict);
  if (value instanceof PdfName) return !value.isPlain;
  if (!(value instanceof PdfDict)) return false;
  return value.hasDuplicateKey || [...value.entries.values()].some(isAmbiguous);
}

export function changedKeys(a: PdfDict, b: PdfDict): string[] {
  const keys = new Set([...a.entries.keys(), ...b.entries.keys()]);
  return [...keys].filter((key) => !isEqual(a.get(key), b.get(key)) || becomesFraction(a, b, key));
}

/** Readers that ask for an integer (7.3.3) find none in `2.0`, and take what the key has by default. */
export function becomesFraction(a: PdfDict, b: PdfDict, key: string): boolean {
  return b.fractions?.has(key) === true && a.fractions?.has(key) !== true;
}

/** A place that refers to an object: the referring object's number (0: the trailer) and its key. */
export type Referrer = { readonly from: number; readonly key: string };

/**
 * Who refers to each object that can be reached from the trailer. An object may be replaced under
 * a rule only when nobody outside of that rule sees it.
 */
export function readReferrers(document: ObjectSource): ReadonlyMap<number, readonly Referrer[]> {
  const referrers = new Map<number, Referrer[]>();
  const queue: number[] = [];
  const note = (value: PdfObject, from: number, key: string): void => {
    if (value instanceof PdfRef) {
      document.budget.spend(REFERENCE_STEPS);
      const known = referrers.get(value.num);
      if (known === undefined) {
        referrers.set(value.num, [{ from, key }]);
        queue.push(value.num);
      } else {
        known.push({ from, key });
      }
    } else if (isArray(value)) {
      for (const item of value) note(item, from, key);
    } else if (value instanceof PdfDict) {
      for (const [ownKey, item] of value.entries) note(item, from, key === '' ? ownKey : key);
    } else if (value instanceof PdfStream) {
      note(value.dict, from, key);
    }
  };
  note(document.trailer, 0, '');
  for (let num = queue.pop(); num !== undefined; num = queue.pop()) {
    note(document.resolve(new PdfRef(num, generation(document, num))), num, '');
  }
  return referrers;
}

export function generation(document: ObjectSource, num: number): number {
  const entry = document.entry(num);
  return entry?.kind === 'plain' ? entry.gen : 0;
}
