import type { PdfDocument } from '../../pdf/document.js';
import { hasFractions, PdfDict, PdfName, PdfStream, type PdfObject } from '../../pdf/objects.js';
import { Recent } from '../../recent.js';
import { EmbeddedFont } from './glyphs/embedded-font.js';
import { isEmbedded, isLoadable, isOfLetters } from './font-kinds.js';
import { letterNamed } from './glyph-names.js';
import { decodeStream } from '../streams.js';
import { latinWidth, readWidths, type CodeWidth } from './text-widths.js';

/** How the codes of a font read as letters (ISO 32000-2, 9.10). */
export type TextFont = {
  readonly count: (bytes: Buffer) => number;
  /** How far the letters reach, in em. */
  readonly width: (bytes: Buffer) => number;
  readonly decode: (bytes: Buffer) => string | null;
  /** The font whose glyphs are content streams (Type 3, 9.6.4). */
  readonly drawn?: PdfDict;
  /** Whether its widths (9.2.4) set plain letters over each other, or far apart. */
  readonly isUneven: (bytes: Buffer) => boolean;
  /** Whether its glyphs look like other letters than those that its codes are read as. */
  readonly misleads: (bytes: Buffer) => boolean;
};

const MAX_MAPPED = 70_000;
/** The fonts of an office are few, and each of its files has them. */
const maps = new Recent<ReadonlyMap<number, string>>(4);

export function readFont(document: PdfDocument, value: PdfObject): TextFont | null {
  const dict = document.dict(value);
  if (dict === undefined) return null;
  const known = fonts.get(dict) ?? makeFont(document, dict);
  fonts.set(dict, known);
  return known;
}

const fonts = new WeakMap<PdfDict, TextFont>();
const FONT_STEPS = 1_000;
/** A map of all letters of a large font. */
const LARGEST_MAP = 2 * 1024 * 1024;

function makeFont(document: PdfDocument, font: PdfDict): TextFont {
  document.budget.spend(FONT_STEPS);
  const width = document.nameIn(font, 'Subtype') === 'Type0' ? 2 : 1;
  const mapped = document.resolve(font.get('ToUnicode'));
  const map = mapped instanceof PdfStream ? decodeStream(document, mapped) : null;
  const data = map !== null && map.length > LARGEST_MAP ? Buffer.alloc(0) : map;
  document.budget.spend(4 * (data?.length ?? 0));
  const encoded = width === 1 ? simpleLetters(document, font) : compositeLetters(document, font);
  const stated =
    data === null ? encoded : maps.getOrMake(data.toString('latin1'), () => readCMap(data));
  const isRead = isLoadable(document, font) && !isContradicted(document, font, stated, encoded);
  const letters = isRead ? stated : null;
  const embedded = EmbeddedFont.of(document, font, encoded);
  const own = textFont(letters, readWidths(document, font, width === 2), width, embedded);
  return document.nameIn(font, 'Subtype') === 'Type3' ? { ...own, drawn: font } : own;
}

/** The font a reader takes when a stream names one that is not there. */
export function plainFont(): TextFont {
  return textFont(latinLetters(), latinWidth, 1);
}

function textFont(
  letters: ReadonlyMap<number, string> | null,
  codeWidth: CodeWidth,
  size: number,
  embedded?: EmbeddedFont,
): TextFont {
  return {
    isUneven: (bytes) => {
      for (let at = 0; at < bytes.length; at += size) {
        const code = codeAt(bytes, at, size);
        const width = codeWidth(code);
        const isBound = width >= NARROWEST && width <= WIDEST;
        if (!isBound && isWord(letters?.get(code))) return true;
      }
      return false;
    },
    misleads: (bytes) => {
      if (embedded === undefined || letters === null || bytes.length > LONGEST_TEXT) return false;
      return embedded.misleads(lettersOf(letters, bytes, size));
    },
    count: (bytes) => Math.ceil(bytes.length / size),
    width: (bytes) => {
      let sum = 0;
      for (let at = 0; at < bytes.length; at += size) sum += codeWidth(codeAt(bytes, at, size));
      return sum;
    },
    decode: (bytes) =>
      letters === null || bytes.length > LONGEST_TEXT ? null : decodeWith(letters, bytes, size),
  };
}

function* lettersOf(
  letters: ReadonlyMap<number, string>,
  bytes: Buffer,
  size: number,
): Generator<readonly [number, string]> {
  for (let at = 0; at < bytes.length; at += size) {
    const code = codeAt(bytes, at, size);
    yield [code, letters.get(code) ?? ''];
  }
}

/** Em. */
const [NARROWEST, WIDEST] = [0.1, 3];

function isWord(letter: string | undefined): boolean {
  return /^[A-Za-z0-9]$/.test(letter ?? '');
}

/** Bytes of one string; no field and no line of a page has as many. */
const LONGEST_TEXT = 100_000;

function codeAt(bytes: Buffer, at: number, size: number): number {
  return bytes.readUIntBE(at, Math.min(size, bytes.length - at));
}

/**
 * A font shows what its encoding says, unless its own file says what codes are; a map that says
 * otherwise lies.
 */
function isContradicted(
  document: PdfDocument,
  font: PdfDict,
  stated: ReadonlyMap<number, string> | null,
  own: ReadonlyMap<number, string> | null,
): boolean {
  if (stated === null || document.nameIn(font, 'Subtype') === 'Type3') return false;
  const isOwn = isEmbedded(document, font);
  if (isOwn && !font.entries.has('Encoding')) return false;
  if (!isOwn && SYMBOLS.test(document.nameIn(font, 'BaseFont') ?? '')) return true;
  if (stated === own || own === null) return false;
  // The glyphs of other font files have names.
  const isGuessed = !isOwn || document.dict(font.get('FontDescriptor'))?.entries.has('FontFile2');
  return [...stated].some(([code, letter]) => {
    const shown = own.get(code);
    if (shown === NAMELESS) return isWord(letter) && isGuessed;
    const isOther = shown?.toLowerCase() !== letter.toLowerCase();
    return isWord(shown) && isOther && (isWord(letter) || !isOwn);
  });
}

/** Fonts that readers have or find on the machine, and whose codes are no letters (9.6.2.2). */
const SYMBOLS =
  /Dingbats|Symbol|Wingdings|Webdings|D050000L|Sorts|Marlett|Bookshelf|MT ?Extra|Barcode|Code ?(?:39|128)/i;

function decodeWith(
  letters: ReadonlyMap<number, string>,
  bytes: Buffer,
  width: number,
): string | null {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += width) {
    const letter = letters.get(codeAt(bytes, at, width));
    if (letter === undefined || letter === NAMELESS) return null;
    parts.push(letter);
  }
  return parts.join('');
}

const TOKEN = /<([\dA-Fa-f\s]*)>|\[|\]|[A-Za-z]+|[^<[\]A-Za-z]+|</g;

type Mode = 'none' | 'char' | 'range';
const MODES: ReadonlyMap<string, Mode> = new Map<string, Mode>([
  ['beginbfchar', 'char'],
  ['beginbfrange', 'range'],
  ['endbfchar', 'none'],
  ['endbfrange', 'none'],
]);

/** beginbfchar and beginbfrange of a ToUnicode map (9.10.3), read in one pass. */
function readCMap(data: Buffer): Map<number, string> {
  const letters = new CMapLetters();
  let mode: Mode = 'none';
  let operands: string[] = [];
  let list: string[] | null = null;
  for (const [token, hex] of data.toString('latin1').matchAll(TOKEN)) {
    mode = MODES.get(token) ?? mode;
    if (token === '[') list = [];
    else if (token === ']') {
      letters.putList(operands, list ?? []);
      operands = [];
      list = null;
    } else if (hex !== undefined && mode !== 'none') {
      (list ?? operands).push(hex.replace(/\s/g, ''));
    }
    if (mode === 'none' || operands.length === (mode === 'char' ? 2 : 3)) {
      letters.put(operands);
      operands = [];
    }
  }
  return letters;
}

/** More than all codes of a font; a hostile map names ranges over and over. */
const MAX_PUT = 200_000;

/** Hexadecimal digits; a ligature of letters with marks is shorter, a book in one code longer. */
const LONGEST_LETTER = 128;

class CMapLetters extends Map<number, string> {
  private count = 0;

  /** A code and its letters, or the first and last code of a range and the letters of the first. */
  put(operands: readonly string[]): void {
    const [low, second, third] = operands;
    if (low === undefined || second === undefined) return;
    const from = Number.parseInt(low, 16);
    const to = third === undefined ? from : Number.parseInt(second, 16);
    for (let code = from; code <= to && this.count < MAX_PUT; code += 1) {
      this.putOne(code, third ?? second, code - from);
    }
  }

  putList([low = '']: readonly string[], list: readonly string[]): void {
    const from = Number.parseInt(low, 16);
    list.forEach((hex, index) => {
      if (this.count < MAX_PUT) this.putOne(from + index, hex, 0);
    });
  }

  private putOne(code: number, hex: string, plus: number): void {
    this.count += 1;
    if (hex.length > LONGEST_LETTER) return;
    const units = Buffer.from(hex.padStart(Math.ceil(hex.length / 4) * 4, '0'), 'hex');
    const last = units.length - 2;
    if (last >= 0) units.writeUInt16BE((units.readUInt16BE(last) + plus) & 0xffff, last);
    if (this.size < MAX_MAPPED) this.set(code, units.swap16().toString('utf16le'));
  }
}

const WIN_ANSI_HIGH = '€\u0000‚ƒ„…†‡ˆ‰Š‹Œ\u0000Ž\u0000\u0000‘’“”•–—˜™š›œ\u0000žŸ';
/** A simple font: Latin letters, and what /Differences names in words of the standard lists. */
function simpleLetters(document: PdfDocument, font: PdfDict): Map<number, string> | null {
  const encoding = document.resolve(font.get('Encoding'));
  if (encoding === null && isSymbolic(document, font)) return null;
  const base = encoding instanceof PdfDict ? document.nameIn(encoding, 'BaseEncoding') : undefined;
  const named = encoding instanceof PdfName ? encoding.value : base;
  const letters = named === 'MacExpertEncoding' ? new Map<number, string>() : latinLetters();
  return encoding instanceof PdfDict ? withDifferences(document, encoding, letters) : letters;
}

function withDifferences(
  document: PdfDocument,
  encoding: PdfDict,
  letters: Map<number, string>,
): Map<number, string> | null {
  const differences = document.array(encoding.get('Differences')) ?? [];
  // Some readers count on from a code that is written as a fraction, others skip it.
  if (hasFractions(differences)) return null;
  let code = 0;
  for (const listed of differences) {
    const item = document.resolve(listed);
    if (typeof item === 'number') code = item;
    if (!(item instanceof PdfName)) continue;
    const letter = letterNamed(item.value);
    letters.set(code, letter ?? NAMELESS);
    code += 1;
  }
  return letters;
}

/** What a glyph of a name that is on no list is read as; readers guess by the name, or show nothing. */
const NAMELESS = '\ufffd';

/** Codes that are letters themselves, in a font that readers bring. */
function compositeLetters(document: PdfDocument, font: PdfDict): Map<number, string> | null {
  if (!isOfLetters(document, font)) return null;
  document.budget.spend(BASIC_PLANE);
  return new Map(
    Array.from({ length: BASIC_PLANE }, (_, code) => [code, String.fromCharCode(code)]),
  );
}

const BASIC_PLANE = 0x1_0000;

function latinLetters(): Map<number, string> {
  const letters = new Map<number, string>();
  for (let code = 32; code < 256; code += 1) {
    const high = code >= 0x80 && code <= 0x9f ? WIN_ANSI_HIGH[code - 0x80] : undefined;
    letters.set(code, high ?? String.fromCharCode(code));
  }
  for (const code of [9, 10, 13]) letters.set(code, ' ');
  return letters;
}

function isSymbolic(document: PdfDocument, font: PdfDict): boolean {
  const flags = document.resolve(document.dict(font.get('FontDescriptor'))?.get('Flags'));
  return typeof flags === 'number' && (flags & 4) !== 0;
}
