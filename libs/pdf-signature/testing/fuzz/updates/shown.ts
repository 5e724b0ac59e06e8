import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Box } from '../../../difference/ink/matrix.js';
import { AROUND, isWithin, type Area } from './areas.js';

/** A page in grey, one byte a point. */
export type Picture = { readonly width: number; readonly height: number; readonly grey: Buffer };

const READERS = {
  poppler: (pdf: string, out: string) => ['pdftoppm', '-r', '72', '-cropbox', '-gray', pdf, out],
  mupdf: (pdf: string, out: string) => [
    ...['mutool', 'draw', '-q', '-r', '72', '-c', 'gray', '-o', `${out}%03d.pgm`, pdf],
  ],
} as const;
export type Reader = keyof typeof READERS;
export const READER_NAMES = Object.keys(READERS) as Reader[];
const PATIENCE_MS = 20_000;
const PGM = /^P5\s+(\d+)\s+(\d+)\s+\d+\s/;

/** What a reader shows of each page; no page where it gives up. */
export function readWith(reader: Reader, pdf: Uint8Array): Picture[] {
  const folder = mkdtempSync(join(tmpdir(), 'shown-'));
  try {
    const file = join(folder, 'a.pdf');
    writeFileSync(file, pdf);
    const [program = '', ...args] = READERS[reader](file, join(folder, 'page'));
    const { error, signal } = spawnSync(program, args, { timeout: PATIENCE_MS });
    // A reader that gives up shows less; one that never began shows nothing of anything.
    if (error !== undefined && signal === null) throw error;
    const names = readdirSync(folder).filter((name) => name.endsWith('.pgm'));
    return names.sort().map((name) => pictureOf(readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function pictureOf(data: Buffer): Picture {
  const [head = '', width, height] = PGM.exec(data.toString('latin1', 0, 100)) ?? [];
  return { width: Number(width), height: Number(height), grey: data.subarray(head.length) };
}

type Point = {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly old: number;
  readonly now: number;
};

/** Points of which something holds; Infinity when pages are missing or of another size. */
function countPoints(
  before: readonly Picture[],
  after: readonly Picture[],
  holds: (point: Point) => boolean,
): number {
  if (before.length !== after.length) return Infinity;
  return before.reduce((sum, { width, height, grey }, page) => {
    const shown = after[page];
    if (shown?.width !== width || shown.height !== height) return Infinity;
    if (grey.equals(shown.grey)) return sum;
    let count = 0;
    for (let at = 0; at < grey.length; at += 1) {
      const [old = 0, now = 0] = [grey[at], shown.grey[at]];
      if (old === now) continue;
      if (holds({ page, x: at % width, y: Math.floor(at / width), old, now })) count += 1;
    }
    return sum + count;
  }, 0);
}

const FAINT = 48;

/** Points that differ outside of these areas. */
export function differences(
  before: readonly Picture[],
  after: readonly Picture[],
  areas: readonly Area[],
): number {
  return countPoints(
    before,
    after,
    ({ page, x, y, old, now }) => Math.abs(old - now) > FAINT && !isWithin(areas, page, x, y),
  );
}

const [DARK, LIGHT] = [110, 190] as const;

/** Points that had ink and have none, in the areas of what came and outside of what may go. */
export function losses(
  before: readonly Picture[],
  after: readonly Picture[],
  { came, mayGo }: { readonly came: readonly Area[]; readonly mayGo: readonly Area[] },
): number {
  return countPoints(before, after, ({ page, x, y, old, now }) => {
    const isLost = old < DARK && now > LIGHT && isWithin(came, page, x, y);
    return isLost && !isWithin(mayGo, page, x, y);
  });
}

const COLUMNS = 24;
const ROWS = 8;
const CONTRAST = 60;

/** The ink of an area on a small grid, wherever in it letters stand, how large and how far apart. */
export function shapeOf(pictures: readonly Picture[], { page, box }: Area): number[] {
  const picture = pictures[page];
  const cells = Array<number>(COLUMNS * ROWS).fill(0);
  if (picture === undefined) return cells;
  const inked = inkedPoints(picture, box);
  const columns = [...new Set(inked.map(([x]) => x))].sort((a, b) => a - b);
  const places = new Map(columns.map((x, index) => [x, index]));
  const top = Math.min(...inked.map(([, y]) => y));
  const height = Math.max(...inked.map(([, y]) => y)) - top + 1;
  for (const [x, y] of inked) {
    const column = Math.floor(((places.get(x) ?? 0) * COLUMNS) / columns.length);
    const row = Math.floor(((y - top) * ROWS) / height);
    const at = row * COLUMNS + column;
    cells[at] = (cells[at] ?? 0) + (COLUMNS * ROWS) / (columns.length * height);
  }
  return cells;
}

function inkedPoints({ width, height, grey }: Picture, box: Box): (readonly [number, number])[] {
  const points: (readonly [number, number, number])[] = [];
  const counts = new Map<number, number>();
  for (
    let y = Math.max(0, Math.ceil(box[1] + AROUND));
    y < Math.min(height, box[3] - AROUND);
    y += 1
  )
    for (
      let x = Math.max(0, Math.ceil(box[0] + AROUND));
      x < Math.min(width, box[2] - AROUND);
      x += 1
    ) {
      const value = grey[y * width + x] ?? 0;
      points.push([x, y, value]);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  const [ground = 255] = [...counts.entries()].sort((a, b) => b[1] - a[1])[0] ?? [];
  return points
    .filter(([, , value]) => Math.abs(value - ground) > CONTRAST)
    .map(([x, y]) => [x, y] as const);
}

/** From 0, the same, to 1, nothing in common. */
export function distance(one: readonly number[], other: readonly number[]): number {
  const all = [...one, ...other].reduce((sum, cell) => sum + cell, 0);
  if (all === 0) return 0;
  return one.reduce((sum, cell, at) => sum + Math.abs(cell - (other[at] ?? 0)), 0) / all;
}
