import type { PdfDocument } from '../pdf/document.js';
import { readFields, type FormField } from '../form/form.js';
import { signatureDict } from '../form/locks.js';
import { isArray, isInteger, PdfRef, PdfString, type PdfDict } from '../pdf/objects.js';
import type { ReasonCode } from './report.js';
import { afterSpace, openRevision, type FileRevision } from './revisions.js';

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
  if (signature === undefined || signature.hasDuplicateKey || !isPlain(document, field)) {
    return 'signature-object-invalid';
  }
  const contents = signature.get('Contents');
  if (!(contents instanceof PdfString) || contents.bytes.length === 0) {
    return 'contents-invalid';
  }
  const { bytes } = document;
  const range = readRange(signature, bytes.length);
  if (range === null || !isGap(range, contents)) return 'byte-range-invalid';
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

/** Offsets count only for an object that lies open in the file, not packed in a stream. */
function isPlain(document: PdfDocument, field: FormField): boolean {
  const value = field.dict.get('V');
  const holder = value instanceof PdfRef ? value : field.ref;
  return holder !== undefined && document.entry(holder.num)?.kind === 'plain';
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
