import { unlessRefused } from '../errors.js';
import type { PdfDocument } from '../pdf/document.js';
import { generation, isAmbiguous } from '../pdf/equality.js';
import { readIndirectBody } from '../pdf/indirect.js';
import { Lexer } from '../pdf/lexer.js';
import { PdfRef, PdfStream } from '../pdf/objects.js';
import { afterSpace, type FileRevision } from '../pdf/revisions.js';
import { forEachEntry, isSameEntry, type XrefEntry } from '../pdf/xref.js';
import { isPlainlyWritten } from './update-syntax.js';

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
  return unlessRefused(() => {
    const tiles = tile(after, before.bytes.length, revision);
    if (tiles === null || tiles.unnamed.some((num) => showsAnother(before, num))) return false;
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
        else if (!isOwn(num, entry) && !isSameEntry(entry, before.entry(num))) astray.push(num);
      });
    }
    return (
      astray.length === 0 &&
      [...tiles.values()].every((num) => named.has(num)) &&
      [...tiles.values()].every((num) => isPlainlyPacked(after, num))
    );
  }, false);
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
    return isListed && !isAmbiguous(after.object(new PdfRef(packed, 0)));
  });
}

/**
 * MuPDF takes a cross-reference stream for the object of its number, listed or not: it may have the
 * number of an earlier one, and of nothing else.
 */
function showsAnother(before: PdfDocument, num: number): boolean {
  const old = before.object(new PdfRef(num, generation(before, num)));
  return old !== null && !(old instanceof PdfStream && old.dict.name('Type') === 'XRef');
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
    if (section === undefined && lexer.takeKeyword('startxref')) {
      lexer.expectInteger();
      continue;
    }
    const num = section === undefined ? readTile(after, lexer) : section.num;
    if (num === null || (num !== undefined && numbers.has(num))) return null;
    if (section !== undefined) lexer.position = section.end;
    if (num === undefined) continue;
    numbers.add(num);
    tiles.set(start, num);
    if (section !== undefined) tiles.unnamed.push(num);
  }
}

/** The object's number, or null when a key of it has two values. */
function readTile(document: PdfDocument, lexer: Lexer): number | null {
  const num = lexer.expectInteger();
  lexer.expectInteger();
  const object = readIndirectBody(lexer, (length) => document.resolve(length));
  return isAmbiguous(object) ? null : num;
}
