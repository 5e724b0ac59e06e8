import { readRect } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { isArray, PdfStream, type PdfDict, type PdfObject } from '../pdf/objects.js';
import { boxAround, isPaper, lightOf, type Box } from './difference-ink-look.js';

/** Where the points of a note stand (ISO 32000-2, 12.5.6.7 to 12.5.6.13). */
const POINTS = ['L', 'Vertices', 'InkList'] as const;

/**
 * Where a note draws: in its rectangle, and where it has no look of its own readers draw its points,
 * wherever they are.
 */
export function reachOf(document: PdfDocument, dict: PdfDict): readonly Box[] {
  const rect = readRect(document, dict.get('Rect'));
  const own = rect === undefined ? [] : [rect];
  if (document.resolve(document.dict(dict.get('AP'))?.get('N')) instanceof PdfStream) return own;
  const half = Math.max(1, borderWidth(document, dict)) / 2;
  return POINTS.reduce<readonly Box[]>((boxes, key) => {
    const box = boxOf(numbersOf(document, dict.get(key), 1));
    if (box === null) return boxes;
    return [...boxes, [box[0] - half, box[1] - half, box[2] + half, box[3] + half]];
  }, own);
}

function numbersOf(
  document: PdfDocument,
  value: PdfObject | undefined,
  depth: number,
): readonly number[] {
  const items = document.resolve(value);
  if (!isArray(items)) return [];
  document.budget.spend(items.length);
  return items.flatMap((item) => {
    const resolved = document.resolve(item);
    if (isArray(resolved)) return depth > 0 ? numbersOf(document, resolved, depth - 1) : [];
    return typeof resolved === 'number' ? [resolved] : [];
  });
}

function boxOf(numbers: readonly number[]): Box | null {
  const points = numbers.flatMap((x, index) =>
    index % 2 === 0 ? [[x, numbers[index + 1] ?? x] as const] : [],
  );
  return points.length === 0 ? null : boxAround(points);
}

/** Marks that readers draw as lines where they have no look. */
const LINES: ReadonlySet<string> = new Set(['Underline', 'StrikeOut', 'Squiggly']);
/** Points; lines that stand closer than this are a ground. */
const CLOSEST_LINES = 4;

/** Whether lines of a mark are of the paper's colour, or so close that nothing is read below. */
export function rulesOut(document: PdfDocument, dict: PdfDict): boolean {
  if (!LINES.has(dict.name('Subtype') ?? '')) return false;
  const colour = document.array(dict.get('C')) ?? [];
  const light = colour.length === 0 ? 0 : lightOf(colour.map((part) => document.resolve(part)));
  if (isPaper(light)) return true;
  const numbers = numbersOf(document, dict.get('QuadPoints'), 0);
  const all = boxOf(numbers);
  if (all === null) return false;
  let covered = 0;
  for (let index = 0; index + 8 <= numbers.length; index += 8) {
    const box = boxOf(numbers.slice(index, index + 8)) ?? all;
    covered += CLOSEST_LINES * Math.max(box[2] - box[0], box[3] - box[1]);
  }
  return numbers.length > 8 && covered > (all[2] - all[0]) * (all[3] - all[1]);
}

/** Points; readers draw marks without an appearance by it. */
const THICKEST_BORDER = 6;
/** Of the shorter side: more, and the lines of a frame meet in its middle. */
const LARGEST_PART = 1 / 3;

export function isFramedOver(document: PdfDocument, dict: PdfDict): boolean {
  const width = borderWidth(document, dict);
  if (width > THICKEST_BORDER) return true;
  const rect = readRect(document, dict.get('Rect'));
  if (rect === undefined || dict.name('Subtype') !== 'Link') return false;
  return width > LARGEST_PART * Math.min(rect[2] - rect[0], rect[3] - rect[1]);
}

function borderWidth(document: PdfDocument, dict: PdfDict): number {
  const style = document.resolve(document.dict(dict.get('BS'))?.get('W'));
  const border = document.resolve(document.array(dict.get('Border'))?.[2]);
  return Math.max(...[style, border].map((width) => (typeof width === 'number' ? width : 0)));
}
