import type { Point } from '../matrix.js';
import type { Outline } from './outline.js';

const MAX_POINTS = 6_000;
const CURVE_STEPS = 4;

/** Draws the lines of a glyph, each point from the one before. */
export class Pen {
  private readonly lines: Point[][] = [];
  private at: Point = [0, 0];
  private points = 0;

  get outline(): Outline {
    return this.lines.filter(({ length }) => length > 1);
  }

  moveBy(dx: number, dy: number): void {
    this.at = [this.at[0] + dx, this.at[1] + dy];
    this.lines.push([]);
    this.put(this.at);
  }

  /** Where the glyph begins, before anything is drawn. */
  place(x: number, y: number): void {
    this.at = [x, y];
  }

  lineBy(dx: number, dy: number): void {
    this.at = [this.at[0] + dx, this.at[1] + dy];
    this.put(this.at);
  }

  /** A curve by two control points and its end. */
  curveBy(by: readonly number[]): void {
    const [ax = 0, ay = 0, bx = 0, by_ = 0, cx = 0, cy = 0] = by;
    const from = this.at;
    const first: Point = [from[0] + ax, from[1] + ay];
    const second: Point = [first[0] + bx, first[1] + by_];
    const to: Point = [second[0] + cx, second[1] + cy];
    for (let step = 1; step <= CURVE_STEPS; step += 1) {
      const t = step / CURVE_STEPS;
      const parts = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3] as const;
      const along = (axis: 0 | 1): number =>
        parts[0] * from[axis] +
        parts[1] * first[axis] +
        parts[2] * second[axis] +
        parts[3] * to[axis];
      this.put([along(0), along(1)]);
    }
    this.at = to;
  }

  private put(point: Point): void {
    this.points += 1;
    if (this.points > MAX_POINTS) throw new RangeError('too many points');
    const line = this.lines.at(-1);
    if (line === undefined) this.lines.push([point]);
    else line.push(point);
  }
}

/** Whether a font's own matrix (9.2.4) only makes its glyphs larger or smaller, or lets them lean. */
export function isUpright(a = NaN, b = NaN, c = NaN, d = NaN): boolean {
  return a > 0 && d > 0 && b === 0 && Math.abs(c) < d && a < 2 * d && d < 2 * a;
}
