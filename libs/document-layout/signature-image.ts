import { createHash } from 'node:crypto';
import { InkSheet, type Point } from './raster.js';

const WIDTH = 472;
const HEIGHT = 236;
const BLUE = [22, 58, 158] as const;
const OPACITY = 0.92;
const SLANT = 0.32;
const TALL = /[bdhklt]/u;
const DEEP = /[gpqy]/u;

/** An invented hand: the same name always writes the same stroke. 40 x 20 mm at 300 dpi. */
export function drawSignature(fullName: string): Promise<Uint8Array> {
  const sheet = new InkSheet(WIDTH, HEIGHT);
  for (const stroke of fitted(strokesOf(fullName.normalize('NFC')))) ink(sheet, stroke);
  return sheet.toPng(BLUE, OPACITY);
}

/** Numbers between 0 and 1 that depend on the name alone. */
function chance(name: string): () => number {
  const bytes = createHash('sha256').update(name).digest();
  let index = 0;
  return () => {
    const byte = bytes[index % bytes.length] ?? 0;
    index += 1;
    return byte / 255;
  };
}

/** A large initial, the given name in running loops, and a flourish; y grows downwards. */
function strokesOf(name: string): Point[][] {
  const random = chance(name);
  const words = name.split(/\s+/u);
  const given = words.at(-1) ?? name;
  const stroke: Point[] = initial(random);
  const middle = words.length > 2 ? (words.at(-2) ?? '').slice(0, 1) : '';
  const letters = Array.from(`${middle}${given}`);

  let x = stroke.at(-1)?.x ?? 0;
  letters.forEach((letter, index) => {
    const shape = letterShape(letter, index === 0, random);
    stroke.push(...shape.points.map((point) => ({ x: x + point.x, y: point.y })));
    x += shape.width;
  });
  stroke.push({ x: x + 30 + 40 * random(), y: -6 - 10 * random() });
  return [stroke, flourish(x, random)].map((points) =>
    points.map(({ x: left, y }) => ({ x: left - SLANT * y, y })),
  );
}

function initial(random: () => number): Point[] {
  const tall = 95 + 35 * random();
  const wide = 34 + 22 * random();
  return [
    { x: 6, y: -tall * 0.55 },
    { x: wide * 0.7, y: -tall },
    { x: wide * 0.55, y: -tall * 0.35 },
    { x: wide * 0.2, y: 14 + 12 * random() },
    { x: -wide * 0.6, y: -2 },
    { x: -wide * 0.1, y: -tall * 0.42 },
    { x: wide * 1.3, y: -tall * (0.62 + 0.2 * random()) },
    { x: wide * 1.65, y: -tall * 0.3 },
    { x: wide * 1.25, y: -2 },
    { x: wide * 1.6, y: 0 },
  ];
}

function letterShape(
  letter: string,
  isLarge: boolean,
  random: () => number,
): { readonly points: Point[]; readonly width: number } {
  const plain = letter.toLowerCase().normalize('NFD').charAt(0);
  const width = (isLarge ? 34 : 22) + 9 * random();
  const low = 26 + 12 * random();
  if (TALL.test(plain) || isLarge) {
    const tall = 78 + 26 * random();
    return {
      width,
      points: [
        { x: width * 0.75, y: -tall * 0.8 },
        { x: width * 0.5, y: -tall },
        { x: width * 0.3, y: -tall * 0.4 },
        { x: width * 0.45, y: 0 },
        { x: width * 0.95, y: -low * 0.5 },
      ],
    };
  }
  if (DEEP.test(plain)) {
    return {
      width,
      points: [
        { x: width * 0.3, y: -low },
        { x: width * 0.75, y: -low * 0.7 },
        { x: width * 0.6, y: 46 + 14 * random() },
        { x: width * 0.1, y: 40 },
        { x: width, y: -low * 0.3 },
      ],
    };
  }
  return {
    width,
    points: [
      { x: width * 0.4, y: -low },
      { x: width * 0.62, y: -low * 0.55 },
      { x: width * 0.66, y: -1 },
      { x: width, y: -low * 0.45 },
    ],
  };
}

function flourish(end: number, random: () => number): Point[] {
  const depth = 38 + 18 * random();
  return [
    { x: end + 18, y: 6 },
    { x: end * 0.55, y: depth * 0.55 },
    { x: end * 0.08, y: depth },
    { x: end * 0.3, y: depth * 1.25 },
    { x: end * 0.8, y: depth * 0.7 },
    { x: end * 1.12, y: depth * 0.35 },
  ];
}

/** Scales the strokes to the sheet, in proportion, with a margin for the pen. */
function fitted(strokes: readonly Point[][]): Point[][] {
  const all = strokes.flat();
  const left = Math.min(...all.map((point) => point.x));
  const right = Math.max(...all.map((point) => point.x));
  const top = Math.min(...all.map((point) => point.y));
  const bottom = Math.max(...all.map((point) => point.y));
  const margin = 14;
  const scale = Math.min(
    (WIDTH - 2 * margin) / (right - left),
    (HEIGHT - 2 * margin) / (bottom - top),
  );
  const x = (WIDTH - (right - left) * scale) / 2 - left * scale;
  const y = (HEIGHT - (bottom - top) * scale) / 2 - top * scale;
  return strokes.map((stroke) =>
    stroke.map((point) => ({ x: x + point.x * scale, y: y + point.y * scale })),
  );
}

/** A smooth curve through the points; downstrokes press, fast strokes thin out. */
function ink(sheet: InkSheet, points: readonly Point[]): void {
  let pressure = 2.2;
  for (let index = 0; index + 1 < points.length; index += 1) {
    const [before, from, to, after] = [index - 1, index, index + 1, index + 2].map(
      (at) => points[Math.min(points.length - 1, Math.max(0, at))] ?? { x: 0, y: 0 },
    ) as [Point, Point, Point, Point];
    const steps = Math.max(4, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) * 1.5));
    for (let step = 0; step < steps; step += 1) {
      const t = step / steps;
      const here = spline([before, from, to, after], t);
      const slope = (to.y - from.y) / (Math.abs(to.x - from.x) + Math.abs(to.y - from.y) + 1);
      const wanted = 2 + 1.1 * Math.max(0, slope) - (index + 2 >= points.length ? 1.1 * t : 0);
      pressure += (wanted - pressure) * 0.06;
      sheet.dab(here, Math.max(0.7, pressure));
    }
  }
}

/** Catmull-Rom. */
function spline([p0, p1, p2, p3]: readonly [Point, Point, Point, Point], t: number): Point {
  const at = (a: number, b: number, c: number, d: number): number =>
    0.5 *
    (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t ** 3);
  return { x: at(p0.x, p1.x, p2.x, p3.x), y: at(p0.y, p1.y, p2.y, p3.y) };
}
