import { broken, PdfRefusedError } from '../errors.js';
import type { Budget } from './budget.js';
import { readStandaloneObject } from './indirect.js';
import { isDigit, isWhite, Lexer, standsAt } from './lexer.js';
import { isInteger, PdfDict } from './objects.js';
import { SharedReads } from './shared-reads.js';
import { joinHybrid, readSection, type XrefSection } from './xref.js';

const MAX_SECTIONS = 2_000;
/** How far from either end of the file the header and the last `startxref` are looked for. */
const HEADER_WINDOW = 1_024;
const END_WINDOW = 2_048;
const HEADER = '%PDF-';
/** With a version such as 1.7. */
const HEADER_LENGTH = 8;
const STARTXREF = 'startxref';

export type FileShape = {
  readonly version: string;
  /** Bytes before the header. */
  readonly headerAt: number;
  /** The file as its offsets count: from its first byte, or from its header. */
  readonly body: Buffer;
  readonly startxref: number;
  /** Newest first. */
  readonly sections: readonly XrefSection[];
};

/**
 * Finds header, end and cross-references. Where something stands before the header, offsets count
 * from the file's first byte or from the header, whichever leads to a cross-reference.
 */
export function readShape(
  bytes: Buffer,
  budget: Budget,
  shared = new SharedReads(bytes),
): FileShape {
  const headerAt = findHeader(bytes);
  const startxref = findStartxref(bytes);
  const isFromHeader = headerAt > 0 && !isSection(bytes, startxref);
  const body = isFromHeader ? bytes.subarray(headerAt) : bytes;
  return {
    version: `${digitAt(bytes, headerAt + 5)}.${digitAt(bytes, headerAt + 7)}`,
    headerAt,
    body,
    startxref,
    sections: readSections(
      { bytes: body, budget, shared: isFromHeader ? undefined : shared },
      startxref,
    ),
  };
}

/**
 * A linearized file begins with its length and its newest cross-reference (Annex F), and readers
 * that find the length right begin there. Whoever appends until a stated length is reached would
 * lead them to what he had put there before others signed.
 *
 * @throws PdfRefusedError when that is another cross-reference than the one at the end
 */
export function refuseTwoBeginnings({ body, startxref }: FileShape, budget: Budget): void {
  const lexer = new Lexer(body, 0, budget);
  lexer.skipSpace();
  if (lexer.takeInteger() === undefined) return;
  lexer.skipSpace();
  if (lexer.takeInteger() === undefined) return;
  lexer.skipSpace();
  if (!lexer.takeKeyword('obj')) return;
  const first = lexer.readObject();
  if (!(first instanceof PdfDict) || !first.entries.has('Linearized')) return;
  if (!first.hasDuplicateKey && first.get('L') !== body.length) return;
  lexer.expectKeyword('endobj');
  lexer.skipSpace();
  const newest = new Lexer(body, startxref);
  newest.skipSpace();
  if (newest.position !== lexer.position)
    throw broken('two cross-references to begin with', startxref);
}

function digitAt(bytes: Buffer, at: number): number {
  return (bytes[at] ?? 0) - 0x30;
}

/** `%PDF-` with a version. */
function findHeader(bytes: Buffer): number {
  const last = Math.min(bytes.length, HEADER_WINDOW) - HEADER_LENGTH;
  for (let at = 0; at <= last; at += 1) {
    if (!standsAt(bytes, HEADER, at)) continue;
    const [major, dot, minor] = [bytes[at + 5], bytes[at + 6], bytes[at + 7]];
    if ((major === 0x31 || major === 0x32) && dot === 0x2e && isDigit(minor)) return at;
  }
  throw new PdfRefusedError('pdf.not-a-pdf');
}

function isSection(bytes: Buffer, offset: number): boolean {
  const lexer = new Lexer(bytes, offset);
  lexer.skipSpace();
  if (lexer.takeKeyword('xref')) return true;
  if (lexer.takeInteger() === undefined) return false;
  lexer.skipSpace();
  if (lexer.takeInteger() === undefined) return false;
  lexer.skipSpace();
  return lexer.takeKeyword('obj');
}

function findStartxref(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && isWhite(bytes[end - 1])) end -= 1;
  let at = end - STARTXREF.length;
  const first = Math.max(0, end - END_WINDOW);
  while (at >= first && !standsAt(bytes, STARTXREF, at)) at -= 1;
  if (at < first) throw broken('no startxref');
  const lexer = new Lexer(bytes, at);
  lexer.expectKeyword(STARTXREF);
  return lexer.expectInteger();
}

type Source = {
  readonly bytes: Buffer;
  readonly budget: Budget;
  /** Undefined where offsets count from another byte. */
  readonly shared: SharedReads | undefined;
};

function readSections(source: Source, startxref: number): XrefSection[] {
  const { bytes } = source;
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  let next: number | undefined = startxref;
  while (next !== undefined) {
    if (seen.has(next) || next >= bytes.length) throw broken('cross-reference loop', next);
    if (seen.size > MAX_SECTIONS)
      throw new PdfRefusedError('pdf.too-complex', { limit: MAX_SECTIONS });
    seen.add(next);
    const section = readWithHybrid(source, next);
    sections.push(section);
    const previous = section.trailer.get('Prev');
    if (previous !== undefined && !(isInteger(previous) && previous > 0)) {
      throw broken('malformed /Prev', next);
    }
    next = previous;
  }
  return sections;
}

function readWithHybrid(source: Source, offset: number): XrefSection {
  const { bytes } = source;
  const section = sectionAt(source, offset);
  const hidden = section.kind === 'table' ? section.trailer.get('XRefStm') : undefined;
  if (hidden === undefined) return section;
  if (!isInteger(hidden) || hidden < 0 || hidden >= bytes.length)
    throw broken('malformed /XRefStm');
  const stream = sectionAt(source, hidden);
  if (stream.kind !== 'stream') throw broken('malformed /XRefStm', hidden);
  return joinHybrid(section, stream);
}

function sectionAt({ bytes, budget, shared }: Source, offset: number): XrefSection {
  const known = shared?.section(offset, bytes.length);
  if (known !== undefined) return known;
  const before = budget.bytesHeld;
  const section = readSection(bytes, offset, budget, readStandaloneObject);
  shared?.keepSection(offset, section, budget.bytesHeld - before);
  return section;
}
