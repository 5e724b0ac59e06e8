import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import type * as Fontkit from 'fontkit';
import { FieldRefusedError } from '../errors.js';
import { name, PdfDict, PdfStream, PdfString, type PdfObject, type PdfRef } from './objects.js';
import type { RevisionWriter } from './revision-writer.js';

export type FontStyle = 'regular' | 'bold' | 'italic' | 'boldItalic';

const FILES: Readonly<Record<FontStyle, string>> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
};

/** Names under which the form's resources hold the fonts. */
export const FONT_RESOURCE: Readonly<Record<FontStyle, string>> = {
  regular: 'TinosR',
  bold: 'TinosB',
  italic: 'TinosI',
  boldItalic: 'TinosBI',
};

export function fontStyle(wish: { readonly bold?: boolean; readonly italic?: boolean }): FontStyle {
  if (wish.bold === true) return wish.italic === true ? 'boldItalic' : 'bold';
  return wish.italic === true ? 'italic' : 'regular';
}

const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const VOWELS = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];

/** Printable ASCII, the 134 Vietnamese letters and the punctuation that office texts use. */
const CHARACTERS: readonly string[] = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
  ...VOWELS.flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize('NFC')))
    .concat('đ')
    .flatMap((letter) => [letter, letter.toUpperCase()]),
  ...Array.from('\u00a0–—…‘’“”«»·•×÷±°§²³½'),
];

/** A subset of one Tinos font for the fixed office charset: made once per process, then only strings. */
export class OfficeFont {
  private readonly glyphs = new Map<string, { readonly code: number; readonly width: number }>();
  private readonly file: Buffer;
  /** The font file as it is written: packed once per process. */
  readonly packedFile: Buffer;
  private readonly metrics: PdfDict;
  readonly ascent: number;
  readonly descent: number;
  private readonly baseName: string;

  private constructor(style: FontStyle) {
    const require = createRequire(import.meta.url);
    const path = require.resolve(`@expo-google-fonts/tinos/${FILES[style]}`);
    // Only who draws text pays the third of a second that reading fontkit takes.
    const { create } = require('fontkit') as typeof Fontkit;
    const font = create(readFileSync(path));
    const scale = 1000 / font.unitsPerEm;
    const subset = font.createSubset();
    for (const character of new Set(CHARACTERS)) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (!font.hasGlyphForCodePoint(codePoint)) continue;
      const glyph = font.glyphForCodePoint(codePoint);
      this.glyphs.set(character, {
        code: subset.includeGlyph(glyph),
        width: Math.round(glyph.advanceWidth * scale),
      });
    }
    this.file = Buffer.from(subset.encode());
    this.packedFile = deflateSync(this.file);
    this.ascent = font.ascent * scale;
    this.descent = font.descent * scale;
    const tag = createHash('sha256').update(this.file).digest().subarray(0, 6);
    const letters = [...tag].map((byte) => String.fromCharCode(65 + (byte % 26))).join('');
    this.baseName = `${letters}+${font.postscriptName}`;
    const { minX, minY, maxX, maxY } = font.bbox;
    this.metrics = PdfDict.of({
      Type: name('FontDescriptor'),
      FontName: name(this.baseName),
      Flags: style === 'italic' || style === 'boldItalic' ? 70 : 6,
      FontBBox: [minX, minY, maxX, maxY].map((value) => Math.round(value * scale)),
      ItalicAngle: Math.round(font.italicAngle),
      Ascent: Math.round(this.ascent),
      Descent: Math.round(this.descent),
      CapHeight: Math.round(font.capHeight * scale),
      StemV: style === 'bold' || style === 'boldItalic' ? 140 : 80,
    });
  }

  private static readonly made = new Map<FontStyle, OfficeFont>();

  static of(style: FontStyle): OfficeFont {
    const known = OfficeFont.made.get(style) ?? new OfficeFont(style);
    OfficeFont.made.set(style, known);
    return known;
  }

  /** Whether a font in a document is this very subset: the tag is a hash of its bytes. */
  isSameAs(font: PdfDict): boolean {
    return font.name('BaseFont') === this.baseName;
  }

  /** @throws FieldRefusedError `field.character-unsupported`, naming the first that is missing */
  refuseUnknown(text: string): void {
    for (const character of text) {
      if (!this.glyphs.has(character)) {
        throw new FieldRefusedError('field.character-unsupported', { character });
      }
    }
  }

  /** Width in thousandths of the font size. */
  width(text: string): number {
    let width = 0;
    for (const character of text) width += this.glyphs.get(character)?.width ?? 0;
    return width;
  }

  /** The text as the hexadecimal string of an Identity-H font. */
  encode(text: string): string {
    let out = '';
    for (const character of text) out += hex4(this.glyphs.get(character)?.code ?? 0);
    return `<${out}>`;
  }

  /** Writes the composite font (ISO 32000-2, 9.7) and returns its reference. */
  embed(writer: RevisionWriter): PdfRef {
    const file = writer.add(
      new PdfStream(
        PdfDict.of({ Filter: name('FlateDecode'), Length1: this.file.length }),
        this.packedFile,
      ),
    );
    const descriptor = writer.add(this.metrics.with({ FontFile2: file }));
    const descendant = writer.add(
      PdfDict.of({
        Type: name('Font'),
        Subtype: name('CIDFontType2'),
        BaseFont: name(this.baseName),
        CIDSystemInfo: PdfDict.of({
          Registry: PdfString.text('Adobe'),
          Ordering: PdfString.text('Identity'),
          Supplement: 0,
        }),
        FontDescriptor: descriptor,
        CIDToGIDMap: name('Identity'),
        DW: 1000,
        W: this.widths(),
      }),
    );
    const unicode = writer.add(
      new PdfStream(PdfDict.of({ Filter: name('FlateDecode') }), deflateSync(this.toUnicode())),
    );
    return writer.add(
      PdfDict.of({
        Type: name('Font'),
        Subtype: name('Type0'),
        BaseFont: name(this.baseName),
        Encoding: name('Identity-H'),
        DescendantFonts: [descendant],
        ToUnicode: unicode,
      }),
    );
  }

  private widths(): PdfObject {
    // Several characters may share a glyph (space and no-break space), so widths go by code.
    const byCode: number[] = [];
    for (const { code, width } of this.glyphs.values()) byCode[code] = width;
    return [1, Array.from(byCode.slice(1), (width) => width)];
  }

  private toUnicode(): Buffer {
    const lines = [...this.glyphs].map(([character, { code }]) => {
      const target = [...Buffer.from(character, 'utf16le').swap16()]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');
      return `<${hex4(code)}> <${target}>`;
    });
    const blocks: string[] = [];
    for (let at = 0; at < lines.length; at += 100) {
      const part = lines.slice(at, at + 100);
      blocks.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`);
    }
    return Buffer.from(
      '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
        '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n' +
        '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
        '1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n' +
        `${blocks.join('\n')}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n`,
      'latin1',
    );
  }
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0').toUpperCase();
}
