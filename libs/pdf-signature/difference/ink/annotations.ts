import { readRect, type Page } from '../../form/form.js';
import type { PdfDocument } from '../../pdf/document.js';
import { isEqual } from '../../pdf/equality.js';
import { PdfDict, PdfName, PdfRef, PdfStream, type PdfObject } from '../../pdf/objects.js';
import { readInk } from './ink.js';
import {
  IDENTITY,
  isMatrix,
  matrixOf,
  moved,
  through,
  times,
  type Box,
  type Matrix,
} from './matrix.js';
import type { Ink } from './types.js';
import { isVisible } from '../new-field.js';

/** What one annotation shows, in the space of its page. */
export type ShownAnnotation = {
  readonly item: PdfObject;
  readonly rect: Box;
  readonly isSignature: boolean;
  /** Read when asked for: signatures bring fonts that take their time. */
  readonly readInk: () => Ink;
};

const shown = new WeakMap<Page, readonly ShownAnnotation[]>();
/** Annotations of one page; a hostile file has them by the ten thousand. */
const MAX_READ = 1_000;

/**
 * What fields that were filled, signatures and notes show on a page: for who looks at it, as much
 * part of the document as the page's own content.
 */
export function readAnnotations(document: PdfDocument, page: Page): readonly ShownAnnotation[] {
  const known = shown.get(page);
  if (known !== undefined) return known;
  const items = (document.array(page.dict.get('Annots')) ?? []).slice(0, MAX_READ);
  const all = items.flatMap((item) => readAnnotation(document, item));
  shown.set(page, all);
  return all;
}

function readAnnotation(document: PdfDocument, item: PdfObject): ShownAnnotation[] {
  const dict = document.dict(item);
  const rect = readRect(document, dict?.get('Rect'));
  if (dict === undefined || rect === undefined) return [];
  if (!isVisible(document, { ref: undefined, dict })) return [];
  const look = lookOf(document, dict);
  if (look === null) return [];
  let known: Ink | undefined;
  const read = (): Ink => {
    known ??= placed(
      readInk(document, [look], look.dict.get('Resources')),
      placement(document, look, rect),
    );
    return known;
  };
  return [{ item, rect, isSignature: typeOf(document, dict) === 'Sig', readInk: read }];
}

function typeOf(document: PdfDocument, dict: PdfDict): string | undefined {
  return document.nameIn(dict, 'FT') ?? document.nameIn(document.dict(dict.get('Parent')), 'FT');
}

function lookOf(document: PdfDocument, dict: PdfDict): PdfStream | null {
  const look = document.resolve(document.dict(dict.get('AP'))?.get('N'));
  if (look instanceof PdfStream) return look;
  const state = document.resolve(dict.get('AS'));
  if (!(look instanceof PdfDict) || !(state instanceof PdfName)) return null;
  const own = document.resolve(look.get(state.value));
  return own instanceof PdfStream ? own : null;
}

/** Readers show nothing of a form without a box (8.10.2), or of one that its matrix lays flat. */
export function hasRoom(document: PdfDocument, look: PdfStream): boolean {
  const box = readRect(document, look.dict.get('BBox'));
  const own = document.array(look.dict.get('Matrix'));
  const [a, b, c, d] = own === undefined ? IDENTITY : matrixOf(own);
  if (box === undefined || (own !== undefined && !isMatrix(own))) return false;
  return Math.abs((a * d - b * c) * (box[2] - box[0]) * (box[3] - box[1])) > FLAT;
}

/** Square points. */
const FLAT = 1e-6;

/** From the space of an appearance to its page (ISO 32000-2, 12.5.5, algorithm). */
export function placement(document: PdfDocument, look: PdfStream, rect: Box): Matrix {
  const own = document.array(look.dict.get('Matrix'));
  const matrix = own === undefined ? IDENTITY : matrixOf(own);
  const box = moved(readRect(document, look.dict.get('BBox')) ?? rect, matrix);
  const [x, y] = [
    scale(rect[2] - rect[0], box[2] - box[0]),
    scale(rect[3] - rect[1], box[3] - box[1]),
  ];
  return times(matrix, [x, 0, 0, y, rect[0] - box[0] * x, rect[1] - box[1] * y]);
}

function scale(of: number, by: number): number {
  return by === 0 ? 1 : of / by;
}

function placed(ink: Ink, matrix: Matrix): Ink {
  return {
    ...ink,
    marks: [],
    covers: ink.covers.map((box) => moved(box, matrix)),
    paints: ink.paints.map((box) => moved(box, matrix)),
    runs: ink.runs.map((run) => ({
      ...run,
      from: through(matrix, run.from),
      to: through(matrix, run.to),
    })),
    boxes: ink.boxes.map((box) => moved(box, matrix)),
    shapes: ink.shapes.map((shape) => through(matrix, shape)),
    images: ink.images.map((one) => ({ ...one, matrix: times(one.matrix, matrix) })),
  };
}

/** Whether two items of lists of annotations are the same one. */
export function isSameItem(one: PdfObject, other: PdfObject): boolean {
  return one instanceof PdfRef || other instanceof PdfRef ? isEqual(one, other) : one === other;
}

/** How much of one box lies in another. */
export function overlap(box: Box, other: Box): number {
  const width = Math.min(box[2], other[2]) - Math.max(box[0], other[0]);
  const height = Math.min(box[3], other[3]) - Math.max(box[1], other[1]);
  const size = (box[2] - box[0]) * (box[3] - box[1]);
  return size > 0 && width > 0 && height > 0 ? (width * height) / size : 0;
}
