import { inflateSync } from 'node:zlib';
import { PdfRefusedError } from '../errors.js';
import type { PdfDocument } from '../pdf/document.js';
import { changedKeys, isAmbiguous } from '../pdf/equality.js';
import { decodeStructureStream } from '../pdf/filters.js';
import { isArray, PdfName, PdfStream, type PdfObject } from '../pdf/objects.js';

/** Appearances, metadata and pages of text are small; whatever is larger is left unread. */
const LARGEST = 8 * 1024 * 1024;

/** The data of a stream without its filters; null when it cannot be read with what is at hand. */
export function decodeStream(document: PdfDocument, stream: PdfStream): Buffer | null {
  // Its data stand in another file (7.3.8.2, Table 5), or here, as readers like it.
  if (stream.dict.entries.has('F')) return null;
  const filters = listOf(document.resolve(stream.dict.get('Filter')));
  if (filters.length === 0) return stream.raw;
  const [only] = filters;
  const isFlate = filters.length === 1 && only instanceof PdfName && only.value === 'FlateDecode';
  return isFlate && document.resolve(stream.dict.get('DecodeParms')) === null
    ? inflate(document, stream.raw)
    : decodeOther(document, stream);
}

/** Bytes that are unpacked in the time of one step, as a power of two. */
const INFLATE_SHIFT = 3;
const UNPACK_STEPS = 3_000;

function inflate(document: PdfDocument, data: Buffer): Buffer | null {
  document.budget.spend(UNPACK_STEPS);
  try {
    const unpacked = inflateSync(data, { maxOutputLength: LARGEST });
    document.budget.spend(unpacked.length >> INFLATE_SHIFT);
    return unpacked;
  } catch (error) {
    if (error instanceof PdfRefusedError) throw error;
    document.budget.spend(LARGEST >> INFLATE_SHIFT);
    return null;
  }
}

/** Entries that say how data are packed, not what they are (7.3.8.2, Table 5). */
const PACKING: ReadonlySet<string> = new Set(['Filter', 'Length']);

/**
 * The same data, written another way: their length in place of a reference to it, or packed where
 * they stood plain. PDFium does so to whatever it writes again.
 */
export function hasSameData(
  document: PdfDocument,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
): boolean {
  if (!(old instanceof PdfStream) || !(now instanceof PdfStream)) return false;
  const changed = changedKeys(old.dict, now.dict);
  if (isAmbiguous(now) || !changed.every((key) => PACKING.has(key))) return false;
  if (!changed.includes('Filter')) return old.raw.equals(now.raw);
  const isPacked = !old.dict.entries.has('Filter') && now.dict.name('Filter') === 'FlateDecode';
  return isPacked && inflate(document, now.raw)?.equals(old.raw) === true;
}

function decodeOther(document: PdfDocument, stream: PdfStream): Buffer | null {
  try {
    return decodeStructureStream(stream, document.budget, (value) => document.resolve(value));
  } catch (error) {
    if (!(error instanceof PdfRefusedError) || error.code === 'pdf.too-complex') throw error;
    return null;
  }
}

function listOf(value: PdfObject): readonly PdfObject[] {
  if (value === null) return [];
  return isArray(value) ? value : [value];
}
