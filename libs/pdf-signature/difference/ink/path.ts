import type { PdfObject } from '../../pdf/objects.js';
import { boxAround, number, through, type Box, type Matrix, type Point } from './matrix.js';

export type Segment = readonly [Point, Point];

const MAX_SEGMENTS = 2_000;

/** The path that is being built, in the space of the stream (ISO 32000-2, 8.5.2). */
export class InkPath {
  readonly segments: Segment[] = [];
  isCurved = false;
  private start: Point | undefined;
  private current: Point | undefined;

  /** @returns whether the operator builds paths */
  add(operator: string, operands: readonly PdfObject[], matrix: Matrix): boolean {
    const at = (index: number): Point =>
      through(matrix, [number(operands[index]), number(operands[index + 1])]);
    switch (operator) {
      case 'm':
        this.close();
        this.start = this.current = at(0);
        return true;
      case 'l':
        this.lineTo(at(0));
        return true;
      case 'c':
      case 'v':
      case 'y':
        this.isCurved = true;
        this.lineTo(at(operands.length - 2));
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
    const points = this.segments.flat();
    return points.length === 0 ? null : boxAround(points);
  }

  get isRectangle(): boolean {
    const isStraight = ([a, b]: Segment): boolean =>
      Math.abs(a[0] - b[0]) < 0.01 || Math.abs(a[1] - b[1]) < 0.01;
    return !this.isCurved && this.segments.length <= 5 && this.segments.every(isStraight);
  }

  private lineTo(to: Point): void {
    if (this.current !== undefined && this.segments.length < MAX_SEGMENTS) {
      this.segments.push([this.current, to]);
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
    const [first, ...others] = corners.map((corner) => through(matrix, corner));
    this.start = this.current = first;
    for (const corner of others) this.lineTo(corner);
    this.close();
  }
}
