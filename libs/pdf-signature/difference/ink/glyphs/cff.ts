import { NamedGlyphs } from './named-glyphs.js';
import { isUpright } from './pen.js';
import type { Outline } from './outline.js';
import { shortNumber, type Sized } from './short-number.js';
import { TypeTwoGlyph, type Subroutines } from './type-two.js';

/** Operators of dictionaries (Adobe Technical Note 5176, tables 9, 10 and 23); those of two bytes from 1200 on. */
const OP = {
  charset: 15,
  encoding: 16,
  charStrings: 17,
  private: 18,
  subrs: 19,
  fontMatrix: 1207,
  registry: 1230,
  fontArray: 1236,
  fontSelect: 1237,
} as const;
const STANDARD_STRINGS = 391;
/** Standard strings begin as ASCII does, at the blank. */
const FIRST_LETTER = 31;
const LAST_LETTER = 95;
const MAX_GLYPHS = 65_536;
/** Parts of a hostile file may lie over each other, each as long as all of it. */
const LONGEST_NAME = 128;
const LONGEST_DICT = 8_192;

type Dict = ReadonlyMap<number, readonly number[]>;
type Index = Subroutines & { readonly end: number };

/** What a font file of CFF draws. Read here, since files come from anybody. */
export class CffFile {
  readonly unitsPerEm: number;
  readonly isKeyed: boolean;
  private readonly strings: Index;
  private readonly global: Index;
  private readonly glyphs: Index;
  private readonly top: Dict;
  private readonly named: readonly number[];
  private names: NamedGlyphs | undefined;

  /** @throws RangeError for what is none. */
  constructor(private readonly data: Buffer) {
    const names = readIndex(data, data.readUInt8(2));
    const tops = readIndex(data, names.end);
    this.strings = readIndex(data, tops.end);
    this.global = readIndex(data, this.strings.end);
    this.top = readDict(tops.at(0));
    this.glyphs = readIndex(data, this.offset(OP.charStrings));
    this.isKeyed = this.top.has(OP.registry);
    this.unitsPerEm = 1 / sizeOf(this.top, 0.001);
    this.named = this.readCharset(this.offset(OP.charset));
  }

  outline(glyph: number): Outline {
    const own = this.isKeyed ? readDict(this.fontOf(glyph)) : this.top;
    sizeOf(own, 1);
    const [size = 0, start = 0] = own.get(OP.private) ?? [];
    const subrs = readDict(this.data.subarray(start, start + size)).get(OP.subrs)?.[0];
    const local = subrs === undefined ? NONE : readIndex(this.data, start + subrs);
    return new TypeTwoGlyph(this.global, local).draw(this.glyphs.at(glyph));
  }

  /** The glyph of a character that is known by its number (9.7.4.2). */
  glyphOfCid(cid: number): number {
    return this.isKeyed ? Math.max(0, this.named.indexOf(cid)) : cid;
  }

  glyphNamed(name: string): number {
    return this.namedGlyphs().glyphNamed(name);
  }

  glyphOfLetter(letter: string): number {
    return this.namedGlyphs().glyphOfLetter(letter);
  }

  /** By the encoding that the file brings itself. */
  glyphOfCode(code: number): number {
    const at = this.top.get(OP.encoding)?.[0] ?? 0;
    if (at === 0) return this.named.indexOf(code - FIRST_LETTER);
    if (at === 1) return -1;
    const format = this.data.readUInt8(at) & 0x7f;
    const count = this.data.readUInt8(at + 1);
    if (format === 0) return this.data.subarray(at + 2, at + 2 + count).indexOf(code) + 1 || -1;
    let glyph = 1;
    for (let range = 0; range < count; range += 1) {
      const first = this.data.readUInt8(at + 2 + 2 * range);
      const left = this.data.readUInt8(at + 3 + 2 * range);
      if (code >= first && code <= first + left) return glyph + code - first;
      glyph += left + 1;
    }
    return -1;
  }

  private namedGlyphs(): NamedGlyphs {
    return (this.names ??= new NamedGlyphs(this.named.map((sid) => this.nameOf(sid))));
  }

  private nameOf(sid: number): string {
    if (sid > 0 && sid <= LAST_LETTER)
      return NAMES.get(sid + FIRST_LETTER) ?? String.fromCharCode(sid + FIRST_LETTER);
    const own = sid - STANDARD_STRINGS;
    if (own < 0 || own >= this.strings.count) return '';
    return this.strings.at(own).toString('latin1', 0, LONGEST_NAME);
  }

  private readCharset(at: number): number[] {
    const { count } = this.glyphs;
    if (count > MAX_GLYPHS) throw new RangeError('too many glyphs');
    if (at <= 2) return Array.from({ length: count }, (_, glyph) => (at === 0 ? glyph : 0));
    const format = this.data.readUInt8(at);
    const sids = [0];
    for (let place = at + 1; sids.length < count;) {
      const first = this.data.readUInt16BE(place);
      const left = format === 0 ? 0 : this.data.readUIntBE(place + 2, format);
      for (let more = 0; more <= left && sids.length < count; more += 1) sids.push(first + more);
      place += 2 + format;
    }
    return sids;
  }

  /** The dictionary of the part of a keyed font that a glyph belongs to. */
  private fontOf(glyph: number): Buffer {
    const fonts = readIndex(this.data, this.offset(OP.fontArray));
    const at = this.offset(OP.fontSelect);
    if (this.data.readUInt8(at) === 0) return fonts.at(this.data.readUInt8(at + 1 + glyph));
    const count = this.data.readUInt16BE(at + 1);
    for (let range = count - 1; range >= 0; range -= 1) {
      const place = at + 3 + 3 * range;
      if (this.data.readUInt16BE(place) <= glyph) return fonts.at(this.data.readUInt8(place + 2));
    }
    throw new RangeError('a glyph of no font');
  }

  private offset(operator: number): number {
    return this.top.get(operator)?.[0] ?? 0;
  }
}

/** The scale of a font whose own matrix leaves its glyphs upright: a 6 that is turned is a 9. */
function sizeOf(dict: Dict, usual: number): number {
  const [a, b, c, d] = dict.get(OP.fontMatrix) ?? [usual, 0, 0, usual];
  if (!isUpright(a, b, c, d)) throw new RangeError('turned');
  return a ?? usual;
}

const NAMES: ReadonlyMap<number, string> = new Map(
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'].map(
    (name, index) => [0x30 + index, name] as const,
  ),
);
const NONE: Subroutines = {
  count: 0,
  at: () => {
    throw new RangeError('no subroutine');
  },
};

function readIndex(data: Buffer, at: number): Index {
  const count = data.readUInt16BE(at);
  if (count === 0) return { ...NONE, end: at + 2 };
  const width = data.readUInt8(at + 2);
  const start = at + 2 + width * (count + 1);
  const offset = (index: number): number => start + data.readUIntBE(at + 3 + width * index, width);
  return {
    count,
    end: offset(count),
    at: (index) => {
      if (index < 0 || index >= count) throw new RangeError('not in the index');
      return data.subarray(offset(index), offset(index + 1));
    },
  };
}

function readDict(data: Buffer): Dict {
  if (data.length > LONGEST_DICT) throw new RangeError('long dictionary');
  const dict = new Map<number, readonly number[]>();
  let operands: number[] = [];
  for (let at = 0; at < data.length;) {
    const byte = data.readUInt8(at);
    at += 1;
    if (byte <= 21) {
      const operator = byte === 12 ? 1_200 + data.readUInt8(at) : byte;
      at += byte === 12 ? 1 : 0;
      dict.set(operator, operands);
      operands = [];
    } else {
      const { value, size } = byte === 30 ? realAt(data, at) : integerAt(data, at, byte);
      operands.push(value);
      at += size;
    }
  }
  return dict;
}

function integerAt(data: Buffer, at: number, first: number): Sized {
  if (first === 28) return { value: data.readInt16BE(at), size: 2 };
  if (first === 29) return { value: data.readInt32BE(at), size: 4 };
  return shortNumber(data, at, first);
}

const NIBBLES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', 'e', 'e-', '', '-'];

function realAt(data: Buffer, at: number): Sized {
  let text = '';
  for (let size = 1; ; size += 1) {
    const byte = data.readUInt8(at + size - 1);
    for (const nibble of [byte >> 4, byte & 15]) {
      if (nibble === 15) return { value: Number(text), size };
      text += NIBBLES[nibble] ?? '';
    }
  }
}
