import { broken } from '../errors.js';
import { openPdfPrefix, type PdfDocument } from './document.js';
import { isWhite, Lexer } from './lexer.js';
import type { XrefSection } from './xref.js';

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
      revisions.unshift({ end: endOf(document.bytes, last, group), sections: group });
    }
  }
  return revisions;
}

function endOf(bytes: Buffer, section: XrefSection, group: readonly XrefSection[]): number {
  const lexer = new Lexer(bytes, section.end);
  lexer.expectKeyword('startxref');
  const start = afterSpace(bytes, lexer.expectInteger());
  if (group.every(({ offset }) => afterSpace(bytes, offset) !== start)) {
    throw broken('startxref leads elsewhere', lexer.position);
  }
  while (isWhite(bytes[lexer.position])) lexer.position += 1;
  const end = lexer.position + 5;
  if (bytes.toString('latin1', lexer.position, end) !== '%%EOF') {
    throw broken('no end-of-file marker', lexer.position);
  }
  return end;
}

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

/** First byte at or after a place that is not white space. */
export function afterSpace(bytes: Buffer, position: number): number {
  let at = position;
  while (at < bytes.length && isWhite(bytes[at])) at += 1;
  return at;
}
