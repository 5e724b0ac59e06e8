import type { PdfDocument } from '../pdf/document.js';
import { readFields, type FormField } from '../form/form.js';
import { signatureDict } from '../form/locks.js';
import { isArray, isInteger, PdfRef, PdfString, type PdfDict } from '../pdf/objects.js';
import type { ReasonCode } from './report.js';
import { afterSpace, openRevision, type FileRevision } from '../pdf/revisions.js';

/** Where a signature stands in the file and what it covers (ISO 32000-2, 12.8.1). */
export type SignaturePlace = {
  readonly contents: Buffer;
  /** The signed bytes: before and after the gap. */
  readonly covered: readonly [Buffer, Buffer];
  readonly revisionLength: number;
  /** Index into the file's revisions. */
  readonly revision: number;
};

type Range = { readonly gapStart: number; readonly gapEnd: number; readonly end: number };

/**
 * Finds what a signature covers. Strict, because every known wrapping attack lives from leniency:
 * the gap must be exactly the hexadecimal string of this very dictionary, and the covered part
 * must start at the file's first byte and end where one of its revisions ends.
 */
export function placeSignature(
  document: PdfDocument,
  field: FormField,
  revisions: readonly FileRevision[],
): SignaturePlace | ReasonCode {
  const signature = signatureDict(field);
  if (signature === undefined || !isPlain(document, field) || contradictsItself(signature)) {
    return 'signature-object-invalid';
  }
  const contents = signature.get('Contents');
  if (!(contents instanceof PdfString) || contents.bytes.length === 0) {
    return 'contents-invalid';
  }
  const { bytes } = document;
  const range = readRange(signature, bytes.length);
  if (range === null || !isGap(range, contents) || !isStatedPlainly(document, field, range)) {
    return 'byte-range-invalid';
  }
  // Nobody signed the gap: blanks in it are room for what other readers may find there.
  const gap = bytes.subarray(range.gapStart, range.gapEnd);
  if (!isWholeValue(gap, contents)) return 'contents-invalid';
  const revision = revisions.findIndex(
    ({ end }) => range.end >= end && afterSpace(bytes, end) >= range.end,
  );
  const own = revisions[revision];
  if (own === undefined) return 'byte-range-invalid';
  if (!standsInRevision(document, own, field)) return 'signature-object-invalid';
  return {
    contents: contents.bytes,
    covered: [bytes.subarray(0, range.gapStart), bytes.subarray(range.gapEnd, range.end)],
    revisionLength: range.end,
    revision,
  };
}

const WHITE_SPACE = [0, 9, 10, 12, 13, 32];

/** One blank would make up for a last digit that is left out (7.3.4.3). */
function isWholeValue(gap: Buffer, { bytes }: PdfString): boolean {
  return gap.length === 2 * bytes.length + 2 && !WHITE_SPACE.some((byte) => gap.includes(byte));
}

/** What calls itself a time-stamp is one (ISO 32000-2, 12.8.5), or readers treat it as they like. */
function contradictsItself(signature: PdfDict): boolean {
  const isStamp = signature.name('Type') === 'DocTimeStamp';
  return signature.hasDuplicateKey || (isStamp && signature.name('SubFilter') !== 'ETSI.RFC3161');
}

/** Offsets count only for an object that lies open in the file, not packed in a stream. */
function isPlain(document: PdfDocument, field: FormField): boolean {
  return offsetOf(document, field) !== undefined;
}

/** Where the object that holds the signature's dictionary begins, when it lies open in the file. */
function offsetOf(document: PdfDocument, field: FormField): number | undefined {
  const value = field.dict.get('V');
  const holder = value instanceof PdfRef ? value : field.ref;
  const entry = holder === undefined ? undefined : document.entry(holder.num);
  return entry?.kind === 'plain' ? entry.offset : undefined;
}

/** So long is an honest signature dictionary without its value, certificates in it included. */
const LONGEST_PART = 65_536;
const PLAIN_RANGE = /\/ByteRange\s*\[\s*0+\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g;

/**
 * Whether the dictionary says its range once, in plain digits: a sign, a comment, a fraction or an
 * escaped key is read by some and not by others (ISO 32000-2, Table 255: an array of integers).
 */
function isStatedPlainly(document: PdfDocument, field: FormField, range: Range): boolean {
  const { bytes } = document;
  const start = offsetOf(document, field) ?? 0;
  const close = bytes.indexOf('endobj', range.gapEnd);
  const end = Math.min(close < 0 ? bytes.length : close, range.gapEnd + LONGEST_PART);
  const from = Math.max(start, range.gapStart - LONGEST_PART);
  const parts = [bytes.toString('latin1', from, range.gapStart)];
  parts.push(bytes.toString('latin1', range.gapEnd, end));
  const stated = parts.flatMap((part) => [...part.matchAll(PLAIN_RANGE)]);
  const [only] = stated;
  if (only === undefined || stated.length > 1) return false;
  const [, gapStart, gapEnd, rest] = only.map(Number);
  return (
    gapStart === range.gapStart && gapEnd === range.gapEnd && rest === range.end - range.gapEnd
  );
}

function isGap({ gapStart, gapEnd }: Range, { token }: PdfString): boolean {
  return token?.hex === true && token.start === gapStart && token.end === gapEnd;
}

function readRange(signature: PdfDict, size: number): Range | null {
  const range = signature.get('ByteRange');
  if (!isArray(range) || range.length !== 4) return null;
  const [first, gapStart, gapEnd, rest] = range;
  if (first !== 0 || !isInteger(gapStart) || !isInteger(gapEnd) || !isInteger(rest)) return null;
  const end = gapEnd + rest;
  return gapStart > 0 && gapEnd > gapStart && rest > 0 && end <= size
    ? { gapStart, gapEnd, end }
    : null;
}

/** The revision that is covered must show the same signature in the same field. */
function standsInRevision(
  document: PdfDocument,
  revision: FileRevision,
  field: FormField,
): boolean {
  const then = readFields(openRevision(document, revision)).find(({ name, ref }) =>
    field.ref === undefined ? name === field.name : ref?.num === field.ref.num,
  );
  const value = then === undefined ? undefined : signatureDict(then);
  const contents = (dict: PdfDict | undefined): number | undefined => {
    const string = dict?.get('Contents');
    return string instanceof PdfString ? string.token?.start : undefined;
  };
  const start = contents(signatureDict(field));
  return start !== undefined && contents(value) === start;
}
