import { boxAround } from '../matrix.js';
import type { Outline } from './outline.js';

/** How a glyph looks whatever its size: as it stands, and upright. */
export type Shape = readonly [Float64Array, Float64Array];

const SIDE = 16;
const FINE = 4;
/** Of the height; narrower letters stay narrow. */
const NARROWEST = 0.5;
const MOST_SLANT = 0.5;

/** null for what has no size. */
export function shapeOf(outline: Outline): Shape | null {
  const own = painted(outline);
  const upright = painted(straightened(outline));
  return own === null || upright === null ? null : [own, upright];
}

/** From 0, the same, to 2. */
export function distance(one: Shape, other: Shape): number {
  return Math.min(unlike(one[0], other[0]), fromUpright(one, other));
}

export function fromUpright(one: Shape, other: Shape): number {
  return unlike(one[1], other[1]);
}

function unlike(one: Float64Array, other: Float64Array): number {
  let product = 0;
  for (let index = 0; index < one.length; index += 1)
    product += (one[index] ?? 0) * (other[index] ?? 0);
  return 1 - product;
}

/** The glyph on a small raster, blurred, of mean 0 and length 1. */
function painted(outline: Outline): Float64Array | null {
  const [x0, y0, x1, y1] = boxAround(outline.flat());
  if (!(x1 > x0 && y1 > y0)) return null;
  const side = Math.max(x1 - x0, (y1 - y0) * NARROWEST);
  const left = (x0 + x1 - side) / 2;
  const cells = new Float64Array(SIDE * SIDE);
  const rows = SIDE * FINE;
  const edges = edgesOf(outline);
  for (let row = 0; row < rows; row += 1) {
    const y = y0 + ((row + 0.5) * (y1 - y0)) / rows;
    for (const [from, to] of spans(edges, y)) {
      const end = Math.min(rows, ((to - left) / side) * rows - 0.5);
      for (
        let at = Math.max(0, Math.ceil(((from - left) / side) * rows - 0.5));
        at < end;
        at += 1
      ) {
        const cell = Math.floor(row / FINE) * SIDE + Math.floor(at / FINE);
        cells[cell] = (cells[cell] ?? 0) + 1;
      }
    }
  }
  return evened(blurred(blurred(cells)));
}

/** Where a line through the glyph runs inside of it, by the rule of winding. */
function spans(edges: readonly Edge[], y: number): (readonly [number, number])[] {
  const crossings: (readonly [x: number, turn: number])[] = [];
  for (const { ax, ay, bx, by } of edges) {
    if (ay <= y !== by <= y) {
      crossings.push([ax + ((y - ay) / (by - ay)) * (bx - ax), by > ay ? 1 : -1]);
    }
  }
  crossings.sort((a, b) => a[0] - b[0]);
  let winding = 0;
  return crossings.flatMap(([x, turn], index) => {
    winding += turn;
    const next = crossings[index + 1];
    return winding === 0 || next === undefined ? [] : [[x, next[0]] as const];
  });
}

type Edge = { readonly ax: number; readonly ay: number; readonly bx: number; readonly by: number };

function edgesOf(outline: Outline): Edge[] {
  return outline.flatMap((line) =>
    line.map(([ax, ay], index) => {
      const [bx, by] = line[(index + 1) % line.length] ?? [ax, ay];
      return { ax, ay, bx, by };
    }),
  );
}

/** Italics set upright: sheared until what is above lies over what is below. */
function straightened(outline: Outline): Outline {
  let [area, x, y] = [0, 0, 0];
  const edges = edgesOf(outline);
  for (const { ax, ay, bx, by } of edges) {
    const cross = ax * by - bx * ay;
    area += cross / 2;
    x += ((ax + bx) * cross) / 6;
    y += ((ay + by) * cross) / 6;
  }
  const [middleX, middleY] = [x / area, y / area];
  let [mixed, upright] = [0, 0];
  for (const edge of edges) {
    const [ax, ay] = [edge.ax - middleX, edge.ay - middleY];
    const [bx, by] = [edge.bx - middleX, edge.by - middleY];
    const cross = ax * by - bx * ay;
    mixed += (cross * (ax * by + 2 * ax * ay + 2 * bx * by + bx * ay)) / 24;
    upright += (cross * (ay * ay + ay * by + by * by)) / 12;
  }
  const slant = Math.max(-MOST_SLANT, Math.min(MOST_SLANT, mixed / upright));
  if (Number.isNaN(slant)) return outline;
  return outline.map((line) => line.map(([px, py]) => [px - slant * (py - middleY), py] as const));
}

/** Each cell with its neighbours, line by line and then across. */
function blurred(cells: Float64Array): Float64Array {
  const across = cells.map(
    (cell, index) =>
      cell +
      (index % SIDE > 0 ? (cells[index - 1] ?? 0) : 0) +
      (index % SIDE < SIDE - 1 ? (cells[index + 1] ?? 0) : 0),
  );
  return across.map(
    (cell, index) => cell + (across[index - SIDE] ?? 0) + (across[index + SIDE] ?? 0),
  );
}

function evened(cells: Float64Array): Float64Array {
  const mean = cells.reduce((sum, cell) => sum + cell, 0) / cells.length;
  const length = Math.hypot(...cells.map((cell) => cell - mean)) || 1;
  return cells.map((cell) => (cell - mean) / length);
}
