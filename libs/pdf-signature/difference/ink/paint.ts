import { PdfStream, type PdfObject } from '../../pdf/objects.js';
import { isPaper } from './colours.js';
import { SHEER, UNIT } from './masks.js';
import { THICK } from './look.js';
import { moved, widened, type Box, type Point } from './matrix.js';
import type { InkPath } from './path.js';
import type { InkState, PlacedImage } from './types.js';

/** What is lighter lets dark letters be read when it is multiplied with them. */
const DARK = 0.3;
const MAX_BOXES = 10_000;
const MAX_COVERS = 10_000;
/** Points; larger shapes are frames and grounds, not letters drawn as outlines. */
const LARGEST_LETTER = 60;
const EVERYWHERE: Box = [-1e6, -1e6, 1e6, 1e6];

/** What is painted, beside letters. */
export class InkPaint {
  readonly boxes: Box[] = [];
  readonly shapes: Point[] = [];
  readonly paints: Box[] = [];
  readonly covers: Box[] = [];
  pictures = 0;
  grounds = 0;
  sheers = 0;
  readonly images: PlacedImage[] = [];
  /** Whether lines, fills or shadings are painted. */
  hasPaint = false;

  /** A picture fills the unit square (8.9.5). */
  picture(image: PdfObject, state: InkState): void {
    this.pictures += 1;
    this.box(moved(UNIT, state.matrix));
    if (!isOpaque(state.opacity, state)) return;
    if (image instanceof PdfStream) this.images.push({ image, matrix: state.matrix });
    else this.cover([moved(UNIT, state.matrix)]);
  }

  /** A shading fills what is left of the page by clipping (8.7.4.2). */
  shading({ clip }: InkState, isGradient: boolean): void {
    this.hasPaint = true;
    this.pictures += 1;
    if (clip !== undefined) this.letters(clip);
    if (!isGradient) this.box(clip?.box ?? EVERYWHERE);
    this.cover(clip === undefined ? [EVERYWHERE] : clip.solids);
  }

  fill(path: InkPath, state: InkState): void {
    this.hasPaint = true;
    this.ground(state.light, state.opacity, state);
    if (path.box !== null && this.paints.length < MAX_BOXES) this.paints.push(path.box);
    this.letters(path);
    if (isOpaque(state.opacity, state)) this.cover(path.solids);
  }

  stroke(path: InkPath, width: number, state: InkState): void {
    this.hasPaint = true;
    this.letters(path);
    if (width > THICK) {
      this.ground(state.strokeLight, state.strokeOpacity, state);
      const isLine = path.segments.length === 1 && isOpaque(state.strokeOpacity, state);
      if (isLine && path.box !== null) this.cover([widened(path.box, width / 2)]);
    } else if (!state.multiplies && isPaper(state.strokeLight)) {
      this.sheers += path.segments.length;
    }
  }

  /** Something that could be read. */
  box(box: Box): void {
    if (this.boxes.length < MAX_BOXES) this.boxes.push(box);
  }

  private ground(light: number | null, opacity: number, { multiplies }: InkState): void {
    const isDark = light === null || light < DARK;
    if (multiplies ? isDark : opacity > SHEER) this.grounds += 1;
    else if (!multiplies) this.sheers += 1;
  }

  /** Letters drawn as outlines, filled or written with a pen: one by one, or all as one path. */
  private letters(path: InkPath): void {
    for (const [x0, y0, x1, y1] of path.shapes) {
      if (this.shapes.length >= MAX_BOXES) return;
      if (Math.max(x1 - x0, y1 - y0) < LARGEST_LETTER)
        this.shapes.push([(x0 + x1) / 2, (y0 + y1) / 2]);
    }
  }

  private cover(boxes: readonly Box[]): void {
    if (this.covers.length + boxes.length <= MAX_COVERS) this.covers.push(...boxes);
    else if (this.covers.at(-1) !== EVERYWHERE) this.covers.push(EVERYWHERE);
  }
}

function isOpaque(opacity: number, { multiplies }: InkState): boolean {
  return opacity > SHEER && !multiplies;
}
