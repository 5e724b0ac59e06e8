import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Box } from '../../../difference/ink/matrix.js';
import { readFields, readPages, readRect, type Page } from '../../../form/form.js';
import { openPdf, type PdfDocument } from '../../../pdf/document.js';
import { isArray, PdfRef, type PdfObject } from '../../../pdf/objects.js';

/** A page in grey, one byte a point. */
export type Picture = { readonly width: number; readonly height: number; readonly grey: Buffer };
/** Points of a page, from its upper left corner. */
export type Area = { readonly page: number; readonly box: Box };

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
    spawnSync(program, args, { timeout: PATIENCE_MS });
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

const AROUND = 3;
const ICON = 24;
/** Where notes draw beyond their rectangles. */
const POINTS = ['QuadPoints', 'L', 'Vertices', 'InkList', 'CL'];

/** Where fields of these names stand, and notes when they are asked for. */
export function areasOf(pdf: Uint8Array, names: ReadonlySet<string>, withNotes: boolean): Area[] {
  const document = openPdf(pdf);
  const widgets = readFields(document)
    .filter(({ name }) => names.has(name))
    .flatMap((field) => field.widgets.map(({ ref }) => ref?.num));
  return readPages(document).flatMap((page, index) =>
    (document.array(page.dict.get('Annots')) ?? []).flatMap((item) => {
      const isNote = document.dict(item)?.name('Subtype') !== 'Widget';
      const isAsked = isNote ? withNotes : item instanceof PdfRef && widgets.includes(item.num);
      const box = isAsked ? reachOf(document, item) : undefined;
      return box === undefined ? [] : [{ page: index, box: onScreen(page, box) }];
    }),
  );
}

function reachOf(document: PdfDocument, item: PdfObject): Box | undefined {
  const dict = document.dict(item);
  const rect = readRect(document, dict?.get('Rect'));
  const points = POINTS.flatMap((key) => numbersOf(document, dict?.get(key) ?? null));
  if (rect === undefined) return undefined;
  // Readers draw icons of a size of their own.
  const around = dict?.name('Subtype') === 'Text' ? ICON : AROUND;
  const [xs, ys] = [0, 1].map((odd) => points.filter((_, index) => index % 2 === odd));
  return [
    Math.min(rect[0], ...(xs ?? [])) - around,
    Math.min(rect[1], ...(ys ?? [])) - around,
    Math.max(rect[2], ...(xs ?? [])) + around,
    Math.max(rect[3], ...(ys ?? [])) + around,
  ];
}

function numbersOf(document: PdfDocument, value: PdfObject): number[] {
  const resolved = document.resolve(value);
  if (typeof resolved === 'number') return [resolved];
  return isArray(resolved) ? resolved.flatMap((item) => numbersOf(document, item)) : [];
}

function onScreen({ cropBox, rotate }: Page, [x0, y0, x1, y1]: Box): Box {
  const [left, bottom, right, top] = cropBox;
  switch (rotate) {
    case 90:
      return [y0 - bottom, x0 - left, y1 - bottom, x1 - left];
    case 180:
      return [right - x1, y0 - bottom, right - x0, y1 - bottom];
    case 270:
      return [top - y1, right - x1, top - y0, right - x0];
    case 0:
      return [x0 - left, top - y1, x1 - left, top - y0];
  }
}

function isWithin(areas: readonly Area[], page: number, x: number, y: number): boolean {
  return areas.some(
    ({ page: own, box }) =>
      own === page && x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3],
  );
}

type Point = { readonly old: number; readonly now: number; readonly isInside: boolean };

/** Points of which something holds; Infinity when pages are missing or of another size. */
function countPoints(
  before: readonly Picture[],
  after: readonly Picture[],
  areas: readonly Area[],
  holds: (point: Point) => boolean,
): number {
  if (before.length !== after.length) return Infinity;
  return before.reduce((sum, { width, height, grey }, page) => {
    const now = after[page];
    if (now?.width !== width || now.height !== height) return Infinity;
    if (grey.equals(now.grey)) return sum;
    let count = 0;
    for (let at = 0; at < grey.length; at += 1) {
      const [one = 0, other = 0] = [grey[at], now.grey[at]];
      if (one === other) continue;
      const isInside = isWithin(areas, page, at % width, Math.floor(at / width));
      if (holds({ old: one, now: other, isInside })) count += 1;
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
    areas,
    ({ old, now, isInside }) => !isInside && Math.abs(old - now) > FAINT,
  );
}

const [DARK, LIGHT] = [110, 190] as const;

/** Points in these areas that had ink and have none. */
export function losses(
  before: readonly Picture[],
  after: readonly Picture[],
  areas: readonly Area[],
): number {
  return countPoints(
    before,
    after,
    areas,
    ({ old, now, isInside }) => isInside && old < DARK && now > LIGHT,
  );
}

const COLUMNS = 24;
const ROWS = 8;
const CONTRAST = 60;

/** The ink of an area on a small grid, wherever in the area it stands and however large it is. */
export function shapeOf(pictures: readonly Picture[], { page, box }: Area): number[] {
  const picture = pictures[page];
  const cells = Array<number>(COLUMNS * ROWS).fill(0);
  if (picture === undefined) return cells;
  const inked = inkedPoints(picture, box);
  const [x0, y0] = [Math.min(...inked.map(([x]) => x)), Math.min(...inked.map(([, y]) => y))];
  const width = Math.max(...inked.map(([x]) => x)) - x0 + 1;
  const height = Math.max(...inked.map(([, y]) => y)) - y0 + 1;
  for (const [x, y] of inked) {
    const column = Math.floor(((x - x0) * COLUMNS) / width);
    const row = Math.floor(((y - y0) * ROWS) / height);
    const at = row * COLUMNS + column;
    cells[at] = (cells[at] ?? 0) + (COLUMNS * ROWS) / (width * height);
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
