import type { PdfObject } from '../../pdf/objects.js';
import { boxAround, number, through, type Box, type Matrix, type Point } from './matrix.js';

export type Segment = readonly [Point, Point];

const MAX_SEGMENTS = 2_000;
const MAX_PARTS = 10_000;
/** Points; letters and codes of squares are made of such strokes, rules and frames of others. */
const [THINNEST_STROKE, THICKEST_STROKE] = [1, 6];

/** Of its box; handwriting fills less. */
const FULL = 0.5;

/** One of the shapes that a path is made of. */
type Part = { box: Box; corners: number; isSlanted: boolean; area: number };

/** The path that is being built, in the space of the stream (ISO 32000-2, 8.5.2). */
export class InkPath {
  readonly segments: Segment[] = [];
  /** Curved, or too long to be looked at whole. */
  isCurved = false;
  private readonly parts: Part[] = [];
  private start: Point | undefined;
  private current: Point | undefined;

  /** @returns whether the operator builds paths */
  add(operator: string, operands: readonly PdfObject[], matrix: Matrix): boolean {
    const at = (index: number): Point =>
      through(matrix, [number(operands[index]), number(operands[index + 1])]);
    switch (operator) {
      case 'm':
        this.close();
        this.begin(at(0));
        return true;
      case 'l':
        this.lineTo(at(0));
        return true;
      case 'c':
      case 'v':
      case 'y':
        this.isCurved = true;
        this.lineTo(at(operands.length - 2), true);
        return true;
      case 'h':
        this.close();
        return true;
      case 're':
        this.rectangle(operands.map(number), matrix);
        return true;
      default:
        return false;
    }
  }

  /** The last part is closed as filling closes it. */
  close(): void {
    if (this.start !== undefined) this.lineTo(this.start);
  }

  get box(): Box | null {
    const points = this.parts.flatMap(({ box: [x0, y0, x1, y1], corners }) =>
      corners === 0 ? [] : [[x0, y0] as const, [x1, y1] as const],
    );
    return points.length === 0 ? null : boxAround(points);
  }

  get isRectangle(): boolean {
    return !this.isCurved && this.segments.length <= 5 && this.segments.every(isStraight);
  }

  /** The parts that could be letters, or strokes of some. */
  get shapes(): readonly Box[] {
    const isLetter = ({ box: [x0, y0, x1, y1], corners, isSlanted }: Part): boolean => {
      const width = Math.min(x1 - x0, y1 - y0);
      const isStroke = width >= THINNEST_STROKE && width <= THICKEST_STROKE;
      return corners > 5 || isSlanted || (corners >= 4 && isStroke);
    };
    return this.parts.filter(isLetter).map(({ box }) => box);
  }

  /** The parts that fill the box they lie in. */
  get solids(): readonly Box[] {
    return this.parts
      .filter(({ box: [x0, y0, x1, y1], area }) => Math.abs(area) > (x1 - x0) * (y1 - y0) * FULL)
      .map(({ box }) => box);
  }

  private begin(at: Point): void {
    this.start = this.current = at;
    if (this.parts.length >= MAX_PARTS) return;
    this.parts.push({ box: [...at, ...at], corners: 0, isSlanted: false, area: 0 });
  }

  private lineTo(to: Point, isCurve = false): void {
    if (this.current !== undefined) {
      const segment = [this.current, to] as const;
      if (this.segments.length < MAX_SEGMENTS) this.segments.push(segment);
      else this.isCurved = true;
      const part = this.parts.at(-1);
      if (part !== undefined) {
        const [x0, y0, x1, y1] = part.box;
        part.box = boxAround([[x0, y0], [x1, y1], to]);
        part.corners += 1;
        part.area += areaUnder(segment);
        part.isSlanted ||= isCurve || !isStraight(segment);
      }
    }
    this.current = to;
  }

  private rectangle([x = 0, y = 0, width = 0, height = 0]: number[], matrix: Matrix): void {
    const corners = [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ] as const;
    this.begin(through(matrix, corners[0]));
    for (const corner of corners.slice(1)) this.lineTo(through(matrix, corner));
    this.close();
  }
}

function isStraight([a, b]: Segment): boolean {
  return Math.abs(a[0] - b[0]) < 0.01 || Math.abs(a[1] - b[1]) < 0.01;
}

/** What a segment adds to the area that lies within its path. */
function areaUnder([a, b]: Segment): number {
  return (a[0] * b[1] - b[0] * a[1]) / 2;
}

/** Whether a line keeps to the sides of a box. */
export function runsAlong([a, b]: Segment, [x0, y0, x1, y1]: Box, zone: number): boolean {
  const isNear = ([x, y]: Point): boolean =>
    Math.min(Math.abs(x - x0), Math.abs(x - x1), Math.abs(y - y0), Math.abs(y - y1)) <= zone;
  return isNear(a) && isNear(b) && isNear([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
}
