import { isArray, type PdfObject } from '../../pdf/objects.js';
import { isPaper } from './colours.js';
import { IDENTITY, times, type Box, type Matrix, type Point } from './matrix.js';
import { ComboButton } from './combo-button.js';
import { runsAlong, type InkPath, type Segment } from './path.js';

/** The box of a field's appearance. */
export type Frame = {
  readonly box: Box;
  readonly isComb: boolean;
  readonly isCombo?: boolean;
  /** From the space of the appearance to its page, and the ways letters may run there, in degrees. */
  readonly placement?: Matrix;
  readonly turns?: readonly number[];
  /** Whether readers may leave all of it out. */
  readonly isVeiled?: boolean;
};
export type Written = {
  readonly from: Point;
  readonly to: Point;
  readonly letters: number;
  readonly height: number;
  readonly light: number | null;
  readonly mode: number;
  readonly text: string | null;
  /** The colour of the lines around letters, where they have any. */
  readonly edge: number | null | undefined;
  /** From the space of letters to that of the appearance. */
  readonly axes: Matrix;
};

/** Points; a line through text is thinner. */
export const THICK = 3;
type Ground = { readonly box: Box; readonly light: number | null };
const SMALLEST_LETTERS = 2;
/** Of the shorter side. */
const RIM = 0.2;
/** Grounds of buttons are tinted; what marks them is dark. */
const PALEST_MARK = 0.5;
/** Six, and the one that closes the path. */
const BEVEL_SIDES = 7;
/** Of the shorter side. */
const LARGEST_LETTERS = 1.6;
/** Of letters of one field: a raised one is half as large as its neighbours. */
const LARGEST_RATIO = 4;
const MAX_GROUNDS = 200;
const LEAST_CONTRAST = 0.15;
/** Em; no letter but a mark is narrower. */
const NARROWEST = 0.15;

const DEGREES = 180 / Math.PI;
/** Italics lean by less. */
const MOST_TILT = 35;
/** Of height and width, whichever is larger; condensed faces stay far below. */
const MOST_STRETCH = 4;

/** From -180 to 180. */
function remainder(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}

/** How much clipping may take off a side: a broad border and as much again inside of it. */
function margin(length: number): number {
  return Math.max(4, 0.2 * length, Math.min(6.5, 0.3 * length));
}

function isHalf([x0, y0, x1, y1]: Box, [left, bottom, right, top]: Box): boolean {
  return 2 * (x1 - x0) >= right - left || 2 * (y1 - y0) >= top - bottom;
}

/**
 * Watches what is drawn into a field. Frames, grounds and the clipping that forms are drawn with
 * (12.7.4.3) are told from what could be read as letters, and from what hides letters.
 */
export class LookWatch {
  /** Painted shapes that could be letters, or cover some. */
  private shapes = 0;
  /** Those of them that are the ground or the rim of a round button. */
  rings = 0;
  /** What is read is not, or not so, what people see. */
  isVeiled: boolean;
  /** Grounds behind a part of the frame. */
  readonly marks: Box[] = [];
  private readonly grounds: Ground[] = [];
  /** Of all letters; lists are drawn line by line, each with the ground behind it. */
  private lowest = Infinity;
  private last: Written | undefined;
  private tallest = 0;
  private readonly button: ComboButton | null;

  constructor(private readonly frame: Frame) {
    this.isVeiled = frame.isVeiled === true;
    this.button = frame.isCombo === true ? new ComboButton(frame.box) : null;
  }

  get outlines(): number {
    return this.shapes + (this.button?.isUnfinished === true ? 1 : 0);
  }

  fill(path: InkPath, light: number | null): void {
    path.close();
    if (path.segments.length === 0 || this.isOrnament(path)) return;
    const [x0, , x1] = path.box ?? this.frame.box;
    const isWide = x1 - x0 >= 0.8 * (this.frame.box[2] - this.frame.box[0]);
    if (!path.isRectangle || !isWide || path.box === null || path.box[3] > this.lowest) {
      this.shape(path, light);
      return;
    }
    if (this.grounds.length < MAX_GROUNDS) this.grounds.push({ box: path.box, light });
    const [, y0, , y1] = this.frame.box;
    if (path.box[3] - path.box[1] < 0.8 * (y1 - y0)) this.marks.push(path.box);
  }

  private shape(path: InkPath, light: number | null): void {
    this.shapes += 1;
    if (this.isRound(path) && light !== null && light >= PALEST_MARK) this.rings += 1;
  }

  private isOrnament(path: InkPath): boolean {
    if (this.isBorder(path) || this.isBevel(path)) return true;
    return this.button?.draws(path, this.last?.to[0]) === true;
  }

  /** Something that fields need not, and that may hide what is read. */
  veil(): void {
    this.isVeiled = true;
  }

  stroke(path: InkPath, width: number): void {
    if (path.segments.length === 0) return;
    const isLine = this.isBorder(path) || this.isDivision(path);
    // A border is drawn before the letters; a broad one reaches into them.
    const isBroad = width > (this.last === undefined ? 2 * this.zone : THICK);
    if (!isLine || isBroad) this.shapes += 1;
    if (!isLine && !isBroad && this.isRound(path)) this.rings += 1;
  }

  /** Curves that begin and end near the frame, as circles and arcs along it do. */
  private isRound({ segments, isCurved }: InkPath): boolean {
    const [x0, y0, x1, y1] = this.frame.box;
    const band = RIM * Math.min(x1 - x0, y1 - y0);
    const isNear = ([x, y]: Point): boolean => Math.min(x - x0, x1 - x, y - y0, y1 - y) <= band;
    return isCurved && segments.every((segment) => segment.every(isNear));
  }

  clip(box: Box | null): void {
    const { box: frame } = this.frame;
    if (box === null) {
      this.isVeiled = true;
      return;
    }
    const across = margin(frame[2] - frame[0]);
    const along = margin(frame[3] - frame[1]);
    const isNear =
      box[0] <= frame[0] + across &&
      box[1] <= frame[1] + along &&
      box[2] >= frame[2] - across &&
      box[3] >= frame[3] - along;
    if (!isNear) this.isVeiled = true;
  }

  write(written: Written): void {
    const { from, height } = written;
    const [left, , , top] = this.frame.box;
    const isOutside = from[0] < left - height || from[1] > top;
    const isPlaced =
      !isOutside && this.follows(written) && !this.isTorn(written) && this.isUpright(written);
    const isLegible = this.isSized(height) && this.isDark(written);
    if (!isPlaced || !isLegible || this.button?.isBegun === true) this.isVeiled = true;
    this.last = written;
    this.lowest = Math.min(this.lowest, from[1], written.to[1]);
  }

  /** Whether letters stand out against what is behind them, and no lines around them hide them. */
  private isDark(written: Written): boolean {
    const { light, mode, edge } = written;
    const ground = this.groundOf(written);
    if (light === null || (mode !== 0 && mode !== 2)) return false;
    if (edge !== undefined && isPaper(edge) && !isPaper(light)) return false;
    return ground === null || Math.abs(light - ground) >= LEAST_CONTRAST;
  }

  private isSized(height: number): boolean {
    const [x0, y0, x1, y1] = this.frame.box;
    this.tallest = Math.max(this.tallest, height);
    // In a frame of no size, nothing is large or small.
    const isHuge = height > LARGEST_LETTERS * Math.min(x1 - x0, y1 - y0) && x1 > x0;
    const [a, b, c, d] = this.frame.placement ?? IDENTITY;
    const scale = Math.min(Math.hypot(a, b), Math.hypot(c, d));
    const isTiny = height * scale < SMALLEST_LETTERS;
    return !isHuge && !isTiny && height * LARGEST_RATIO >= this.tallest;
  }

  /** A 66 that stands on its head is a 99, a 2 in a mirror no digit at all, and one that is squashed a dash. */
  private isUpright({ axes }: Written): boolean {
    const { placement = IDENTITY, turns = [0] } = this.frame;
    const [a, b, c, d] = times(axes, placement);
    const tilt = Math.atan2(b, a) * DEGREES;
    const between = Math.atan2(a * d - b * c, a * c + b * d) * DEGREES;
    const isLeaning = Math.abs(between - 90) > MOST_TILT;
    const [wide, high] = [Math.hypot(a, b), Math.hypot(c, d)];
    const isSquashed = Math.max(wide, high) > MOST_STRETCH * Math.min(wide, high);
    return (
      !isLeaning &&
      !isSquashed &&
      turns.some((turn) => Math.abs(remainder(tilt - turn)) <= MOST_TILT)
    );
  }

  /** What is painted behind letters; the paper where nothing is. */
  private groundOf({ from, to }: Written): number | null {
    const isOver = ({ box }: Ground): boolean =>
      [from, to].every(([, y]) => y >= box[1] && y <= box[3]) && from[0] >= box[0] - 1;
    const ground = this.grounds.findLast(isOver);
    return ground === undefined ? 1 : ground.light;
  }

  /**
   * Letters beyond the right or the lower side are cut off. Those of a text that is too long go on
   * where others end; a part that is set apart there is meant to be read by programs alone.
   */
  private isTorn({ from, to, height, text }: Written): boolean {
    const { last } = this;
    const [x0, y0, x1] = this.frame.box;
    if (x1 <= x0) return false;
    const isCut = to[0] > x1 && /\s{4}\S/.test(text ?? '');
    const isBeyond = from[0] > x1 && (last === undefined || last.to[0] < x1 - 2 * height);
    const isBelow =
      from[1] < y0 - height && (last === undefined || last.from[1] - from[1] > 3 * height);
    return isCut || isBeyond || isBelow;
  }

  /** Opacity, masks and modes of blending: nothing that fields need. */
  state(opacity: PdfObject | undefined, mask: PdfObject | undefined): void {
    if (typeof opacity === 'number' && opacity < 0.5) this.isVeiled = true;
    if (isArray(mask) || (mask !== undefined && mask !== null)) this.isVeiled = true;
  }

  /** Letters are read from left to right and line after line, none over another. */
  private follows({ from, height }: Written): boolean {
    const { last } = this;
    if (last === undefined) return true;
    const length = Math.hypot(last.to[0] - last.from[0], last.to[1] - last.from[1]) || 1;
    const [ux, uy] = [(last.to[0] - last.from[0]) / length, (last.to[1] - last.from[1]) / length];
    const [dx, dy] = [from[0] - last.from[0], from[1] - last.from[1]];
    const along = dx * ux + dy * uy;
    const down = dx * uy - dy * ux;
    const isSameLine = Math.abs(down) < 0.5 * Math.max(height, last.height);
    return isSameLine ? along >= NARROWEST * last.letters * last.height : down > 0;
  }

  /** Two sides of a raised or sunken frame, which is broader: too few corners for letters. */
  private isBevel({ segments, isCurved, box }: InkPath): boolean {
    if (isCurved || box === null || segments.length > BEVEL_SIDES) return false;
    const [x0, y0, x1, y1] = this.frame.box;
    const [width, height] = [x1 - x0, y1 - y0];
    const band = 0.35 * Math.min(width, height);
    const isNear = ([x, y]: Point): boolean =>
      Math.min(x - x0, x1 - x, y - y0, y1 - y) <= band && this.last === undefined;
    const middle = ([a, b]: Segment): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const isAlong = segments.every((one) => one.every(isNear) && isNear(middle(one)));
    return isAlong && box[2] - box[0] >= 0.7 * width && box[3] - box[1] >= 0.5 * height;
  }

  /** How far from the frame its border may lie. */
  private get zone(): number {
    const [x0, y0, x1, y1] = this.frame.box;
    return Math.max(2.5, 0.15 * Math.min(x1 - x0, y1 - y0));
  }

  /** Lines between the cells of a comb, from border to border; shorter ones could be digits. */
  private isDivision({ segments, isCurved }: InkPath): boolean {
    const [x0, y0, x1, y1] = this.frame.box;
    const { zone } = this;
    const along = x1 - x0 >= y1 - y0 ? 0 : 1;
    const [low, high] = along === 0 ? [y0 + zone, y1 - zone] : [x0 + zone, x1 - zone];
    const isAcross = ([a, b]: Segment): boolean =>
      Math.abs(a[along] - b[along]) < 0.01 &&
      Math.min(a[1 - along] ?? NaN, b[1 - along] ?? NaN) <= low &&
      Math.max(a[1 - along] ?? NaN, b[1 - along] ?? NaN) >= high;
    return this.frame.isComb && !isCurved && segments.every(isAcross);
  }

  /** Lines and slopes that run along the frame, as raised and sunken borders do (Table 168). */
  private isBorder({ segments, isCurved, box }: InkPath): boolean {
    const { box: frame } = this.frame;
    // After the letters, something short would be a comma, or a line through one of them.
    const isShort = this.last !== undefined && box !== null && !isHalf(box, frame);
    return (
      !isCurved && !isShort && segments.every((segment) => runsAlong(segment, frame, this.zone))
    );
  }
}
