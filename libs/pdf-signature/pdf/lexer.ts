import { broken, PdfRefusedError } from '../errors.js';
import { PdfDict, PdfName, PdfRef, PdfString, type PdfObject } from './objects.js';

const MAX_DEPTH = 100;

const WHITE = 1;
const DELIMITER = 2;
const CLASS = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) CLASS[byte] = WHITE;
for (const byte of Buffer.from('()<>[]{}/%')) CLASS[byte] = DELIMITER;

const HEX = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 16; digit += 1) {
  HEX[digit.toString(16).charCodeAt(0)] = digit;
  HEX[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

const ESCAPES: Readonly<Record<number, number>> = {
  0x6e: 10,
  0x72: 13,
  0x74: 9,
  0x62: 8,
  0x66: 12,
};

export function isWhite(byte: number | undefined): boolean {
  return byte !== undefined && CLASS[byte] === WHITE;
}

function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && CLASS[byte] === 0;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** A strict reader of PDF syntax (ISO 32000-2, 7.2 and 7.3) over a part of a file. */
export class Lexer {
  private depth = 0;

  constructor(
    readonly bytes: Buffer,
    public position: number,
  ) {}

  skipSpace(): void {
    const { bytes } = this;
    for (;;) {
      const byte = bytes[this.position];
      if (isWhite(byte)) {
        this.position += 1;
      } else if (byte === 0x25) {
        while (this.position < bytes.length && !this.atLineEnd()) this.position += 1;
      } else {
        return;
      }
    }
  }

  private atLineEnd(): boolean {
    const byte = this.bytes[this.position];
    return byte === 10 || byte === 13;
  }

  /** Takes a keyword when it stands here as a whole token. */
  takeKeyword(word: string): boolean {
    const { bytes, position } = this;
    for (let index = 0; index < word.length; index += 1) {
      if (bytes[position + index] !== word.charCodeAt(index)) return false;
    }
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

  readObject(): PdfObject {
    this.skipSpace();
    const byte = this.bytes[this.position];
    switch (byte ?? 0) {
      case 0x2f:
        return this.readName();
      case 0x28:
        return this.readLiteral();
      case 0x5b:
        return this.nested(() => this.readArray());
      case 0x3c:
        return this.bytes[this.position + 1] === 0x3c
          ? this.nested(() => this.readDict())
          : this.readHex();
      default:
        return this.readNumberOrWord(byte);
    }
  }

  private nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new PdfRefusedError('pdf.too-complex', { limit: MAX_DEPTH });
    const value = read();
    this.depth -= 1;
    return value;
  }

  private readNumberOrWord(byte: number | undefined): PdfObject {
    if (isDigit(byte)) return this.readReference() ?? this.readNumber();
    if (byte === 0x2b || byte === 0x2d || byte === 0x2e) return this.readNumber();
    if (this.takeKeyword('null')) return null;
    if (this.takeKeyword('true')) return true;
    if (this.takeKeyword('false')) return false;
    throw broken('object expected', this.position);
  }

  private readReference(): PdfRef | undefined {
    const start = this.position;
    const num = this.takeInteger();
    if (num !== undefined && isWhite(this.bytes[this.position])) {
      this.skipSpace();
      const gen = this.takeInteger();
      if (gen !== undefined) {
        this.skipSpace();
        if (this.takeKeyword('R')) return new PdfRef(num, gen);
      }
    }
    this.position = start;
    return undefined;
  }

  private readNumber(): number {
    const start = this.position;
    while (isRegular(this.bytes[this.position])) this.position += 1;
    const token = this.bytes.toString('latin1', start, this.position);
    if (token.length > 40 || !/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(token)) {
      throw broken('malformed number', start);
    }
    return Number(token);
  }

  private readName(): PdfName {
    const start = this.position + 1;
    let end = start;
    let escaped = false;
    while (isRegular(this.bytes[end])) {
      if (this.bytes[end] === 0x23) escaped = true;
      end += 1;
    }
    this.position = end;
    const text = this.bytes.toString('latin1', start, end);
    if (!escaped) return new PdfName(text);
    return new PdfName(
      text.replace(/#([0-9A-Fa-f]{2})/g, (_: string, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    );
  }

  private readArray(): PdfObject[] {
    this.position += 1;
    const items: PdfObject[] = [];
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.position] === 0x5d) {
        this.position += 1;
        return items;
      }
      items.push(this.readObject());
    }
  }

  private readDict(): PdfDict {
    this.position += 2;
    const dict = new PdfDict();
    for (;;) {
      this.skipSpace();
      const byte = this.bytes[this.position];
      if (byte === 0x3e && this.bytes[this.position + 1] === 0x3e) {
        this.position += 2;
        return dict;
      }
      if (byte !== 0x2f) throw broken('key expected', this.position);
      const key = this.readName().value;
      const value = this.readObject();
      if (dict.entries.has(key)) dict.hasDuplicateKey = true;
      dict.entries.set(key, value);
    }
  }

  private readHex(): PdfString {
    const start = this.position;
    const end = this.bytes.indexOf(0x3e, start);
    if (end < 0) throw broken('unterminated hexadecimal string', start);
    this.position = end + 1;
    const token = { start, end: end + 1, hex: true };
    const fast = Buffer.from(this.bytes.toString('latin1', start + 1, end), 'hex');
    if (fast.length * 2 === end - start - 1) return new PdfString(fast, token);
    return new PdfString(this.readLooseHex(start + 1, end), token);
  }

  private readLooseHex(start: number, end: number): Buffer {
    let digits = '';
    for (let index = start; index < end; index += 1) {
      const byte = this.bytes[index] ?? 0;
      if (isWhite(byte)) continue;
      if ((HEX[byte] ?? -1) < 0) throw broken('malformed hexadecimal string', index);
      digits += String.fromCharCode(byte);
    }
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
  }

  private readLiteral(): PdfString {
    const start = this.position;
    const out: number[] = [];
    let open = 1;
    this.position += 1;
    while (this.position < this.bytes.length) {
      const byte = this.bytes[this.position] ?? 0;
      this.position += 1;
      if (byte === 0x5c) {
        this.readEscape(out);
        continue;
      }
      if (byte === 0x28) open += 1;
      if (byte === 0x29) open -= 1;
      if (open === 0) {
        return new PdfString(Buffer.from(out), { start, end: this.position, hex: false });
      }
      if (byte === 13) {
        if (this.bytes[this.position] === 10) this.position += 1;
        out.push(10);
      } else {
        out.push(byte);
      }
    }
    throw broken('unterminated string', start);
  }

  private readEscape(out: number[]): void {
    const byte = this.bytes[this.position] ?? 0;
    this.position += 1;
    if (byte >= 0x30 && byte <= 0x37) {
      out.push(this.readOctal(byte));
    } else if (byte === 13) {
      if (this.bytes[this.position] === 10) this.position += 1;
    } else if (byte !== 10) {
      out.push(ESCAPES[byte] ?? byte);
    }
  }

  private readOctal(first: number): number {
    let value = first - 0x30;
    for (let count = 0; count < 2; count += 1) {
      const byte = this.bytes[this.position] ?? 0;
      if (byte < 0x30 || byte > 0x37) break;
      value = value * 8 + byte - 0x30;
      this.position += 1;
    }
    return value & 0xff;
  }
}
