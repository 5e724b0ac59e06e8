import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFPage,
  PDFRef,
  PDFStream,
  popGraphicsState,
  pushGraphicsState,
  translate,
  drawObject,
} from 'pdf-lib';
import type { PageRange } from '../domain/copy-rules.js';

/**
 * The pages as they look, in a new file without fields and signatures: a copy shows them, it does
 * not carry them. Number, date and images become part of the page.
 *
 * @param pages in their order in the document, each once; null for all
 */
export async function unsignedPages(
  pdf: Uint8Array,
  pages: readonly PageRange[] | null,
): Promise<Uint8Array> {
  const source = await PDFDocument.load(pdf, { updateMetadata: false });
  const target = await PDFDocument.create({ updateMetadata: false });
  const indices = source
    .getPageIndices()
    .filter(
      (index) =>
        pages === null || pages.some(({ first, last }) => index + 1 >= first && index + 1 <= last),
    );
  for (const page of await target.copyPages(source, indices)) {
    flatten(target, page);
    target.addPage(page);
  }
  return target.save({ useObjectStreams: false });
}

/** Draws the look of each widget where it stands and takes its annotation away. */
function flatten(document: PDFDocument, page: PDFPage): void {
  const annotations = page.node.Annots();
  if (!annotations) return;
  for (const entry of annotations.asArray()) {
    const widget = document.context.lookupMaybe(entry, PDFDict);
    const look = widget && lookOf(document, widget);
    const corner = widget && lowerLeft(widget);
    if (!look || !corner) continue;
    const name = page.node.newXObject('Look', look);
    page.pushOperators(
      pushGraphicsState(),
      translate(corner.x, corner.y),
      drawObject(name),
      popGraphicsState(),
    );
  }
  page.node.delete(PDFName.of('Annots'));
}

function lookOf(document: PDFDocument, widget: PDFDict): PDFRef | null {
  const normal = widget.lookupMaybe(PDFName.of('AP'), PDFDict)?.get(PDFName.of('N'));
  if (!(normal instanceof PDFRef)) return null;
  return document.context.lookup(normal) instanceof PDFStream ? normal : null;
}

function lowerLeft(widget: PDFDict): { x: number; y: number } | null {
  const rect = widget.lookupMaybe(PDFName.of('Rect'), PDFArray)?.asRectangle();
  return rect && rect.width > 0 ? { x: rect.x, y: rect.y } : null;
}
