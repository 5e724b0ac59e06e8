import { openPdfPrefix, type PdfDocument } from '../pdf/document.js';
import { readIndirectBody } from '../pdf/indirect.js';
import { broken, PdfSignatureError } from '../errors.js';
import { isWhite, Lexer } from '../pdf/lexer.js';
import type { XrefEntry, XrefSection } from '../pdf/xref.js';

/** One state of the file: everything up to an end-of-file marker. */
export type FileRevision = {
  /** First byte after `%%EOF`. */
  readonly end: number;
  /** The sections this revision added, newest first; a linearized file begins with two. */
  readonly sections: readonly XrefSection[];
};

/**
 * The revisions of a file, oldest first.
 *
 * @throws PdfRefusedError when a section is not followed by its `startxref` and `%%EOF`.
 */
export function readRevisions(document: PdfDocument): FileRevision[] {
  const revisions: FileRevision[] = [];
  const sections = [...document.sections];
  while (sections.length > 0) {
    const group = sections.splice(0, 1);
    // In a linearized file the newest section stands before the older one (Annex F).
    while (sections[0] !== undefined && sections[0].offset > (group.at(-1)?.offset ?? 0)) {
      group.push(...sections.splice(0, 1));
    }
    // The last of a group stands last in the file, and only it must be followed by the marker.
    const last = group.at(-1);
    if (last !== undefined) {
      revisions.unshift({ end: endOf(document.bytes, last), sections: group });
    }
  }
  return revisions;
}

function endOf(bytes: Buffer, section: XrefSection): number {
  const lexer = new Lexer(bytes, section.end);
  lexer.expectKeyword('startxref');
  lexer.expectInteger();
  while (isWhite(bytes[lexer.position])) lexer.position += 1;
  const end = lexer.position + 5;
  if (bytes.toString('latin1', lexer.position, end) !== '%%EOF') {
    throw broken('no end-of-file marker', lexer.position);
  }
  return end;
}

/** First byte at or after a place that is not white space. */
export function afterSpace(bytes: Buffer, position: number): number {
  let at = position;
  while (at < bytes.length && isWhite(bytes[at])) at += 1;
  return at;
}

/** The document as it was when the revision was its last one. */
export function openRevision(document: PdfDocument, revision: FileRevision): PdfDocument {
  return openPdfPrefix(document, revision.end);
}

/**
 * Whether the bytes of an update are nothing but objects and its cross-reference, and every entry
 * of it points at an object of the update. Otherwise bytes could hide there, or an entry could
 * bring an object back that an earlier revision had replaced.
 */
export function isWellFormedUpdate(
  before: PdfDocument,
  after: PdfDocument,
  revision: FileRevision,
): boolean {
  try {
    const starts = tile(after, before.bytes.length, revision);
    const isOwn = (entry: XrefEntry): boolean => {
      const container = entry.kind === 'packed' ? after.entry(entry.stream) : entry;
      return container?.kind === 'plain' && starts.has(afterSpace(after.bytes, container.offset));
    };
    let isWellFormed = true;
    for (const section of revision.sections) {
      forEachEntry(section, (num, entry) => {
        const isKnown = entry.kind === 'free' || isOwn(entry) || isSame(entry, before.entry(num));
        if (!isKnown) isWellFormed = false;
      });
    }
    return isWellFormed;
  } catch (error) {
    if (error instanceof PdfSignatureError) return false;
    throw error;
  }
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

/** Walks the update from end to end; returns the offsets at which objects start. */
function tile(after: PdfDocument, from: number, revision: FileRevision): Set<number> {
  const { bytes } = after;
  const sections = new Map(
    revision.sections.map((section) => [afterSpace(bytes, section.offset), section] as const),
  );
  const lexer = new Lexer(bytes, from, after.budget);
  const starts = new Set<number>();
  for (;;) {
    lexer.skipSpace();
    if (lexer.position >= revision.end) return starts;
    const section = sections.get(lexer.position);
    if (section !== undefined) {
      if (section.kind === 'stream') starts.add(lexer.position);
      lexer.position = section.end;
    } else if (lexer.takeKeyword('startxref')) {
      lexer.expectInteger();
    } else {
      starts.add(lexer.position);
      skipObject(after, lexer);
    }
  }
}

function skipObject(document: PdfDocument, lexer: Lexer): void {
  lexer.expectInteger();
  lexer.expectInteger();
  readIndirectBody(lexer, (length) => document.resolve(length));
}
