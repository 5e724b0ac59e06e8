import { readRect } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { PdfName, PdfRef, PdfStream, type PdfObject } from '../pdf/objects.js';
import {
  boxAround,
  IDENTITY,
  isWithin,
  matrixOf,
  number,
  through,
  times,
  widened,
  type Box,
  type Matrix,
  type Point,
} from './ink/matrix.js';
import { PAINTING, readOperators } from './ink/operators.js';
import { decodeStream } from './streams.js';

/** Points; frames and clips of fields keep that far from their edges. */
const MARGIN = 3;
const MAX_NESTING = 8;
/** Points; rounding. */
const NEARLY = 0.01;
/** Of its box; the ends of a ring's four arcs span half of it, a stroke of a pen spans nothing. */
const RING = 0.4;

type Path = {
  readonly matrix: Matrix;
  readonly points: readonly Point[];
  /** Bent, or of more points than a rectangle has. */
  readonly isOther: boolean;
};

/**
 * Whether a look loses nothing when it is clipped by the path that it paints first: it paints none, is
 * clipped by that path anyway, or what follows lies within it.
 */
export function leavesFirstPath(document: PdfDocument, look: PdfStream): boolean {
  const box = readRect(document, look.dict.get('BBox'));
  return box !== undefined && new FirstPath(document, box).leaves(look, IDENTITY, 0);
}

/** Around everything, around shapes as the ring of a radio button is, or around nothing. */
type Room = 'all' | 'shapes' | 'nothing';

/** What shows something, beside paths. */
const SHOWING: ReadonlySet<string> = new Set(['Tj', 'TJ', "'", '"', 'Do', 'BI', 'sh']);

class FirstPath {
  private isClipping = false;
  private room: Room | undefined;
  private readonly known = new Set<number>();

  constructor(
    private readonly document: PdfDocument,
    private readonly box: Box,
  ) {}

  leaves(stream: PdfStream, matrix: Matrix, depth: number): boolean {
    const data = decodeStream(this.document, stream);
    if (data === null || depth > MAX_NESTING) return false;
    const saved: Path[] = [];
    let path: Path = { matrix, points: [], isOther: false };
    const isRead = readOperators(this.document, data, (operator, operands) => {
      const painted = path;
      if (operator === 'q') saved.push(path);
      path = operator === 'Q' ? (saved.pop() ?? path) : drawn(path, operator, operands);
      if (this.room !== undefined) return this.holds(operator, painted);
      if (operator === 'W' || operator === 'W*') this.isClipping = true;
      if (PAINTING.has(operator)) this.room = this.within(painted);
      const isShown = operator !== 'Do' || this.shows(stream, operands, path.matrix, depth);
      return isShown && this.room !== 'all';
    });
    return isRead || this.room === 'all';
  }

  /** Whether nothing that is painted later could be lost. */
  private holds(operator: string, { points, isOther }: Path): boolean {
    const isPainted = PAINTING.has(operator) && (points.length > 0 || isOther);
    return !SHOWING.has(operator) && (this.room === 'shapes' || !isPainted);
  }

  private shows(
    { dict }: PdfStream,
    [shown]: readonly PdfObject[],
    matrix: Matrix,
    depth: number,
  ): boolean {
    const drawings = this.document.dict(this.document.dict(dict.get('Resources'))?.get('XObject'));
    const drawing = shown instanceof PdfName ? drawings?.get(shown.value) : undefined;
    const form = this.document.resolve(drawing);
    if (!(form instanceof PdfStream) || form.dict.name('Subtype') === 'Image') return true;
    // Drawings may show each other over and over; what has painted nothing paints nothing.
    if (drawing instanceof PdfRef && this.known.has(drawing.num)) return true;
    if (drawing instanceof PdfRef) this.known.add(drawing.num);
    const own = matrixOf(this.document.array(form.dict.get('Matrix')) ?? []);
    return this.leaves(form, times(own, matrix), depth + 1);
  }

  private within({ points, isOther }: Path): Room {
    if (this.isClipping || (points.length === 0 && !isOther)) return 'all';
    if (!isWithin(this.box, widened(boxAround(points), MARGIN))) return 'nothing';
    if (isRectangle(points) && !isOther) return 'all';
    return areaOf(points) > RING * areaOf(cornersOf(boxAround(points))) ? 'shapes' : 'nothing';
  }
}

/** All four corners, each step along an edge. */
function isRectangle(points: readonly Point[]): boolean {
  const [x0, y0, x1, y1] = boxAround(points);
  const isNear = (one: number, other: number): boolean => Math.abs(one - other) < NEARLY;
  const corners = points.map(([x, y]) => {
    const isCorner = (isNear(x, x0) || isNear(x, x1)) && (isNear(y, y0) || isNear(y, y1));
    return isCorner ? (isNear(x, x0) ? 0 : 1) + (isNear(y, y0) ? 0 : 2) : NaN;
  });
  const isAlongEdge = (corner: number, index: number): boolean =>
    index === 0 || (corner ^ (corners[index - 1] ?? corner)) !== 3;
  return new Set(corners).size === 4 && !corners.includes(NaN) && corners.every(isAlongEdge);
}

function cornersOf([x0, y0, x1, y1]: Box): readonly Point[] {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}

/** What the lines between points enclose. */
function areaOf(points: readonly Point[]): number {
  const sum = points.reduce((area, [x0, y0], index) => {
    const [x1, y1] = points[(index + 1) % points.length] ?? [0, 0];
    return area + x0 * y1 - x1 * y0;
  }, 0);
  return Math.abs(sum) / 2;
}

/** Corners of a rectangle, and the first one again. */
const MOST_POINTS = 5;

/** The path and its place after an operator. */
function drawn(path: Path, operator: string, operands: readonly PdfObject[]): Path {
  if (PAINTING.has(operator)) return { ...path, points: [], isOther: false };
  if (operator === 'cm') return { ...path, matrix: times(matrixOf(operands), path.matrix) };
  const points = pointsOf(operator, operands.map(number)).map((one) => through(path.matrix, one));
  const isOther = path.isOther || BENT.has(operator);
  return path.points.length + points.length > MOST_POINTS
    ? { ...path, isOther: true }
    : { ...path, isOther, points: [...path.points, ...points] };
}

const BENT: ReadonlySet<string> = new Set(['c', 'v', 'y']);

function pointsOf(operator: string, operands: readonly number[]): readonly Point[] {
  const [x = 0, y = 0, width = 0, height = 0] = operands;
  if (operator === 're')
    return [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ];
  const isPoint = operator === 'm' || operator === 'l' || BENT.has(operator);
  return isPoint ? [[operands.at(-2) ?? 0, operands.at(-1) ?? 0]] : [];
}
