import {
  concatTransformationMatrix,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFPage,
  PDFRef,
  PDFStream,
  popGraphicsState,
  pushGraphicsState,
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

/** Draws the look of each annotation where it is seen and takes the annotation away. */
function flatten(document: PDFDocument, page: PDFPage): void {
  const annotations = page.node.Annots();
  if (!annotations) return;
  for (const entry of annotations.asArray()) {
    const annotation = document.context.lookupMaybe(entry, PDFDict);
    const look = annotation && isSeen(annotation) ? lookOf(document, annotation) : null;
    const rect = annotation?.lookupMaybe(PDFName.of('Rect'), PDFArray)?.asRectangle();
    const place = look && rect && placeOf(look.form, rect);
    if (!look || !place) continue;
    const name = page.node.newXObject('Look', look.ref);
    page.pushOperators(
      pushGraphicsState(),
      concatTransformationMatrix(...place),
      drawObject(name),
      popGraphicsState(),
    );
  }
  page.node.delete(PDFName.of('Annots'));
}

/** ISO 32000-1, table 165: 2 Hidden, 6 NoView. */
function isSeen(annotation: PDFDict): boolean {
  const flags = annotation.lookupMaybe(PDFName.of('F'), PDFNumber)?.asNumber() ?? 0;
  return (flags & 0b100010) === 0;
}

type Look = { readonly ref: PDFRef; readonly form: PDFDict };

/** Of a button that has several looks, the one of its state. */
function lookOf(document: PDFDocument, annotation: PDFDict): Look | null {
  const looks = annotation.lookupMaybe(PDFName.of('AP'), PDFDict);
  const normal = looks?.lookup(PDFName.of('N'));
  const state = annotation.lookupMaybe(PDFName.of('AS'), PDFName);
  const ref = normal instanceof PDFDict ? state && normal.get(state) : looks?.get(PDFName.of('N'));
  if (!(ref instanceof PDFRef)) return null;
  const stream = document.context.lookup(ref);
  return stream instanceof PDFStream ? { ref, form: stream.dict } : null;
}

type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
type Matrix = [number, number, number, number, number, number];

/** ISO 32000-1, 12.5.5: its box, turned by its own matrix, fills the annotation's rectangle. */
function placeOf(form: PDFDict, rect: Box): Matrix | null {
  const box = form.lookupMaybe(PDFName.of('BBox'), PDFArray)?.asRectangle();
  if (!box || rect.width <= 0 || rect.height <= 0) return null;
  const turned = turnedBox(box, matrixOf(form));
  if (turned.width <= 0 || turned.height <= 0) return null;
  const [wide, high] = [rect.width / turned.width, rect.height / turned.height];
  return [wide, 0, 0, high, rect.x - turned.x * wide, rect.y - turned.y * high];
}

function matrixOf(form: PDFDict): readonly number[] {
  const given = form.lookupMaybe(PDFName.of('Matrix'), PDFArray);
  return (
    given?.asArray().map((_, index) => given.lookupMaybe(index, PDFNumber)?.asNumber() ?? 0) ?? []
  );
}

function turnedBox(box: Box, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): Box {
  const corners = [box.x, box.x + box.width].flatMap((x) =>
    [box.y, box.y + box.height].map((y) => [a * x + c * y + e, b * x + d * y + f] as const),
  );
  const [across, up] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [x, y] = [Math.min(...across), Math.min(...up)];
  return { x, y, width: Math.max(...across) - x, height: Math.max(...up) - y };
}
