import type { Box } from '../../../difference/ink/matrix.js';
import { readFields, readPages, readRect, type Page } from '../../../form/form.js';
import { openPdf, type PdfDocument } from '../../../pdf/document.js';
import { isArray, PdfRef, type PdfDict, type PdfObject } from '../../../pdf/objects.js';

/** Points of a page, from its upper left corner. */
export type Area = { readonly page: number; readonly box: Box };
/** Where an annotation may be seen: a widget of a field, or a note. */
export type Place = Area & { readonly field: string | null };

/** Readers draw frames beside the rectangle. */
export const AROUND = 3;
const NO_ROTATE = 16;
/** Icons have a size of their own, and highlights round ends. */
const AROUND_NOTE: Readonly<Record<string, number>> = { Text: 24, Highlight: 12 };
/** Where notes draw beyond their rectangles. */
const POINTS = ['QuadPoints', 'L', 'Vertices', 'InkList', 'CL'];

/** Where the fields and notes of a document stand. */
export function placesOf(pdf: Uint8Array): Place[] {
  const document = openPdf(pdf);
  const names = new Map(
    readFields(document).flatMap(({ name, widgets }) =>
      widgets.map(({ ref }) => [ref?.num, name] as const),
    ),
  );
  return readPages(document).flatMap((page, index) =>
    (document.array(page.dict.get('Annots')) ?? []).flatMap((item) => {
      const box = reachOf(document, item);
      const isWidget = document.dict(item)?.name('Subtype') === 'Widget';
      const field = isWidget && item instanceof PdfRef ? (names.get(item.num) ?? '') : null;
      return box === undefined ? [] : [{ page: index, box: onScreen(page, box), field }];
    }),
  );
}

function reachOf(document: PdfDocument, item: PdfObject): Box | undefined {
  const dict = document.dict(item);
  const rect = readRect(document, dict?.get('Rect'));
  const points = POINTS.flatMap((key) => numbersOf(document, dict?.get(key) ?? null));
  if (rect === undefined) return undefined;
  const around = aroundOf(document, dict, rect);
  const [xs, ys] = [0, 1].map((odd) => points.filter((_, index) => index % 2 === odd));
  return [
    Math.min(rect[0], ...(xs ?? [])) - around,
    Math.min(rect[1], ...(ys ?? [])) - around,
    Math.max(rect[2], ...(xs ?? [])) + around,
    Math.max(rect[3], ...(ys ?? [])) + around,
  ];
}

function aroundOf(document: PdfDocument, dict: PdfDict | undefined, rect: Box): number {
  const flags = document.resolve(dict?.get('F') ?? 0);
  // What does not turn with its page hangs from a corner of its rectangle (12.5.3).
  if (typeof flags === 'number' && (flags & NO_ROTATE) !== 0)
    return Math.max(rect[2] - rect[0], rect[3] - rect[1]);
  return AROUND_NOTE[dict?.name('Subtype') ?? ''] ?? AROUND;
}

function numbersOf(document: PdfDocument, value: PdfObject): number[] {
  const resolved = document.resolve(value);
  if (typeof resolved === 'number') return [resolved];
  return isArray(resolved) ? resolved.flatMap((item) => numbersOf(document, item)) : [];
}

function onScreen({ cropBox, rotate }: Page, [x0, y0, x1, y1]: Box): Box {
  const [left, bottom, right, top] = cropBox;
  switch (rotate) {
    case 90:
      return [y0 - bottom, x0 - left, y1 - bottom, x1 - left];
    case 180:
      return [right - x1, y0 - bottom, right - x0, y1 - bottom];
    case 270:
      return [top - y1, right - x1, top - y0, right - x0];
    case 0:
      return [x0 - left, top - y1, x1 - left, top - y0];
  }
}

export function isWithin(areas: readonly Area[], page: number, x: number, y: number): boolean {
  return areas.some(
    ({ page: own, box }) =>
      own === page && x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3],
  );
}
