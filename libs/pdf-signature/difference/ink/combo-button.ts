import { isWithin, type Box } from './matrix.js';
import { runsAlong, type InkPath, type Segment } from './path.js';

/** Points. */
const NARROWEST_PLATE = 6;
const EDGE = 2;

/**
 * The button that opens a list, as PDFium draws it behind the value of a combo box: a plate at the
 * right end of the field, its edges, and an arrow on it. Nothing else may stand there.
 */
export class ComboButton {
  private plate: Box | undefined;
  private hasArrow = false;

  constructor(private readonly field: Box) {}

  get isBegun(): boolean {
    return this.plate !== undefined;
  }

  /** A plate without its arrow could be read as a digit. */
  get isUnfinished(): boolean {
    return this.isBegun && !this.hasArrow;
  }

  /**
   * @param written where the value ends, when it is there
   * @returns whether the shape is a part of the button
   */
  draws(path: InkPath, written = -Infinity): boolean {
    if (this.plate !== undefined) return this.adorns(path, this.plate);
    const { box, isRectangle } = path;
    if (box === null || !isRectangle || written > box[0] || !this.isAtEnd(box)) return false;
    this.plate = box;
    return true;
  }

  private adorns({ box, segments, isCurved }: InkPath, plate: Box): boolean {
    if (box === null || isCurved || !isWithin(box, plate)) return false;
    if (segments.every((segment) => runsAlong(segment, plate, EDGE))) return true;
    const isSmall = box[2] - box[0] <= 0.6 * (plate[2] - plate[0]);
    if (this.hasArrow || !isSmall || segments.length > 4 || corners(segments) !== 3) return false;
    this.hasArrow = true;
    return true;
  }

  private isAtEnd([left, low, right, high]: Box): boolean {
    const [, y0, x1, y1] = this.field;
    const [width, height] = [right - left, high - low];
    const isSized = width >= NARROWEST_PLATE && width <= height && height >= 0.7 * (y1 - y0);
    return isSized && right <= x1 && right >= x1 - Math.max(EDGE, 0.15 * (y1 - y0));
  }
}

function corners(segments: readonly Segment[]): number {
  return new Set(segments.flat().map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`)).size;
}
