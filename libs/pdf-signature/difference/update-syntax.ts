import type { PdfDocument } from '../pdf/document.js';
import { isAmbiguous } from '../pdf/equality.js';
import { hasFractions, isArray, isInteger } from '../pdf/objects.js';
import { afterSpace, type FileRevision } from '../pdf/revisions.js';
import { MAX_OBJECT_NUMBER, type XrefEntry, type XrefSection } from '../pdf/xref.js';

/**
 * Whether every reader takes the update's cross-reference as it is meant. One that trips over it
 * repairs the file: it shows the last object of each number, listed or not, and so what a forger
 * had put into the signed part.
 */
export function isPlainlyWritten(
  before: PdfDocument,
  after: PdfDocument,
  revision: FileRevision,
): boolean {
  return (
    follows(before, after, revision) &&
    endsPlainly(after, revision) &&
    revision.sections.every((section) => isPlainSection(after, section) && !hides(before, section))
  );
}

/** /Prev leads to the state before, by no way that this state has not. */
function follows(before: PdfDocument, after: PdfDocument, { sections }: FileRevision): boolean {
  const earlier = after.sections.slice(sections.length);
  return (
    earlier.length === before.sections.length &&
    earlier.every(({ offset }, index) =>
      isSamePlace(after.bytes, offset, before.sections[index]?.offset),
    )
  );
}

function isSamePlace(bytes: Buffer, offset: number, other: number | undefined): boolean {
  return other !== undefined && afterSpace(bytes, offset) === afterSpace(bytes, other);
}

/** Readers look for it in the last kilobyte of a file. */
const END = /startxref\s{1,8}\d+\s{1,8}%%EOF$/;
const LONGEST_END = 64;

function endsPlainly({ bytes }: PdfDocument, { end }: FileRevision): boolean {
  return END.test(bytes.toString('latin1', Math.max(0, end - LONGEST_END), end));
}

function isPlainSection(after: PdfDocument, section: XrefSection): boolean {
  const { trailer } = section;
  const isInFractions = [...trailer.entries.values()].some(
    (value) => isArray(value) && hasFractions(value),
  );
  if (isAmbiguous(trailer) || trailer.fractions !== undefined || isInFractions) return false;
  const size = trailer.get('Size');
  // PDFBox counts the update's own objects alone; readers bear it.
  const isSized = isInteger(size) && size > 0 && size <= MAX_OBJECT_NUMBER + 1;
  return isSized && (section.kind === 'stream' || isPlainTable(after, section));
}

const BEGINNING = /\s*xref\s+/y;
/** An entry, or the head of a subsection. */
const LINE = /\d{10} \d{5} [nf]\s{1,3}|\d+ \d+\s+/y;
const END_OF_TABLE = /trailer\s*$/y;

/** A table of entries of one width (7.5.4), without comments. */
function isPlainTable(after: PdfDocument, { offset, end }: XrefSection): boolean {
  const { bytes } = after;
  const stop = bytes.indexOf('<<', offset);
  after.budget.spend(stop - offset);
  if (stop < 0 || stop > end) return false;
  const text = bytes.toString('latin1', offset, stop);
  // Line by line: one expression for all would keep a way back for each of millions.
  let at = 0;
  for (let next = endOf(BEGINNING, text, 0); next > 0; next = endOf(LINE, text, next)) at = next;
  return at > 0 && endOf(END_OF_TABLE, text, at) === text.length;
}

/** Where a match from this place ends; 0 when there is none. */
function endOf(expression: RegExp, text: string, from: number): number {
  expression.lastIndex = from;
  return expression.test(text) ? expression.lastIndex : 0;
}

/**
 * Whether a hybrid update takes objects from readers that do not look into its stream, or look
 * there too late: to them the table says that the object is free (7.5.8.4).
 */
function hides(before: PdfDocument, section: XrefSection): boolean {
  const wasShown = (num: number): boolean => {
    const owner = before.sections.find((one) => one.find(num) !== undefined);
    before.budget.spend(2 * before.sections.length);
    return owner !== undefined && isInUse(owner.find(num)) && !isSplit(owner, num);
  };
  for (const { first, count } of section.hidden?.ranges ?? []) {
    before.budget.spend(SPLIT_STEPS * count);
    for (let num = first; num < first + count; num += 1) {
      if (isSplit(section, num) && wasShown(num)) return true;
    }
  }
  return false;
}

const SPLIT_STEPS = 10;

function isSplit({ hidden, shown }: XrefSection, num: number): boolean {
  return isInUse(hidden?.find(num)) && shown?.find(num)?.kind === 'free';
}

function isInUse(entry: XrefEntry | undefined): boolean {
  return entry !== undefined && entry.kind !== 'free';
}
