import { unlessRefused } from '../errors.js';
import type { PdfDocument } from '../pdf/document.js';
import { readIndirectBody } from '../pdf/indirect.js';
import { Lexer } from '../pdf/lexer.js';
import { afterSpace } from '../pdf/revisions.js';
import { forEachEntry } from '../pdf/xref.js';

/**
 * Numbers of objects that stand in the file and that no cross-reference names: a second object of
 * a number is what a reader that repairs files may show instead of the first.
 */
export function findUnlistedObjects(document: PdfDocument): number[] {
  const listed = new Map<number, number>();
  for (const section of document.sections) {
    forEachEntry(section, (_num, entry) => {
      if (entry.kind !== 'plain') return;
      const start = afterSpace(document.bytes, entry.offset);
      if (!listed.has(start)) listed.set(start, endOf(document, start));
    });
    if (section.kind === 'stream') {
      listed.set(afterSpace(document.bytes, section.offset), section.end);
    }
  }
  const spans = [...listed].sort(([a], [b]) => a - b);
  const unlisted: number[] = [];
  let inside = 0;
  let span = 0;
  for (const match of document.bytes
    .toString('latin1')
    .matchAll(/(?<!\d)(\d{1,7}) \d{1,5} obj\b/g)) {
    while (span < spans.length && (spans[span]?.[0] ?? 0) <= match.index) {
      inside = Math.max(inside, spans[span]?.[1] ?? 0);
      span += 1;
    }
    if (match.index < inside) continue;
    const end = endOf(document, match.index);
    if (end > match.index) unlisted.push(Number(match[1]));
    inside = Math.max(inside, end);
  }
  return unlisted;
}

/** First byte behind an object; its own place when no object stands there. */
function endOf(document: PdfDocument, start: number): number {
  const lexer = new Lexer(document.bytes, start, document.budget);
  return unlessRefused(() => {
    lexer.expectInteger();
    lexer.expectInteger();
    readIndirectBody(lexer, (length) => document.resolve(length));
    return lexer.position;
  }, start);
}
