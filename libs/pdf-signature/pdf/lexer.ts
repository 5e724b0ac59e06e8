import { broken, PdfRefusedError } from '../errors.js';
import type { Budget } from './budget.js';
import { looseHex, unescape } from './literal-string.js';
import { noteFractions, PdfDict, PdfName, PdfRef, PdfString, type PdfObject } from './objects.js';

const MAX_DEPTH = 100;
/** Steps that a token costs beside one for each of its bytes. */
const TOKEN_STEPS = 10;
/** Bytes of memory that a value takes, about. */
const SIZE = {
  number: 12,
  name: 40,
  reference: 40,
  string: 200,
  array: 48,
  dict: 240,
  entry: 40,
} as const;
const STREAM_SIZE = 200;
/** From here on node reads hexadecimal digits faster than it is called. */
const LONG_HEX = 100;
/** Space that is longer than this counts, because several objects may share it. */
const SHORT_SPACE = 64;

const WHITE = 1;
const DELIMITER = 2;
const CLASS = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) CLASS[byte] = WHITE;
for (const byte of Buffer.from('()<>[]{}/%')) CLASS[byte] = DELIMITER;

/** Names come again and again: those read last are kept by a hash of their bytes. */
const KNOWN_NAMES_MASK = 1023;
const LONGEST_KNOWN_NAME = 32;
const knownNames: (PdfName | undefined)[] = new Array<PdfName | undefined>(
  KNOWN_NAMES_MASK + 1,
).fill(undefined);

export function isWhite(byte: number | undefined): boolean {
  return byte !== undefined && CLASS[byte] === WHITE;
}

function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && CLASS[byte] === 0;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

export function standsAt(bytes: Buffer, word: string, at: number): boolean {
  for (let index = 0; index < word.length; index += 1) {
    if (bytes[at + index] !== word.charCodeAt(index)) return false;
  }
  return true;
}

/** A strict reader of PDF syntax (ISO 32000-2, 7.2 and 7.3) over a part of a file. */
export class Lexer {
  /** Of all references read so far. */
  highestReference = 0;
  private depth = 0;
  /** Whether the number read last is whole and written as a fraction. */
  private isFraction = false;

  constructor(
    readonly bytes: Buffer,
    public position: number,
    private readonly budget?: Budget,
  ) {}

  private charge(from: number, held: number): void {
    this.budget?.charge(TOKEN_STEPS + this.position - from, held);
  }

  skipSpace(): void {
    const { bytes, position: start } = this;
    for (;;) {
      const byte = bytes[this.position];
      if (isWhite(byte)) {
        this.position += 1;
      } else if (byte === 0x25) {
        while (this.position < bytes.length && !this.atLineEnd()) this.position += 1;
      } else {
        break;
      }
    }
    const length = this.position - start;
    if (length > SHORT_SPACE) this.budget?.spend(length);
  }

  private atLineEnd(): boolean {
    const byte = this.bytes[this.position];
    return byte === 10 || byte === 13;
  }

  /** Takes a keyword when it stands here as a whole token. */
  takeKeyword(word: string): boolean {
    const { bytes, position } = this;
    if (!standsAt(bytes, word, position)) return false;
    if (isRegular(bytes[position + word.length])) return false;
    this.position += word.length;
    return true;
  }

  expectKeyword(word: string): void {
    this.skipSpace();
    if (!this.takeKeyword(word)) throw broken(`${word} expected`, this.position);
  }

  /** An unsigned integer token, or undefined (and nothing taken) when something else stands here. */
  takeInteger(): number | undefined {
    const start = this.position;
    let value = 0;
    while (isDigit(this.bytes[this.position])) {
      value = value * 10 + (this.bytes[this.position] ?? 0) - 0x30;
      this.position += 1;
    }
    const length = this.position - start;
    if (length === 0 || length > 15 || isRegular(this.bytes[this.position])) {
      this.position = start;
      return undefined;
    }
    return value;
  }

  expectInteger(): number {
    this.skipSpace();
    const value = this.takeInteger();
    if (value === undefined) throw broken('integer expected', this.position);
    return value;
  }

  /** Data of a stream; it is compared or hashed later on, so its length counts a little. */
  takeBytes(length: number): Buffer {
    const start = this.position;
    this.position += length;
    this.budget?.charge(TOKEN_STEPS + (length >> 8), STREAM_SIZE);
    return this.bytes.subarray(start, this.position);
  }

  readObject(): PdfObject {
    this.skipSpace();
    const byte = this.bytes[this.position];
    switch (byte ?? 0) {
      case 0x2f:
        return this.readName();
      case 0x28:
        return this.readLiteral();
      case 0x5b:
        return this.readArray();
      case 0x3c:
        return this.bytes[this.position + 1] === 0x3c ? this.readDict() : this.readHex();
      default:
        return this.readNumberOrWord(byte);
    }
  }

  private descend(): void {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new PdfRefusedError('pdf.too-complex', { limit: MAX_DEPTH });
  }

  private readNumberOrWord(byte: number | undefined): PdfObject {
    if (isDigit(byte)) return this.readReferenceOrInteger() ?? this.readNumber();
    if (byte === 0x2b || byte === 0x2d || byte === 0x2e) return this.readNumber();
    if (this.takeKeyword('null')) return null;
    if (this.takeKeyword('true')) return true;
    if (this.takeKeyword('false')) return false;
    throw broken('object expected', this.position);
  }

  private readReferenceOrInteger(): PdfRef | number | undefined {
    const start = this.position;
    const num = this.takeInteger();
    if (num === undefined) return undefined;
    const end = this.position;
    if (isWhite(this.bytes[end])) {
      this.skipSpace();
      const gen = this.takeInteger();
      if (gen !== undefined) {
        this.skipSpace();
        if (this.takeKeyword('R')) {
          this.charge(start, SIZE.reference);
          this.highestReference = Math.max(this.highestReference, num);
          return new PdfRef(num, gen);
        }
      }
    }
    this.position = end;
    this.charge(start, SIZE.number);
    return num;
  }

  private readNumber(): number {
    const start = this.position;
    while (isRegular(this.bytes[this.position])) this.position += 1;
    const token = this.bytes.toString('latin1', start, this.position);
    if (token.length > 40 || !/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(token)) {
      throw broken('malformed number', start);
    }
    this.charge(start, SIZE.number);
    const value = Number(token);
    this.isFraction = Number.isInteger(value) && token.includes('.');
    return value;
  }

  private takeFraction(): boolean {
    const { isFraction } = this;
    this.isFraction = false;
    return isFraction;
  }

  private readName(): PdfName {
    const start = this.position + 1;
    let end = start;
    let escaped = false;
    let slot = 0;
    for (let byte = this.bytes[end]; isRegular(byte); byte = this.bytes[end]) {
      if (byte === 0x23) escaped = true;
      slot = (slot * 31 + (byte ?? 0)) & KNOWN_NAMES_MASK;
      end += 1;
    }
    this.position = end;
    this.charge(start, SIZE.name + end - start);
    if (escaped || end - start > LONGEST_KNOWN_NAME) return this.newName(start, end, escaped);
    const known = knownNames[slot];
    if (known !== undefined && this.standsAt(known.value, start, end)) return known;
    const name = this.newName(start, end, escaped);
    knownNames[slot] = name;
    return name;
  }

  private standsAt(text: string, start: number, end: number): boolean {
    if (text.length !== end - start) return false;
    for (let at = start; at < end; at += 1) {
      if (this.bytes[at] !== text.charCodeAt(at - start)) return false;
    }
    return true;
  }

  private newName(start: number, end: number, escaped: boolean): PdfName {
    const text = this.bytes.toString('latin1', start, end);
    if (!escaped) return new PdfName(text);
    const isPlain = !/#(?:00|(?![0-9A-Fa-f]{2}))/.test(text);
    const value = text.replace(/#([0-9A-Fa-f]{2})/g, (_: string, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    return new PdfName(value, isPlain);
  }

  private readArray(): PdfObject[] {
    this.descend();
    this.charge(this.position, SIZE.array);
    this.position += 1;
    const items: PdfObject[] = [];
    let hasFractions = false;
    this.isFraction = false;
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.position] === 0x5d) {
        this.position += 1;
        this.depth -= 1;
        if (hasFractions) noteFractions(items);
        return items;
      }
      items.push(this.readObject());
      if (this.takeFraction()) hasFractions = true;
    }
  }

  private readDict(): PdfDict {
    this.descend();
    this.charge(this.position, SIZE.dict);
    this.position += 2;
    const dict = new PdfDict();
    this.isFraction = false;
    for (;;) {
      this.skipSpace();
      const byte = this.bytes[this.position];
      if (byte === 0x3e && this.bytes[this.position + 1] === 0x3e) {
        this.position += 2;
        this.depth -= 1;
        return dict;
      }
      if (byte !== 0x2f) throw broken('key expected', this.position);
      const { value: key, isPlain } = this.readName();
      const value = this.readObject();
      this.budget?.hold(SIZE.entry);
      const { size } = dict.entries;
      dict.entries.set(key, value);
      if (dict.entries.size === size || !isPlain) dict.hasDuplicateKey = true;
      if (this.takeFraction()) (dict.fractions ??= new Set()).add(key);
    }
  }

  private readHex(): PdfString {
    const start = this.position;
    const end = this.bytes.indexOf(0x3e, start);
    if (end < 0) throw broken('unterminated hexadecimal string', start);
    this.position = end + 1;
    this.charge(start, SIZE.string + end - start);
    const token = { start, end: end + 1, hex: true };
    if (end - start > LONG_HEX) {
      const fast = Buffer.from(this.bytes.toString('latin1', start + 1, end), 'hex');
      if (fast.length * 2 === end - start - 1) return new PdfString(fast, token);
    }
    return new PdfString(looseHex(this.bytes, start + 1, end), token);
  }

  private readLiteral(): PdfString {
    const start = this.position;
    const isPlain = this.skipLiteral();
    const end = this.position;
    this.charge(start, SIZE.string + (isPlain ? 0 : end - start));
    const inner = this.bytes.subarray(start + 1, end - 1);
    return new PdfString(isPlain ? inner : unescape(inner), { start, end, hex: false });
  }

  /** Finds the closing bracket; returns whether the text stands for itself. */
  private skipLiteral(): boolean {
    const { bytes, position: start } = this;
    let open = 0;
    let isPlain = true;
    for (let at = start; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === 0x5c) {
        isPlain = false;
        at += 1;
      } else if (byte === 0x28) {
        open += 1;
      } else if (byte === 0x29) {
        open -= 1;
        if (open === 0) {
          this.position = at + 1;
          return isPlain;
        }
      } else if (byte === 13) {
        isPlain = false;
      }
    }
    this.budget?.spend(bytes.length - start);
    throw broken('unterminated string', start);
  }
}
