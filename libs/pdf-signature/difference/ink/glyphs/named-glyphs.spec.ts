import { describe, expect, it } from '@jest/globals';
import { openPdf } from '../../../pdf/document.js';
import { name, PdfDict, PdfStream, type PdfObject } from '../../../pdf/objects.js';
import { AttackBases } from '../../../testing/attacks/bases.js';
import { cffOf, drawingOf, typeOneOf } from '../../../testing/attacks/font-files.js';
import { CffFile } from './cff.js';
import { EmbeddedFont } from './embedded-font.js';
import { TypeOneFile } from './type-one.js';
import { TypeTwoGlyph } from './type-two.js';

const HONEST = { 4: '4', 9: '9', R: 'R' };
const LYING = { 4: '9', 9: '4', R: 'R' };
const LETTERS = new Map(['4', '9', 'R'].map((letter) => [letter.charCodeAt(0), letter] as const));

/** Whether the letters of a font are told from what they show. */
function misleads(
  key: string,
  file: Buffer,
  more: Readonly<Record<string, PdfObject>> = {},
): boolean {
  const FontDescriptor = PdfDict.of({ [key]: new PdfStream(new PdfDict(), file) });
  const font = PdfDict.of({ Subtype: name('Type1'), FontDescriptor, ...more });
  return EmbeddedFont.of(openPdf(AttackBases.plain), font, LETTERS)?.misleads(LETTERS) === true;
}

const WIN_ANSI = { Encoding: name('WinAnsiEncoding') };
/** Of a dictionary: 1 0 0 -1 0 0 FontMatrix. */
const TURNED = Buffer.from([140, 139, 139, 138, 139, 139, 12, 7]);

describe.each([
  ['CFF', 'FontFile3', cffOf],
  ['Type 1', 'FontFile', typeOneOf],
] as const)('a font file of %s', (_kind, key, fileOf) => {
  it.each([
    ['in a known encoding', WIN_ANSI],
    ['in an encoding of its own', {}],
  ])('shows its letters as they are drawn, %s', (_how, encoding) => {
    expect(misleads(key, fileOf(HONEST), encoding)).toBe(false);
    expect(misleads(key, fileOf(LYING), encoding)).toBe(true);
  });

  it('shows nothing that can be told when it lacks a letter or is none', () => {
    expect(misleads(key, fileOf({ 4: '4' }), WIN_ANSI)).toBe(true);
    expect(misleads(key, Buffer.from('%!PS'), WIN_ANSI)).toBe(true);
  });
});

describe('the glyphs of a font file', () => {
  it('are those that were written', () => {
    expect(new CffFile(cffOf(HONEST)).outline(2)).toEqual(drawingOf('9'));
    const typeOne = new TypeOneFile(typeOneOf(HONEST));
    expect(typeOne.outline(typeOne.glyphOfLetter('9'))).toEqual(drawingOf('9'));
  });

  it('are found by the numbers of their characters where the file is keyed', () => {
    const file = new CffFile(cffOf(HONEST, { isKeyed: true }));
    expect(file.outline(file.glyphOfCid(0x39 - 31))).toEqual(drawingOf('9'));
  });

  it('stand upright: a 6 that is turned is a 9', () => {
    expect(() => new CffFile(cffOf(HONEST, { more: TURNED }))).toThrow('turned');
    expect(() => new TypeOneFile(typeOneOf(HONEST, '0.001 0 0 -0.001 0 0'))).toThrow('turned');
  });

  it('cost little where a file was made to cost much', () => {
    // Read from each slash on, a run of them takes the square of its length: minutes.
    const run = typeOneOf(HONEST, undefined, '/'.repeat(1_000_000));
    expect(new TypeOneFile(run).glyphNamed('nine')).toBeGreaterThan(0);
    const long = cffOf(HONEST, { more: Buffer.alloc(10_000) });
    expect(() => new CffFile(long)).toThrow('long dictionary');
  });

  it('are refused when their parts call each other without end', () => {
    const calls = { count: 1, at: () => Buffer.from([32, 10, 32, 10]) };
    expect(() => new TypeTwoGlyph(calls, calls).draw(Buffer.from([32, 10]))).toThrow('too deep');
  });
});
