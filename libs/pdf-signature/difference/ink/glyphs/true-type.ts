import type { Point } from '../matrix.js';
import type { Outline } from './outline.js';

type CodeMap = {
  readonly platform: number;
  readonly encoding: number;
  readonly glyphOf: (code: number) => number;
};

/** Of a glyph with all that it is made of, points and parts together. */
const MAX_POINTS = 3_000;
const MAX_PARTS = 32;
/** Maps are in the order of codes (5.1): plain letters stand at their beginning. */
const MAX_RANGES = 4_096;
const MAX_MAPS = 4;
const DEEPEST = 4;
const CURVE_STEPS = 4;

/**
 * What a font file of TrueType draws (ISO/IEC 14496-22): its outlines, and its maps from codes. Not
 * read by fontkit, which follows the parts of a glyph without end: files come from anybody.
 */
export class TrueTypeFile {
  readonly maps: readonly CodeMap[];
  readonly unitsPerEm: number;
  private readonly tables = new Map<string, Buffer>();
  private readonly hasLongOffsets: boolean;
  private points = 0;

  /** @throws RangeError for what is none. */
  constructor(data: Buffer) {
    for (let index = 0; index < data.readUInt16BE(4); index += 1) {
      const at = 12 + 16 * index;
      const start = data.readUInt32BE(at + 8);
      const table = data.subarray(start, start + data.readUInt32BE(at + 12));
      this.tables.set(data.toString('latin1', at, at + 4), table);
    }
    this.unitsPerEm = this.table('head').readUInt16BE(18) || 1;
    this.hasLongOffsets = this.table('head').readInt16BE(50) !== 0;
    this.maps = this.tables.has('cmap') ? readMaps(this.table('cmap')) : [];
  }

  /** @throws RangeError for a glyph that is not there or cannot be read. */
  outline(glyph: number): Outline {
    this.points = 0;
    return this.read(glyph, 0);
  }

  private read(glyph: number, depth: number): Outline {
    this.charge(1);
    const loca = this.table('loca');
    const offset = (index: number): number =>
      this.hasLongOffsets ? loca.readUInt32BE(4 * index) : 2 * loca.readUInt16BE(2 * index);
    const data = this.table('glyf').subarray(offset(glyph), offset(glyph + 1));
    if (data.length === 0) return [];
    const count = data.readInt16BE(0);
    return count >= 0 ? this.readSimple(data, count) : this.readParts(data, depth);
  }

  private readSimple(data: Buffer, count: number): Outline {
    const ends = Array.from({ length: count }, (_, index) => data.readUInt16BE(10 + 2 * index));
    const total = (ends.at(-1) ?? -1) + 1;
    this.charge(total);
    let at = 10 + 2 * count;
    at += 2 + data.readUInt16BE(at);
    const flags: number[] = [];
    while (flags.length < total) {
      const flag = data.readUInt8(at++);
      const times = (flag & 8) === 0 ? 1 : 1 + data.readUInt8(at++);
      for (let one = 0; one < times && flags.length < total; one += 1) flags.push(flag);
    }
    const axis = (short: number, same: number): number[] => {
      let value = 0;
      return flags.map((flag) => {
        if ((flag & short) !== 0) value += data.readUInt8(at++) * ((flag & same) === 0 ? -1 : 1);
        else if ((flag & same) === 0) {
          value += data.readInt16BE(at);
          at += 2;
        }
        return value;
      });
    };
    const [xs, ys] = [axis(2, 16), axis(4, 32)];
    const all = flags.map((flag, index) => ({
      at: [xs[index] ?? 0, ys[index] ?? 0] as const,
      isOn: (flag & 1) !== 0,
    }));
    return ends.map((end, index) => flatten(all.slice((ends[index - 1] ?? -1) + 1, end + 1)));
  }

  /** A glyph made of others, moved and scaled. */
  private readParts(data: Buffer, depth: number): Outline {
    if (depth >= DEEPEST) throw new RangeError('too deep');
    const all: (readonly Point[])[] = [];
    let at = 10;
    for (let part = 0; part < MAX_PARTS; part += 1) {
      const flags = data.readUInt16BE(at);
      const own = this.read(data.readUInt16BE(at + 2), depth + 1);
      at += 4;
      const isWide = (flags & 1) !== 0;
      const [x, y] = isWide
        ? [data.readInt16BE(at), data.readInt16BE(at + 2)]
        : [data.readInt8(at), data.readInt8(at + 1)];
      at += isWide ? 4 : 2;
      const scale = scaleOf(data, at, flags);
      at += 2 * scale.size;
      const [xx, xy, yx, yy] = scale.matrix;
      for (const line of own)
        all.push(line.map(([u, v]) => [xx * u + yx * v + x, xy * u + yy * v + y] as const));
      if ((flags & 0x20) === 0) return all;
    }
    throw new RangeError('too many parts');
  }

  private charge(points: number): void {
    this.points += points;
    if (this.points > MAX_POINTS) throw new RangeError('too many points');
  }

  private table(name: string): Buffer {
    const table = this.tables.get(name);
    if (table === undefined) throw new RangeError(name);
    return table;
  }
}

/** One factor, two, or four; none leaves a part as it is. */
function scaleOf(data: Buffer, at: number, flags: number): PartScale {
  const factor = (index: number): number => data.readInt16BE(at + 2 * index) / 16_384;
  if ((flags & 8) !== 0) return { size: 1, matrix: [factor(0), 0, 0, factor(0)] };
  if ((flags & 0x40) !== 0) return { size: 2, matrix: [factor(0), 0, 0, factor(1)] };
  if ((flags & 0x80) === 0) return { size: 0, matrix: [1, 0, 0, 1] };
  return { size: 4, matrix: [factor(0), factor(1), factor(2), factor(3)] };
}

type PartScale = {
  readonly size: number;
  readonly matrix: readonly [number, number, number, number];
};
type Node = { readonly at: Point; readonly isOn: boolean };

const between = (a: Point, b: Point, part: number): Point => [
  a[0] + (b[0] - a[0]) * part,
  a[1] + (b[1] - a[1]) * part,
];

/** Curves as short lines; between two points off a curve one on it is implied. */
function flatten(nodes: readonly Node[]): Point[] {
  const line: Point[] = [];
  nodes.forEach((node, index) => {
    if (node.isOn) {
      line.push(node.at);
      return;
    }
    const [before, after] = [
      nodes.at(index - 1) ?? node,
      nodes[(index + 1) % nodes.length] ?? node,
    ];
    const from = before.isOn ? before.at : between(before.at, node.at, 0.5);
    const to = after.isOn ? after.at : between(node.at, after.at, 0.5);
    for (let step = before.isOn ? 1 : 0; step <= CURVE_STEPS; step += 1) {
      const part = step / CURVE_STEPS;
      line.push(between(between(from, node.at, part), between(node.at, to, part), part));
    }
  });
  return line;
}

function readMaps(table: Buffer): CodeMap[] {
  return Array.from({ length: Math.min(table.readUInt16BE(2), MAX_MAPS) }, (_, index) => {
    const at = 4 + 8 * index;
    const data = table.subarray(table.readUInt32BE(at + 4));
    return {
      platform: table.readUInt16BE(at),
      encoding: table.readUInt16BE(at + 2),
      glyphOf: (code) => glyphIn(data, code),
    };
  });
}

function glyphIn(data: Buffer, code: number): number {
  switch (data.readUInt16BE(0)) {
    case 0:
      return code < 256 ? data.readUInt8(6 + code) : 0;
    case 4:
      return glyphInSegments(data, code);
    case 6: {
      const index = code - data.readUInt16BE(6);
      return index >= 0 && index < data.readUInt16BE(8) ? data.readUInt16BE(10 + 2 * index) : 0;
    }
    case 12:
      return glyphInGroups(data, code);
    default:
      throw new RangeError('map of another format');
  }
}

function glyphInSegments(data: Buffer, code: number): number {
  const size = data.readUInt16BE(6);
  for (let at = 14; at < 14 + Math.min(size, 2 * MAX_RANGES); at += 2) {
    if (data.readUInt16BE(at) < code) continue;
    const start = data.readUInt16BE(at + 2 + size);
    if (start > code) return 0;
    const delta = data.readUInt16BE(at + 2 + 2 * size);
    const place = at + 2 + 3 * size;
    const offset = data.readUInt16BE(place);
    if (offset === 0) return (code + delta) & 0xffff;
    const glyph = data.readUInt16BE(place + offset + 2 * (code - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}

function glyphInGroups(data: Buffer, code: number): number {
  const count = Math.min(data.readUInt32BE(12), MAX_RANGES);
  for (let at = 16; at < 16 + 12 * count; at += 12) {
    const [start, end] = [data.readUInt32BE(at), data.readUInt32BE(at + 4)];
    if (code >= start && code <= end) return data.readUInt32BE(at + 8) + code - start;
  }
  return 0;
}
