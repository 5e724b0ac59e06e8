import { readRect } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { isArray, PdfStream, type PdfDict, type PdfObject } from '../pdf/objects.js';
import { isPaper, lightOf } from './ink/colours.js';
import { boxAround, number, widened, type Box } from './ink/matrix.js';

/** Where the points of a note stand (ISO 32000-2, 12.5.6.7 to 12.5.6.13). */
const POINTS = ['L', 'Vertices', 'InkList', 'Path', 'CL', 'QuadPoints'] as const;

/**
 * Where a note draws: in its rectangle, and where it has no look of its own readers draw its border
 * around it and its points, wherever they are.
 */
export function reachOf(document: PdfDocument, dict: PdfDict, rotate: number): readonly Box[] {
  const rect = readRect(document, dict.get('Rect'));
  const own = rect === undefined ? [] : [hung(document, dict, rect, rotate)];
  const framed = own.map((box) => widened(box, borderWidth(document, dict) / 2));
  const isDrawn = document.resolve(document.dict(dict.get('AP'))?.get('N')) instanceof PdfStream;
  // Poppler draws the frame of a link beside its look.
  if (isDrawn) return document.nameIn(dict, 'Subtype') === 'Link' ? framed : own;
  const half = extentOf(document, dict);
  return POINTS.reduce<readonly Box[]>((boxes, key) => {
    const numbers = numbersOf(document, dict.get(key), 1);
    // MuPDF takes the corners that a quadrilateral lacks to be the origin.
    const box = boxOf(key === 'QuadPoints' && !isWhole(numbers) ? [...numbers, 0, 0] : numbers);
    return box === null ? boxes : [...boxes, widened(box, half)];
  }, framed);
}

const QUAD = 8;

function isWhole(numbers: readonly number[]): boolean {
  return numbers.length % QUAD === 0;
}

const NO_ZOOM = 8;
const NO_ROTATE = 16;
const ICON = 24;
/** How much of a page is covered at a quarter of its size by what keeps its own. */
const LARGEST_ZOOM = 4;

/**
 * What does not turn or shrink with its page hangs from its upper left corner (12.5.3): on a turned
 * page anywhere around it. Icons keep their size everywhere, and nobody minds.
 */
function hung(document: PdfDocument, dict: PdfDict, rect: Box, rotate: number): Box {
  const [x0, y0, x1, y1] = rect;
  const [width, height] = [x1 - x0, y1 - y0];
  const stated = document.resolve(dict.get('F'));
  const flags = typeof stated === 'number' ? stated : 0;
  const isIcon = Math.max(width, height) <= 1.25 * ICON;
  const zoom = (flags & NO_ZOOM) === 0 || isIcon ? 1 : LARGEST_ZOOM;
  const isTurned = rotate !== 0 && ((flags & NO_ROTATE) !== 0 || zoom > 1);
  return isTurned
    ? widened([x0, y1, x0, y1], zoom * Math.max(width, height))
    : [x0, y1 - zoom * height, x0 + zoom * width, y1];
}

/** Arrows and squares at the ends of a line, in widths of the line. */
const LARGEST_ENDING = 6;
const CAPTION_HEIGHT = 12;

/** How far from its points a line draws: endings, leader lines and a caption (12.5.6.7). */
function extentOf(document: PdfDocument, dict: PdfDict): number {
  const width = Math.max(1, borderWidth(document, dict));
  const leaders = ['LL', 'LLE', 'LLO'].map((key) =>
    Math.abs(number(document.resolve(dict.get(key)))),
  );
  const offsets = numbersOf(document, dict.get('CO'), 0).map(Math.abs);
  const caption =
    document.resolve(dict.get('Cap')) === true ? CAPTION_HEIGHT + Math.max(0, ...offsets) : 0;
  const ending = dict.entries.has('LE') ? LARGEST_ENDING * width : width / 2;
  return (
    ending +
    Math.max(
      caption,
      leaders.reduce((sum, leader) => sum + leader, 0),
    )
  );
}

/**
 * A note without a look is an icon of one size that hangs from its upper left corner (12.5.6.4), or
 * stands in the middle, as MuPDF draws it.
 */
export function iconOf(document: PdfDocument, dict: PdfDict, rotate: number): readonly Box[] {
  const rect = readRect(document, dict.get('Rect'));
  const isIcon = document.nameIn(dict, 'Subtype') === 'Text' && !dict.entries.has('AP');
  if (rect === undefined || !isIcon) return [];
  const [x, bottom, right, y] = rect;
  const left = rotate === 0 ? ([x, y - ICON, x + ICON, y] as const) : widened([x, y, x, y], ICON);
  const middle = [(x + right) / 2, (bottom + y) / 2] as const;
  return [left, widened([...middle, ...middle], ICON / 2)];
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

/** Dark letters are not read under a darker mark. */
const DARKEST = 0.3;
/** Points; readers make lines as thick as the letters are high. */
const HIGHEST_LINE = 60;

/**
 * Whether nothing is read below a mark that readers draw themselves: its lines are of the paper's
 * colour, close or thick, or it is dark or laid upon itself.
 */
export function rulesOut(document: PdfDocument, dict: PdfDict): boolean {
  const subtype = document.nameIn(dict, 'Subtype') ?? '';
  const isHighlight = subtype === 'Highlight';
  if (!LINES.has(subtype) && !isHighlight) return false;
  const colour = document.array(dict.get('C')) ?? [];
  const light = colour.length === 0 ? 0 : lightOf(colour.map((part) => document.resolve(part)));
  const isDark = light === null || light < DARKEST;
  // A mode of blending of its own (/BM, Table 166) is not the one that lets letters shine through.
  if (dict.entries.has('BM') || (isHighlight ? isDark : isPaper(light))) return true;
  const numbers = numbersOf(document, dict.get('QuadPoints'), 0);
  if (!isWhole(numbers)) return true;
  const boxes = quadsOf(numbers);
  return isHighlight ? isLayered(boxes) : isRuled(boxes);
}

function isLayered(boxes: readonly Box[]): boolean {
  const covered = boxes.reduce((sum, box) => sum + areaOf(box), 0);
  return covered > MOST_LAYERS * areaOf(boxOf(boxes.flat()) ?? [0, 0, 0, 0]);
}

function isRuled(boxes: readonly Box[]): boolean {
  const lengths = boxes.map(([x0, y0, x1, y1]) => Math.max(x1 - x0, y1 - y0));
  const covered = lengths.reduce((sum, length) => sum + CLOSEST_LINES * length, 0);
  const isThick = boxes.some(([x0, y0, x1, y1]) => Math.min(x1 - x0, y1 - y0) > HIGHEST_LINE);
  const all = boxOf(boxes.flat());
  return isThick || (all !== null && boxes.length > 1 && covered > areaOf(all));
}

function areaOf([x0, y0, x1, y1]: Box): number {
  return (x1 - x0) * (y1 - y0);
}

/** Neighbouring lines of a highlight overlap a little. */
const MOST_LAYERS = 1.5;

function quadsOf(numbers: readonly number[]): Box[] {
  const boxes: Box[] = [];
  for (let index = 0; index + QUAD <= numbers.length; index += QUAD) {
    const box = boxOf(numbers.slice(index, index + QUAD));
    if (box !== null) boxes.push(box);
  }
  return boxes;
}

/** Points; readers draw marks without an appearance by it. */
const THICKEST_BORDER = 6;
/** Of the shorter side: more, and the lines of a frame meet in its middle. */
const LARGEST_PART = 1 / 3;

export function isFramedOver(document: PdfDocument, dict: PdfDict): boolean {
  const width = borderWidth(document, dict);
  if (width > THICKEST_BORDER) return true;
  const rect = readRect(document, dict.get('Rect'));
  if (rect === undefined || document.nameIn(dict, 'Subtype') !== 'Link') return false;
  return width > LARGEST_PART * Math.min(rect[2] - rect[0], rect[3] - rect[1]);
}

function borderWidth(document: PdfDocument, dict: PdfDict): number {
  const style = document.resolve(document.dict(dict.get('BS'))?.get('W'));
  const border = document.resolve(document.array(dict.get('Border'))?.[2]);
  return Math.max(...[style, border].map((width) => (typeof width === 'number' ? width : 0)));
}
