import { PNG } from 'pngjs';

export type Point = { readonly x: number; readonly y: number };

/** Scan lines per pixel row; across, coverage is exact. */
const SUB_LINES = 4;

type Crossing = { readonly x: number; readonly direction: 1 | -1 };

/** A sheet of ink: how much of each pixel is covered, from 0 to 1. The origin is the top left. */
export class InkSheet {
  private readonly coverage: Float32Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.coverage = new Float32Array(width * height);
  }

  /** Fills closed outlines by the non-zero winding rule; overlapping fills do not darken. */
  fill(outlines: readonly (readonly Point[])[]): void {
    const ys = outlines.flatMap((outline) => outline.map((point) => point.y));
    const top = Math.max(0, Math.floor(Math.min(...ys)));
    const bottom = Math.min(this.height - 1, Math.ceil(Math.max(...ys)));
    const row = new Float32Array(this.width);

    for (let y = top; y <= bottom; y += 1) {
      row.fill(0);
      for (let line = 0; line < SUB_LINES; line += 1) {
        addSpans(row, crossingsAt(outlines, y + (line + 0.5) / SUB_LINES));
      }
      const offset = y * this.width;
      row.forEach((value, x) => {
        const before = this.coverage[offset + x] ?? 0;
        this.coverage[offset + x] = Math.max(before, value / SUB_LINES);
      });
    }
  }

  /** One round dab of a pen. */
  dab(centre: Point, radius: number): void {
    const left = Math.max(0, Math.floor(centre.x - radius - 1));
    const right = Math.min(this.width - 1, Math.ceil(centre.x + radius + 1));
    const top = Math.max(0, Math.floor(centre.y - radius - 1));
    const bottom = Math.min(this.height - 1, Math.ceil(centre.y + radius + 1));
    for (let y = top; y <= bottom; y += 1) {
      for (let x = left; x <= right; x += 1) {
        const distance = Math.hypot(x + 0.5 - centre.x, y + 0.5 - centre.y);
        const ink = Math.min(1, Math.max(0, radius + 0.5 - distance));
        const index = y * this.width + x;
        this.coverage[index] = Math.max(this.coverage[index] ?? 0, ink);
      }
    }
  }

  /** The sheet as PNG in one colour on a transparent ground. */
  toPng(colour: readonly [number, number, number], opacity: number): Promise<Uint8Array> {
    const png = new PNG({ width: this.width, height: this.height });
    const [red, green, blue] = colour;
    for (let index = 0, at = 0; index < this.coverage.length; index += 1, at += 4) {
      const value = this.coverage[index] ?? 0;
      png.data[at] = red;
      png.data[at + 1] = green;
      png.data[at + 2] = blue;
      png.data[at + 3] = Math.round(255 * opacity * Math.min(1, value));
    }
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      png
        .pack()
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => {
          resolve(new Uint8Array(Buffer.concat(parts)));
        })
        .on('error', reject);
    });
  }
}

function crossingsAt(outlines: readonly (readonly Point[])[], y: number): Crossing[] {
  const crossings: Crossing[] = [];
  for (const outline of outlines) {
    outline.forEach((from, index) => {
      const to = outline[(index + 1) % outline.length] ?? from;
      if (from.y <= y === to.y <= y) return;
      const x = from.x + ((y - from.y) * (to.x - from.x)) / (to.y - from.y);
      crossings.push({ x, direction: to.y > from.y ? 1 : -1 });
    });
  }
  return crossings.sort((a, b) => a.x - b.x);
}

function addSpans(row: Float32Array, crossings: readonly Crossing[]): void {
  let winding = 0;
  let start = 0;
  for (const { x, direction } of crossings) {
    if (winding === 0) start = x;
    winding += direction;
    if (winding === 0) addSpan(row, start, x);
  }
}

function addSpan(row: Float32Array, from: number, to: number): void {
  const first = Math.max(0, Math.floor(from));
  const last = Math.min(row.length - 1, Math.floor(to));
  for (let x = first; x <= last; x += 1) {
    const covered = Math.min(to, x + 1) - Math.max(from, x);
    if (covered > 0) row[x] = (row[x] ?? 0) + covered;
  }
}

/** A circle as an outline; `clockwise` false cuts a hole into a clockwise one. */
export function circle(centre: Point, radius: number, clockwise = true): Point[] {
  const steps = Math.max(48, Math.round(radius * 2));
  return Array.from({ length: steps }, (_, index) => {
    const angle = ((clockwise ? 1 : -1) * index * 2 * Math.PI) / steps;
    return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
  });
}
