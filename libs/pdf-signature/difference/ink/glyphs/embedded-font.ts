import type { PdfDocument } from '../../../pdf/document.js';
import { PdfName, PdfStream, type PdfDict } from '../../../pdf/objects.js';
import { decodeStream } from '../../streams.js';
import { drawingFont } from '../font-kinds.js';
import { boxAround } from '../matrix.js';
import { likenessOf, type Likeness } from './likeness.js';
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

/**
 * Whether letters of an embedded font look like what its maps say they are: maps and names are for
 * programs (ISO 32000-2, 9.10), and people see outlines.
 */
export class EmbeddedFont {
  private readonly known = new Map<number, Likeness>();
  private file: TrueTypeFile | null | undefined;

  /** undefined for a font that brings no file that could be looked at. */
  static of(
    document: PdfDocument,
    font: PdfDict,
    encoded: ReadonlyMap<number, string> | null,
  ): EmbeddedFont | undefined {
    const own = drawingFont(document, font);
    const file = document.resolve(document.dict(own?.get('FontDescriptor'))?.get('FontFile2'));
    if (own === undefined || !(file instanceof PdfStream)) return undefined;
    if (own === font) return new EmbeddedFont(document, file, encoded);
    const encoding = document.resolve(font.get('Encoding'));
    const isPlain = encoding instanceof PdfName && /^Identity-[HV]$/.test(encoding.value);
    if (!isPlain) return undefined;
    const map = document.resolve(own.get('CIDToGIDMap'));
    const data = map instanceof PdfStream ? decodeStream(document, map) : null;
    return new EmbeddedFont(document, file, (code) =>
      map instanceof PdfStream ? (data?.readUInt16BE(2 * code) ?? 0) : code,
    );
  }

  private constructor(
    private readonly document: PdfDocument,
    private readonly stream: PdfStream,
    /** Codes to glyphs; or what codes are called, where the file itself maps them to glyphs. */
    private readonly codes: ((code: number) => number) | ReadonlyMap<number, string> | null,
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
      this.file ??= this.read();
      const file = this.file;
      const glyphs = this.glyphsOf(file, code);
      const seen = glyphs.map((glyph) => {
        const outline = file.outline(glyph);
        if (PLAIN.test(letter)) return likenessOf(letter, outline);
        const [, bottom, , top] = boxAround(outline.flat());
        const height = (top - bottom) / file.unitsPerEm;
        return height > (BLANK.test(letter) ? 0 : HIGHEST_SMALL) ? 'other' : 'same';
      });
      if (seen.includes('other')) return 'other';
      if (seen.length === 0) return PLAIN.test(letter) ? 'other' : 'same';
      return seen.includes('doubtful') ? 'doubtful' : 'same';
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return 'other';
    }
  }

  private read(): TrueTypeFile {
    const data = decodeStream(this.document, this.stream);
    if (data === null || data.length > MAX_FILE) throw new RangeError('font file');
    return new TrueTypeFile(data);
  }

  /** Readers differ in the map they take (9.6.5.4): whichever it is must show the letter. */
  private glyphsOf({ maps }: TrueTypeFile, code: number): readonly number[] {
    if (typeof this.codes === 'function') return [this.codes(code)];
    const point = this.codes?.get(code)?.codePointAt(0) ?? code;
    const found = maps.flatMap(({ platform, encoding, glyphOf }) => {
      if (platform === 3 && encoding === 0) return [glyphOf(0xf000 + code), glyphOf(code)];
      return [glyphOf(platform === 1 ? code : point)];
    });
    return [...new Set(found.filter((glyph) => glyph !== 0))];
  }
}
