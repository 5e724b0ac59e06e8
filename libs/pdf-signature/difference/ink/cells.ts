import type { PdfDocument } from '../../pdf/document.js';
import { PdfDict, PdfStream, type PdfObject } from '../../pdf/objects.js';
import { glyphName } from './glyph-names.js';
import { decodeStream } from '../streams.js';
import { IDENTITY, matrixOf, type Matrix } from './matrix.js';
import type { Ink } from './types.js';

/** Gradients along a line or between circles; the other shadings can draw anything (8.7.4.5). */
const GRADIENTS: ReadonlySet<unknown> = new Set([2, 3]);

export function isGradient(document: PdfDocument, shading: PdfObject | undefined): boolean {
  const value = document.resolve(shading);
  const dict = value instanceof PdfStream ? value.dict : value;
  return dict instanceof PdfDict && GRADIENTS.has(document.resolve(dict.get('ShadingType')));
}

const known = new WeakMap<PdfObject & object, boolean>();

/** Whether what a pattern paints with could be read: its cell is content like that of a page (8.7.3). */
export function tilesWithInk(
  document: PdfDocument,
  pattern: PdfObject | undefined,
  read: (cell: PdfStream) => Ink,
): boolean {
  const cell = document.resolve(pattern);
  if (cell instanceof PdfDict) return !isGradient(document, cell.get('Shading'));
  if (!(cell instanceof PdfStream)) return false;
  const earlier = known.get(cell);
  if (earlier !== undefined) return earlier;
  // A cell that paints with itself.
  known.set(cell, true);
  const ink = read(cell);
  const isInked = !ink.isReadable || ink.runs.length + ink.pictures + ink.shapes.length > 0;
  known.set(cell, isInked);
  return isInked;
}

export type DrawnGlyph = {
  readonly data: Buffer;
  readonly resources: PdfObject | undefined;
  readonly matrix: Matrix;
};

/** What a Type 3 font draws for a code (9.6.4). */
export function drawnGlyph(document: PdfDocument, font: PdfDict, code: number): DrawnGlyph | null {
  const name = glyphName(document, font, code);
  const glyph = document.resolve(document.dict(font.get('CharProcs'))?.get(name));
  const data = glyph instanceof PdfStream ? decodeStream(document, glyph) : null;
  if (data === null) return null;
  const matrix = document.array(font.get('FontMatrix'));
  return {
    data,
    resources: font.get('Resources'),
    matrix: matrix === undefined ? IDENTITY : matrixOf(matrix),
  };
}
