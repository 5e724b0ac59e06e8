import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Outline } from '../../difference/ink/glyphs/outline.js';
import { TrueTypeFile } from '../../difference/ink/glyphs/true-type.js';

export const wholeFont = (): Buffer =>
  readFileSync(
    createRequire(import.meta.url).resolve(
      '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
    ),
  );

/** Letters as they are drawn, by the characters whose names they bear. */
export type Drawn = Readonly<Record<string, string>>;

/** How Tinos draws a letter, in thousandths of an em. */
export function drawingOf(letter: string): Outline {
  const file = new TrueTypeFile(wholeFont());
  const map = file.maps.find(({ platform, encoding }) => platform === 3 && encoding === 1);
  const scaled = (units: number): number => Math.round((units * 1_000) / file.unitsPerEm) + 0;
  return file
    .outline(map?.glyphOf(letter.codePointAt(0) ?? 0) ?? 0)
    .map((line) => line.map(([x, y]) => [scaled(x), scaled(y)] as const));
}

const NAMES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
/** Standard strings begin as ASCII does. */
const sidOf = (letter: string): number => (letter.codePointAt(0) ?? 0) - 31;

const int16 = (value: number): Buffer => Buffer.from([28, (value >> 8) & 255, value & 255]);
const int32 = (first: number, value: number): Buffer => {
  const bytes = Buffer.alloc(5, first);
  bytes.writeInt32BE(value, 1);
  return bytes;
};
const byte = (value: number): Buffer => Buffer.from([value]);

/** Moves and lines, from each point to the next. */
function strokes(outline: Outline, number: (value: number) => Buffer): Buffer {
  let [x, y] = [0, 0];
  const parts = outline.flatMap((line) =>
    line.flatMap(([toX, toY], index) => {
      const by = [number(toX - x), number(toY - y), byte(index === 0 ? 21 : 5)];
      [x, y] = [toX, toY];
      return by;
    }),
  );
  return Buffer.concat([...parts, byte(14)]);
}

function indexOf(items: readonly Buffer[]): Buffer {
  if (items.length === 0) return Buffer.alloc(2);
  const head = Buffer.alloc(3 + 4 * (items.length + 1));
  head.writeUInt16BE(items.length, 0);
  head.writeUInt8(4, 2);
  let end = 1;
  head.writeUInt32BE(end, 3);
  items.forEach((item, index) => {
    end += item.length;
    head.writeUInt32BE(end, 7 + 4 * index);
  });
  return Buffer.concat([head, ...items]);
}

/** A font file of CFF: glyphs by name, or by number when it is keyed. */
export function cffOf(drawn: Drawn, { isKeyed = false, more = Buffer.alloc(0) } = {}): Buffer {
  const letters = Object.keys(drawn);
  const glyphs = Object.values(drawn).map((letter) => strokes(drawingOf(letter), int16));
  const before = Buffer.concat([Buffer.from([1, 0, 4, 1]), indexOf([Buffer.from('F')])]);
  const behind = Buffer.concat([indexOf([]), indexOf([])]);
  const charset = Buffer.alloc(1 + 2 * letters.length);
  letters.forEach((letter, index) => charset.writeUInt16BE(sidOf(letter), 1 + 2 * index));
  const strings = indexOf([byte(14), ...glyphs]);
  const top = (start: number): Buffer => {
    const at = (value: number): Buffer => int32(29, value);
    const keyed = [at(0), at(0), at(0), Buffer.from([12, 30])];
    const fonts = start + charset.length + strings.length;
    const selected = [
      at(fonts),
      Buffer.from([12, 36]),
      at(fonts + FONTS.length),
      Buffer.from([12, 37]),
    ];
    return Buffer.concat([
      ...(isKeyed ? [...keyed, ...selected] : []),
      ...[more, at(start), byte(15), at(start + charset.length), byte(17)],
    ]);
  };
  const FONTS = indexOf([Buffer.from([...int32(29, 0), ...int32(29, 0), 18])]);
  const select = isKeyed ? [FONTS, Buffer.alloc(2 + letters.length)] : [];
  const start = before.length + indexOf([top(0)]).length + behind.length;
  return Buffer.concat([before, indexOf([top(start)]), behind, charset, strings, ...select]);
}

function encrypted(data: Buffer, key: number): Buffer {
  let state = key;
  return Buffer.from(
    [...Buffer.alloc(4), ...data].map((plain) => {
      const cipher = plain ^ (state >> 8);
      state = ((cipher + state) * 52_845 + 22_719) & 0xffff;
      return cipher;
    }),
  );
}

const PRIVATE =
  'dup /Private 8 dict dup begin\n/RD {string currentfile exch readstring pop} executeonly def\n' +
  '/ND {noaccess def} executeonly def\n/NP {noaccess put} executeonly def\n/BlueValues [] def\n' +
  '/password 5839 def\n2 index\n';
const ENDS =
  'end\nend\nreadonly put\nput\ndup/FontName get exch definefont pop\nmark currentfile closefile\n';

/** A font program of Type 1. */
export function typeOneOf(drawn: Drawn, matrix = '0.001 0 0 0.001 0 0', before = ''): Buffer {
  const head =
    '%!PS-AdobeFont-1.0: Own\n9 dict begin\n/FontName /Own def\n/PaintType 0 def\n/FontType 1 def\n' +
    `/FontMatrix [${matrix}] def\n/Encoding StandardEncoding def\n/FontBBox {0 -200 1000 900} def\n`;
  const glyphs = Object.entries({ '.notdef': ' ', ...drawn }).flatMap(([letter, shown]) => {
    const begin = Buffer.concat([int32(255, 0), int32(255, 500), byte(13)]);
    const drawing = strokes(drawingOf(shown), (value) => int32(255, value));
    const data = encrypted(Buffer.concat([begin, drawing]), 4_330);
    const name = NAMES[Number(letter)] ?? letter;
    return [Buffer.from(`/${name} ${data.length} RD `), data, Buffer.from(' ND\n')];
  });
  const body = [
    Buffer.from(`${PRIVATE}/CharStrings 9 dict dup begin\n${before}`),
    ...glyphs,
    Buffer.from(ENDS),
  ];
  const open = Buffer.from(`${head}currentdict end\ncurrentfile eexec\n`);
  return Buffer.concat([open, encrypted(Buffer.concat(body), 55_665)]);
}
