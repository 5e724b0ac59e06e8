import { openPdfPrefix, type PdfDocument } from '../pdf/document.js';
import { readIndirectBody } from '../pdf/indirect.js';
import { PdfSignatureError } from '../errors.js';
import { generation, hasDuplicateKey } from '../pdf/equality.js';
import { Lexer } from '../pdf/lexer.js';
import { PdfRef, PdfStream } from '../pdf/objects.js';
import { afterSpace, type FileRevision } from '../pdf/revisions.js';
import type { XrefEntry, XrefSection } from '../pdf/xref.js';
import { isPlainlyWritten } from './update-syntax.js';

/** The document as it was when the revision was its last one. */
export function openRevision(document: PdfDocument, revision: FileRevision): PdfDocument {
  const known = opened.get(document) ?? new Map<number, PdfDocument>();
  opened.set(document, known);
  const state = known.get(revision.end) ?? openPdfPrefix(document, revision.end);
  known.delete(revision.end);
  for (const [end, other] of known) {
    if (known.size >= MAX_OPEN || other.budget.bytesHeld > SMALL) known.delete(end);
  }
  if (state.budget.bytesHeld <= SMALL) known.set(revision.end, state);
  return state;
}

/** States that stay open while a file is judged, when they hold few bytes. */
const MAX_OPEN = 8;
const SMALL = 2 * 1024 * 1024;
const opened = new WeakMap<PdfDocument, Map<number, PdfDocument>>();

/**
 * Whether the bytes of an update are nothing but objects and its cross-reference, every entry of it
 * points at an object of the update, and every object is named by an entry. Otherwise bytes could
 * hide there, an entry could bring back an object that an earlier revision had replaced, or a
 * reader that repairs files could find another object than the one that is named.
 */
export function isWellFormedUpdate(
  before: PdfDocument,
  after: PdfDocument,
  revision: FileRevision,
): boolean {
  if (!isPlainlyWritten(before, after, revision)) return false;
  try {
    const tiles = tile(after, before.bytes.length, revision);
    if (tiles === null) return false;
    const isAt = (offset: number, num: number): boolean =>
      tiles.get(afterSpace(after.bytes, offset)) === num;
    const isOwn = (num: number, entry: XrefEntry): boolean => {
      if (entry.kind === 'plain') return isAt(entry.offset, num);
      if (entry.kind === 'free') return true;
      const container = after.entry(entry.stream);
      return container?.kind === 'plain' && isAt(container.offset, entry.stream);
    };
    const named = new Set(tiles.unnamed);
    const astray: number[] = [];
    for (const section of revision.sections) {
      forEachEntry(section, (num, entry) => {
        if (entry.kind === 'plain' && isOwn(num, entry)) named.add(num);
        else if (!isOwn(num, entry) && !isSame(entry, before.entry(num))) astray.push(num);
      });
    }
    return (
      astray.length === 0 &&
      [...tiles.values()].every((num) => named.has(num)) &&
      [...tiles.values()].every((num) => isPlainlyPacked(after, num))
    );
  } catch (error) {
    if (error instanceof PdfSignatureError) return false;
    throw error;
  }
}

/**
 * Whether an object stream holds what the cross-reference says and nothing else. Some readers look
 * an object up by its number in the stream, others by its place; and of two values of a key some
 * take the first.
 */
function isPlainlyPacked(after: PdfDocument, num: number): boolean {
  const stream = after.object(new PdfRef(num, generation(after, num)));
  if (!(stream instanceof PdfStream) || stream.dict.name('Type') !== 'ObjStm') return true;
  return after.packedNumbers(num).every((packed, index) => {
    const entry = after.entry(packed);
    const isListed = entry?.kind === 'packed' && entry.stream === num && entry.index === index;
    return isListed && !hasDuplicateKey(after.object(new PdfRef(packed, 0)));
  });
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
export function isSame(entry: XrefEntry, other: XrefEntry | undefined): boolean {
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

class Tiles extends Map<number, number> {
  /** Cross-reference streams: they need no entry for themselves. */
  readonly unnamed: number[] = [];
}

/**
 * Walks the update from end to end. Returns the number of the object at each offset, or null when
 * an object stands there twice or says two things.
 */
function tile(after: PdfDocument, from: number, revision: FileRevision): Tiles | null {
  const { bytes } = after;
  const sections = new Map(
    revision.sections.map((section) => [afterSpace(bytes, section.offset), section] as const),
  );
  const lexer = new Lexer(bytes, from, after.budget);
  const tiles = new Tiles();
  const numbers = new Set<number>();
  for (;;) {
    lexer.skipSpace();
    if (lexer.position >= revision.end) return tiles;
    const start = lexer.position;
    const section = sections.get(start);
    if (section !== undefined) {
      if (section.kind === 'stream') {
        const num = lexer.expectInteger();
        tiles.set(start, num);
        tiles.unnamed.push(num);
      }
      lexer.position = section.end;
    } else if (lexer.takeKeyword('startxref')) {
      lexer.expectInteger();
    } else {
      const num = readTile(after, lexer);
      if (num === null || numbers.has(num)) return null;
      numbers.add(num);
      tiles.set(start, num);
    }
  }
}

/** The object's number, or null when a key of it has two values. */
function readTile(document: PdfDocument, lexer: Lexer): number | null {
  const num = lexer.expectInteger();
  lexer.expectInteger();
  const object = readIndirectBody(lexer, (length) => document.resolve(length));
  return hasDuplicateKey(object) ? null : num;
}
