import { types } from 'node:util';
import type { PdfDocument } from '../../../pdf/document.js';
import { PdfDict, PdfName, PdfStream } from '../../../pdf/objects.js';
import { decodeStream } from '../../streams.js';
import { drawingFont } from '../font-kinds.js';
import { glyphName } from '../glyph-names.js';
import { boxAround } from '../matrix.js';
import { likenessOf, type Likeness } from './likeness.js';
import { CffFile } from './cff.js';
import { TypeOneFile } from './type-one.js';
import type { Outline } from './outline.js';
import { TrueTypeFile } from './true-type.js';

/** What is left out when words are compared, and what is written small. */
const BLANK = /^[\s\u00ad\u200b]*$/;
const SMALL = /^[.,_-]$/;
const PLAIN = /^[A-Za-z0-9]$/;
/** More than one at once, as a ligature has them; digits have none. */
const SEVERAL_DIGITS = /\d.|.\d/;
/** Em. */
const HIGHEST_SMALL = 0.35;
/** A glyph on its raster, beside all letters. */
const GLYPH_STEPS = 120_000;
const MAX_FILE = 16 * 1024 * 1024;

/** What a font file draws, and what readers look for in it. */
type GlyphSource = {
  readonly unitsPerEm: number;
  /** @throws RangeError for what cannot be read. */
  readonly outline: (glyph: number) => Outline;
  /** Glyphs of a code: readers differ in how they find them, and whichever it is must show the letter. */
  readonly glyphsOf: (code: number) => readonly number[];
};

/**
 * Whether letters of an embedded font look like what its maps say they are: maps and names are for
 * programs (ISO 32000-2, 9.10), and people see outlines.
 */
export class EmbeddedFont {
  private readonly known = new Map<number, Likeness>();
  private source: GlyphSource | undefined;

  /** undefined for a font that brings no file that could be looked at. */
  static of(
    document: PdfDocument,
    font: PdfDict,
    encoded: ReadonlyMap<number, string> | null,
  ): EmbeddedFont | undefined {
    const own = drawingFont(document, font);
    const descriptor = document.dict(own?.get('FontDescriptor'));
    const [file] = ['FontFile', 'FontFile2', 'FontFile3']
      .map((key) => document.resolve(descriptor?.get(key)))
      .filter((one) => one !== null);
    if (own === undefined || !(file instanceof PdfStream)) return undefined;
    const codes = { document, font, own, encoded };
    return new EmbeddedFont(document, () => {
      const data = decodeStream(document, file);
      if (data === null || data.length > MAX_FILE) throw new RangeError('font file');
      return sourceOf(data, codes);
    });
  }

  private constructor(
    private readonly document: PdfDocument,
    private readonly open: () => GlyphSource,
  ) {}

  /** Whether people may read something else than these letters. */
  misleads(letters: Iterable<readonly [code: number, letter: string]>): boolean {
    const doubtful = new Set<string>();
    for (const [code, letter] of letters) {
      const likeness = this.known.get(code) ?? this.look(code, letter.normalize('NFKC'));
      this.known.set(code, likeness);
      if (likeness === 'other') return true;
      if (likeness === 'doubtful') doubtful.add(letter);
    }
    return doubtful.size > 1;
  }

  private look(code: number, letter: string): Likeness {
    if (SEVERAL_DIGITS.test(letter)) return 'other';
    if (![PLAIN, SMALL, BLANK].some((kind) => kind.test(letter))) return 'same';
    this.document.budget.spend(GLYPH_STEPS);
    try {
      this.source ??= this.open();
      const { glyphsOf, outline: draw, unitsPerEm } = this.source;
      const seen = glyphsOf(code).map((glyph) => {
        const outline = draw(glyph);
        if (PLAIN.test(letter)) return likenessOf(letter, outline);
        const [, bottom, , top] = boxAround(outline.flat());
        const height = (top - bottom) / unitsPerEm;
        return height > (BLANK.test(letter) ? 0 : HIGHEST_SMALL) ? 'other' : 'same';
      });
      if (seen.includes('other')) return 'other';
      if (seen.length === 0) return PLAIN.test(letter) ? 'other' : 'same';
      return seen.includes('doubtful') ? 'doubtful' : 'same';
    } catch (error) {
      if (!isOutOfRange(error)) throw error;
      return 'other';
    }
  }
}

/** By its name: those of Buffer come from another realm than ours where modules run in one of their own. */
function isOutOfRange(error: unknown): boolean {
  return types.isNativeError(error) && error.name === 'RangeError';
}

type Codes = {
  readonly document: PdfDocument;
  readonly font: PdfDict;
  /** The font itself, or what draws the letters of a composite one. */
  readonly own: PdfDict;
  readonly encoded: ReadonlyMap<number, string> | null;
};

function sourceOf(data: Buffer, codes: Codes): GlyphSource {
  if (data.toString('latin1', 0, 4) === 'OTTO')
    return cffSource(new CffFile(tableOf(data, 'CFF ')), codes);
  // `%!`, or the head of a part.
  if (data[0] === 0x25 || data[0] === 0x80) return typeOneSource(new TypeOneFile(data), codes);
  // The version of CFF; TrueType begins with a zero.
  return data[0] === 1
    ? cffSource(new CffFile(data), codes)
    : trueTypeSource(new TrueTypeFile(data), codes);
}

function trueTypeSource(file: TrueTypeFile, codes: Codes): GlyphSource {
  const { font, own, encoded } = codes;
  const glyphOfCid = mapOf(codes);
  const glyphsOf = (code: number): readonly number[] => {
    if (own !== font) return [glyphOfCid(code)];
    const point = encoded?.get(code)?.codePointAt(0) ?? code;
    // Readers differ in the map they take (9.6.5.4).
    const found = file.maps.flatMap(({ platform, encoding, glyphOf }) => {
      if (platform === 3 && encoding === 0) return [glyphOf(0xf000 + code), glyphOf(code)];
      return [glyphOf(platform === 1 ? code : point)];
    });
    return [...new Set(found.filter((glyph) => glyph !== 0))];
  };
  return { unitsPerEm: file.unitsPerEm, outline: (glyph) => file.outline(glyph), glyphsOf };
}

function cffSource(file: CffFile, codes: Codes): GlyphSource {
  const { document, font, own } = codes;
  const isOfCids = document.nameIn(own, 'Subtype') === 'CIDFontType0';
  const glyphOfCid = mapOf(codes);
  const glyphsOf = (code: number): readonly number[] => {
    if (own !== font) return [isOfCids ? file.glyphOfCid(code) : glyphOfCid(code)];
    // In a font of names, a keyed file says nothing that all readers understand.
    return file.isKeyed ? [] : namedGlyph(file, codes, code);
  };
  return { unitsPerEm: file.unitsPerEm, outline: (glyph) => file.outline(glyph), glyphsOf };
}

function typeOneSource(file: TypeOneFile, codes: Codes): GlyphSource {
  const { unitsPerEm } = file;
  const glyphsOf = (code: number): readonly number[] => namedGlyph(file, codes, code);
  return { unitsPerEm, outline: (glyph) => file.outline(glyph), glyphsOf };
}

type FileOfNames = Pick<TypeOneFile, 'glyphNamed' | 'glyphOfLetter' | 'glyphOfCode'>;

/** By its name, by its letter in a known encoding, or by the encoding of the file itself (9.6.5). */
function namedGlyph(file: FileOfNames, codes: Codes, code: number): readonly number[] {
  const { document, font, encoded } = codes;
  const name = glyphName(document, font, code);
  const encoding = document.resolve(font.get('Encoding'));
  const isKnown =
    encoding instanceof PdfName ||
    (encoding instanceof PdfDict && encoding.entries.has('BaseEncoding'));
  const own = isKnown ? file.glyphOfLetter(encoded?.get(code) ?? '') : file.glyphOfCode(code);
  const glyph = name === '' ? own : file.glyphNamed(name);
  return glyph < 0 ? [] : [glyph];
}

/** Glyphs of characters by their numbers (/CIDToGIDMap, Table 115). */
function mapOf({ document, own }: Codes): (cid: number) => number {
  const map = document.resolve(own.get('CIDToGIDMap'));
  if (!(map instanceof PdfStream)) return (cid) => cid;
  const data = decodeStream(document, map);
  return (cid) => data?.readUInt16BE(2 * cid) ?? 0;
}

function tableOf(data: Buffer, tag: string): Buffer {
  for (let at = 12; at < 12 + 16 * data.readUInt16BE(4); at += 16) {
    const start = data.readUInt32BE(at + 8);
    if (data.toString('latin1', at, at + 4) === tag)
      return data.subarray(start, start + data.readUInt32BE(at + 12));
  }
  throw new RangeError(tag);
}
