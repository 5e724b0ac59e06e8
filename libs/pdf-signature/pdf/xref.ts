import { broken } from '../errors.js';
import type { Budget } from './budget.js';
import { decodeStructureStream } from './filters.js';
import { Lexer } from './lexer.js';
import { isArray, isInteger, PdfDict, PdfStream, type PdfObject } from './objects.js';

export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'plain'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number };

/** One cross-reference section (ISO 32000-2, 7.5.4 and 7.5.8); entries are decoded when asked for. */
export type XrefSection = {
  readonly kind: 'table' | 'stream';
  /** The object number of a cross-reference stream. */
  readonly num?: number;
  readonly offset: number;
  /** First byte after the trailer dictionary or the cross-reference stream object. */
  readonly end: number;
  readonly trailer: PdfDict;
  readonly ranges: readonly XrefRange[];
  readonly find: (num: number) => XrefEntry | undefined;
  /** Of a hybrid file: the table, and the stream that its trailer names. */
  readonly shown?: XrefSection;
  readonly hidden?: XrefSection;
};
export type XrefRange = { readonly first: number; readonly count: number };

const FREE: XrefEntry = { kind: 'free' };
/** Architectural limit of object numbers (ISO 32000-1, Annex C). */
export const MAX_OBJECT_NUMBER = 8_388_607;

const SECTION_STEPS = 1_000;
const RANGE_STEPS = 100;
const RANGE_BYTES = 240;
const ENTRY_STEPS = 20;
const ENTRY_BYTES = 64;

export type StreamReader = (lexer: Lexer) => PdfObject;

export function readSection(
  bytes: Buffer,
  offset: number,
  budget: Budget,
  readIndirect: StreamReader,
): XrefSection {
  const lexer = new Lexer(bytes, offset, budget);
  budget.spend(SECTION_STEPS);
  lexer.skipSpace();
  return lexer.takeKeyword('xref')
    ? readTable(lexer, offset, budget)
    : readStream(lexer, offset, budget, readIndirect);
}

export function forEachEntry(
  section: XrefSection,
  visit: (num: number, entry: XrefEntry) => void,
): void {
  for (const { first, count } of section.ranges) {
    for (let num = first; num < first + count; num += 1) {
      const entry = section.find(num);
      if (entry !== undefined) visit(num, entry);
    }
  }
}

/** Whether two entries show the very same place of the file. */
export function isSameEntry(entry: XrefEntry, other: XrefEntry | undefined): boolean {
  switch (entry.kind) {
    case 'free':
      return other === undefined || other.kind === 'free';
    case 'plain':
      return other?.kind === 'plain' && other.offset === entry.offset && other.gen === entry.gen;
    case 'packed':
      return (
        other?.kind === 'packed' && other.stream === entry.stream && other.index === entry.index
      );
  }
}

/**
 * Finds the range that holds an object number, however many ranges a hostile file has. One number
 * in two ranges of a section would let readers disagree.
 */
function locator<R extends XrefRange>(
  ranges: readonly R[],
  offset: number,
): (num: number) => R | undefined {
  const sorted = inOrder(ranges);
  let end = 0;
  for (const { first, count } of sorted) {
    if (first < end) throw broken('overlapping cross-reference subsections', offset);
    end = first + count;
  }
  return (num) => {
    let low = 0;
    let high = sorted.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const range = sorted[middle];
      if (range === undefined || num < range.first) high = middle - 1;
      else if (num >= range.first + range.count) low = middle + 1;
      else return range;
    }
    return undefined;
  };
}

function inOrder<R extends XrefRange>(ranges: readonly R[]): readonly R[] {
  let last = -1;
  const isOrdered = ranges.every(({ first, count }) => {
    const follows = count > 0 && first > last;
    last = first;
    return follows;
  });
  if (isOrdered) return ranges;
  return ranges.filter(({ count }) => count > 0).sort((a, b) => a.first - b.first);
}

type TableRange = XrefRange & { readonly entry: (index: number) => XrefEntry };

function readTable(lexer: Lexer, offset: number, budget: Budget): XrefSection {
  const ranges: TableRange[] = [];
  for (;;) {
    lexer.skipSpace();
    if (lexer.takeKeyword('trailer')) break;
    const first = lexer.expectInteger();
    const count = lexer.expectInteger();
    if (first + count - 1 > MAX_OBJECT_NUMBER) throw broken('object number too large', offset);
    lexer.skipSpace();
    ranges.push({ first, count, entry: readEntries(lexer, count, budget) });
    // A range costs as much as a few objects; its entries are walked when revisions are compared.
    budget.spend(RANGE_STEPS + count);
    budget.hold(RANGE_BYTES);
  }
  const trailer = lexer.readObject();
  if (!(trailer instanceof PdfDict)) throw broken('trailer is not a dictionary', lexer.position);
  const locate = locator(ranges, offset);
  const find = (num: number): XrefEntry | undefined => {
    const range = locate(num);
    return range?.entry(num - range.first);
  };
  return { kind: 'table', offset, end: lexer.position, trailer, ranges, find };
}

/** Entries of 20 bytes each, as the standard wants them, are left unread until asked for. */
function readEntries(lexer: Lexer, count: number, budget: Budget): (index: number) => XrefEntry {
  const { bytes, position: start } = lexer;
  if (count * 18 > bytes.length - start) throw broken('cross-reference table too long', start);
  if (count === 0 || isFixedWidth(bytes, start, count)) {
    lexer.position = start + count * 20;
    return (index) => tableEntry(new Lexer(bytes, start + index * 20));
  }
  budget.spend(count * ENTRY_STEPS);
  budget.hold(count * ENTRY_BYTES);
  const entries: XrefEntry[] = [];
  for (let index = 0; index < count; index += 1) entries.push(tableEntry(lexer));
  return (index) => entries[index] ?? FREE;
}

function isFixedWidth(bytes: Buffer, start: number, count: number): boolean {
  const isEntry = (at: number): boolean =>
    (bytes[at + 17] === 0x6e || bytes[at + 17] === 0x66) &&
    bytes[at + 10] === 0x20 &&
    bytes[at + 16] === 0x20;
  if (!isEntry(start) || !isEntry(start + (count - 1) * 20)) return false;
  const next = bytes[start + count * 20];
  const last = bytes[start + count * 20 - 1];
  return (
    (last === 10 || last === 13 || last === 32) &&
    next !== undefined &&
    (next === 0x74 || (next >= 0x30 && next <= 0x39) || next === 10 || next === 13)
  );
}

function tableEntry(lexer: Lexer): XrefEntry {
  const offset = lexer.expectInteger();
  const gen = lexer.expectInteger();
  lexer.skipSpace();
  if (lexer.takeKeyword('n')) return { kind: 'plain', offset, gen };
  if (lexer.takeKeyword('f')) return FREE;
  throw broken('malformed cross-reference entry', lexer.position);
}

function readStream(
  lexer: Lexer,
  offset: number,
  budget: Budget,
  readIndirect: StreamReader,
): XrefSection {
  const own = new Lexer(lexer.bytes, lexer.position).expectInteger();
  const stream = readIndirect(lexer);
  if (!(stream instanceof PdfStream) || stream.dict.name('Type') !== 'XRef') {
    throw broken('no cross-reference at the given place', offset);
  }
  const widths = integers(stream.dict.get('W'));
  const [typeWidth = -1, secondWidth = -1, thirdWidth = -1] = widths;
  if (widths.length !== 3 || widths.some((width) => width < 0 || width > 8)) {
    throw broken('malformed /W of a cross-reference stream', offset);
  }
  const size = stream.dict.get('Size');
  const index = stream.dict.get('Index');
  const bounds = index === undefined ? [0, isInteger(size) ? size : -1] : integers(index);
  const data = decodeStructureStream(stream, budget, (value) => value ?? null);
  const width = typeWidth + secondWidth + thirdWidth;
  const ranges = streamRanges(bounds, offset);
  const total = ranges.reduce((sum, { count }) => sum + count, 0);
  budget.spend(ranges.length * RANGE_STEPS + total);
  budget.hold(ranges.length * RANGE_BYTES);
  if (width === 0 || total * width > data.length)
    throw broken('short cross-reference stream', offset);
  const locate = locator(ranges, offset);
  const find = (num: number): XrefEntry | undefined => {
    const range = locate(num);
    if (range === undefined) return undefined;
    const row = range.row + num - range.first;
    return streamEntry(data, row * width, [typeWidth, secondWidth, thirdWidth]);
  };
  const { position: end } = lexer;
  return { kind: 'stream', num: own, offset, end, trailer: stream.dict, ranges, find };
}

type StreamRange = XrefRange & { readonly row: number };

function streamRanges(bounds: readonly number[], offset: number): StreamRange[] {
  const ranges: StreamRange[] = [];
  let row = 0;
  for (let at = 0; at < bounds.length; at += 2) {
    const first = bounds[at] ?? -1;
    const count = bounds[at + 1] ?? -1;
    if (first < 0 || count < 0 || first + count - 1 > MAX_OBJECT_NUMBER) {
      throw broken('malformed /Index of a cross-reference stream', offset);
    }
    ranges.push({ first, count, row });
    row += count;
  }
  return ranges;
}

function streamEntry(
  data: Buffer,
  at: number,
  widths: readonly [number, number, number],
): XrefEntry {
  const [typeWidth, secondWidth, thirdWidth] = widths;
  const type = typeWidth === 0 ? 1 : readNumber(data, at, typeWidth);
  const second = readNumber(data, at + typeWidth, secondWidth);
  const third = readNumber(data, at + typeWidth + secondWidth, thirdWidth);
  switch (type) {
    case 0:
      return FREE;
    case 1:
      return { kind: 'plain', offset: second, gen: third };
    case 2:
      return { kind: 'packed', stream: second, index: third };
    default:
      throw broken('unknown cross-reference entry type');
  }
}

function readNumber(data: Buffer, from: number, width: number): number {
  let value = 0;
  for (let at = from; at < from + width; at += 1) value = value * 256 + (data[at] ?? 0);
  if (!Number.isSafeInteger(value)) throw broken('cross-reference entry out of range');
  return value;
}

function integers(value: PdfObject | undefined): number[] {
  return isArray(value) ? value.map((item) => (isInteger(item) ? item : -1)) : [];
}

/**
 * Joins a table with the cross-reference stream its trailer names (hybrid file, ISO 32000-2,
 * 7.5.8.4): objects that the table shows as free or not at all are found in the stream. Where both
 * show an object and differ, old and new readers would see two documents.
 */
export function joinHybrid(table: XrefSection, stream: XrefSection): XrefSection {
  return {
    ...table,
    shown: table,
    hidden: stream,
    ranges: [...table.ranges, ...stream.ranges],
    find: (num) => {
      const shown = table.find(num);
      const hidden = stream.find(num);
      if (shown === undefined || shown.kind === 'free') return hidden ?? shown;
      if (hidden === undefined || hidden.kind === 'free') return shown;
      if (hidden.kind !== 'plain' || shown.kind !== 'plain' || hidden.offset !== shown.offset) {
        throw broken('table and stream of a hybrid file disagree', table.offset);
      }
      return shown;
    },
  };
}
