import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { Budget } from './budget.js';
import { decodeStructureStream } from './filters.js';
import { name, PdfDict, PdfStream, type PdfObject } from './objects.js';

function decode(
  raw: Buffer,
  filter: PdfObject,
  parameters?: PdfObject,
  budget = Budget.forFile(0),
): Buffer {
  const stream = new PdfStream(PdfDict.of({ Filter: filter, DecodeParms: parameters }), raw);
  return decodeStructureStream(stream, budget, (value) => value ?? null);
}

function parameters(predictor: number, shape: Record<string, number>): PdfDict {
  return PdfDict.of({ Predictor: predictor, ...shape });
}

/** Deterministic noise. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state >> 16;
    }),
  );
}

/** PNG prediction, row by row with another filter each (PNG specification, 9.2). */
function pngEncoded(data: Buffer, length: number, sample: number): Buffer {
  const rows: Buffer[] = [];
  for (let row = 0; row * length < data.length; row += 1) {
    const kind = row % 5;
    const at = (column: number, up: number): number =>
      column < 0 || row < up ? 0 : (data[(row - up) * length + column] ?? 0);
    const encoded = Array.from({ length }, (_, column) => {
      const [a, b, c] = [at(column - sample, 0), at(column, 1), at(column - sample, 1)];
      const nearest = [a, b, c].reduce((best, value) =>
        Math.abs(a + b - c - value) < Math.abs(a + b - c - best) ? value : best,
      );
      const guess = [0, a, b, (a + b) >> 1, nearest][kind] ?? 0;
      return (at(column, 0) - guess) & 0xff;
    });
    rows.push(Buffer.from([kind, ...encoded]));
  }
  return Buffer.concat(rows);
}

function bitsOf(data: Buffer, bits: number): number[] {
  const text = [...data].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (text.match(new RegExp(`.{${String(bits)}}`, 'g')) ?? []).map((digits) =>
    Number.parseInt(digits, 2),
  );
}

function tiffEncoded(data: Buffer, columns: number, colors: number, bits: number): Buffer {
  const samples = bitsOf(data, bits);
  const rowLength = columns * colors;
  const differences = samples.map((value, index) =>
    index % rowLength < colors ? value : (value - (samples[index - colors] ?? 0)) & (2 ** bits - 1),
  );
  const text = differences.map((value) => value.toString(2).padStart(bits, '0')).join('');
  return Buffer.from((text.match(/.{8}/g) ?? []).map((digits) => Number.parseInt(digits, 2)));
}

describe('filters of structure streams', () => {
  it.each([
    [1, 8, 5],
    [3, 8, 7],
    [1, 16, 4],
    [4, 4, 6],
    [1, 1, 16],
  ])('undoes every PNG row for %i colours of %i bits', (colors, bits, columns) => {
    const length = Math.ceil((colors * bits * columns) / 8);
    const data = noise(length * 11);
    const encoded = pngEncoded(data, length, Math.max(1, (colors * bits) >> 3));
    const shape = { Colors: colors, BitsPerComponent: bits, Columns: columns };
    for (const predictor of [10, 12, 15]) {
      const undone = decode(
        deflateSync(encoded),
        name('FlateDecode'),
        parameters(predictor, shape),
      );
      expect(undone).toEqual(data);
    }
  });

  it.each([
    [3, 8],
    [1, 16],
    [2, 4],
    [1, 2],
    [1, 1],
  ])('undoes the TIFF predictor for %i colours of %i bits', (colors, bits) => {
    const columns = 8;
    const data = noise(((columns * colors * bits) / 8) * 9);
    const encoded = tiffEncoded(data, columns, colors, bits);
    const shape = { Colors: colors, BitsPerComponent: bits, Columns: columns };
    expect(decode(deflateSync(encoded), [name('FlateDecode')], [parameters(2, shape)])).toEqual(
      data,
    );
  });

  it('undoes LZW with codes that grow, early or late', () => {
    // The example of ISO 32000-2, 7.4.4.2.
    const example = Buffer.from('800b6050220c0c8501', 'hex');
    const text = Buffer.from([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    expect(decode(example, name('LZWDecode'))).toEqual(text);
    const data = Buffer.from(noise(9_000).map((byte) => byte & 7));
    for (const early of [0, 1] as const) {
      const own = PdfDict.of({ EarlyChange: early });
      expect(decode(lzwEncoded(data, early), name('LZWDecode'), own)).toEqual(data);
    }
  });

  it('undoes the filters made of letters, and runs, one after the other', () => {
    expect(decode(Buffer.from('48 65 6C\n6c6F7>'), name('ASCIIHexDecode')).toString()).toBe(
      'Hellop',
    );
    const letters = Buffer.from('<~87cURD]i,"Ebo80z~>'.slice(2));
    expect(decode(letters, name('ASCII85Decode')).toString()).toBe('Hello World!\0\0\0\0');
    const runs = Buffer.from([2, 65, 66, 67, 254, 90, 128]);
    expect(decode(runs, name('RunLengthDecode')).toString()).toBe('ABCZZZ');
    const chain = [name('ASCIIHexDecode'), name('FlateDecode')];
    const packed = Buffer.from(deflateSync(Buffer.from('both')).toString('hex'));
    expect(decode(packed, chain, [null, null]).toString()).toBe('both');
  });

  it.each([
    ['an unknown filter', Buffer.from('x'), name('JPXDecode'), undefined],
    ['damaged data', Buffer.from('not deflated'), name('FlateDecode'), undefined],
    ['an unknown row', deflateSync(Buffer.from([9, 1])), name('FlateDecode'), parameters(12, {})],
    [
      'a row without end',
      deflateSync(Buffer.from([0, 1])),
      name('FlateDecode'),
      parameters(12, { Columns: 2 ** 40 }),
    ],
    ['an unknown predictor', deflateSync(Buffer.from([0])), name('FlateDecode'), parameters(3, {})],
    ['a code from the future', Buffer.from('807fff', 'hex'), name('LZWDecode'), undefined],
    ['a run that is cut off', Buffer.from([5, 1]), name('RunLengthDecode'), undefined],
    ['letters that are none', Buffer.from('vvvvv'), name('ASCII85Decode'), undefined],
    [
      'endless chains',
      Buffer.from(''),
      Array<PdfObject>(9).fill(name('ASCIIHexDecode')),
      undefined,
    ],
  ])('refuses %s', (_, raw, filter, own) => {
    expect(() => decode(raw, filter, own)).toThrow('pdf.broken');
  });

  it.each([
    ['deflated once', (bomb: Buffer) => deflateSync(bomb), [name('FlateDecode')]],
    [
      'deflated twice',
      (bomb: Buffer) => deflateSync(deflateSync(bomb)),
      [name('FlateDecode'), name('FlateDecode')],
    ],
    ['by LZW', (bomb: Buffer) => lzwEncoded(bomb.subarray(0, 400_000), 1), [name('LZWDecode')]],
    ['by runs', () => Buffer.alloc(200_000, 129), [name('RunLengthDecode')]],
  ])('stops unpacking a bomb packed %s', (_, pack, filter) => {
    const budget = Budget.forFile(0, { held: 1 << 17 });
    const packed = pack(Buffer.alloc(4 << 20));
    expect(() => decode(packed, filter, undefined, budget)).toThrow('pdf.too-complex');
  });
});

function lzwEncoded(data: Buffer, early: 0 | 1): Buffer {
  let bits = '';
  const out: number[] = [];
  const write = (code: number, width: number): void => {
    bits += code.toString(2).padStart(width, '0');
    while (bits.length >= 8) {
      out.push(Number.parseInt(bits.slice(0, 8), 2));
      bits = bits.slice(8);
    }
  };
  let codes = new Map<string, number>();
  let next = 258;
  const width = (): number => Math.min(12, Math.max(9, (next - 1 + early).toString(2).length));
  write(256, 9);
  let word = '';
  for (const byte of data) {
    const longer = `${word}${String.fromCharCode(byte)}`;
    if (longer.length === 1 || codes.has(longer)) {
      word = longer;
      continue;
    }
    write(codes.get(word) ?? word.charCodeAt(0), width());
    codes.set(longer, next);
    next += 1;
    if (next === 4_094) {
      write(256, 12);
      codes = new Map();
      next = 258;
    }
    word = String.fromCharCode(byte);
  }
  write(codes.get(word) ?? word.charCodeAt(0), width());
  next += 1;
  write(257, width());
  return Buffer.from([...out, Number.parseInt(bits.padEnd(8, '0').slice(0, 8), 2)]);
}
