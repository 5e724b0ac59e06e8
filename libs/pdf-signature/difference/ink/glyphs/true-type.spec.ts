import { describe, expect, it } from '@jest/globals';
import { TrueTypeFile } from './true-type.js';

/** A file of these glyphs and nothing else. */
function fontOf(glyphs: readonly Buffer[]): TrueTypeFile {
  const head = Buffer.alloc(54);
  head.writeUInt16BE(1_000, 18);
  head.writeInt16BE(1, 50);
  const loca = Buffer.alloc(4 * (glyphs.length + 1));
  let end = 0;
  glyphs.forEach((glyph, index) => loca.writeUInt32BE((end += glyph.length), 4 * (index + 1)));
  const tables = { head, loca, glyf: Buffer.concat(glyphs) };
  const directory = Buffer.alloc(12 + 16 * 3);
  directory.writeUInt16BE(3, 4);
  let start = directory.length;
  Object.entries(tables).forEach(([name, data], index) => {
    directory.write(name, 12 + 16 * index, 'latin1');
    directory.writeUInt32BE(start, 12 + 16 * index + 8);
    directory.writeUInt32BE(data.length, 12 + 16 * index + 12);
    start += data.length;
  });
  return new TrueTypeFile(Buffer.concat([directory, ...Object.values(tables)]));
}

const EMPTY = Buffer.alloc(0);
/** A square of one unit. */
const SQUARE = Buffer.from([
  ...[0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 3, 0, 0],
  ...[0x37, 0x33, 0x35, 0x23, 0, 1, 1, 0, 1],
]);

/** A glyph made of others. */
function parts(...glyphs: readonly number[]): Buffer {
  const all = glyphs.flatMap((glyph, index) => {
    const isLast = index === glyphs.length - 1;
    return [0, isLast ? 2 : 0x22, 0, glyph, 0, 0];
  });
  return Buffer.from([0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, ...all]);
}

describe('a glyph of a font file', () => {
  it('is read with the glyphs that it is made of', () => {
    const font = fontOf([EMPTY, SQUARE, parts(1, 1)]);
    expect(font.outline(0)).toEqual([]);
    const corners = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    expect(font.outline(1)).toEqual([corners]);
    expect(font.outline(2)).toEqual([...font.outline(1), ...font.outline(1)]);
  });

  it('is refused when its parts are made of parts without end', () => {
    const many = (glyph: number): Buffer => parts(...Array<number>(32).fill(glyph));
    // A million empty parts and one that shows something: nothing but their number is wrong.
    const font = fontOf([EMPTY, SQUARE, many(0), many(2), many(3), parts(1, 4)]);
    expect(() => font.outline(5)).toThrow(RangeError);
    expect(() => fontOf([parts(0)]).outline(0)).toThrow('too deep');
  });
});
