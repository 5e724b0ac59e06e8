import { broken } from '../errors.js';

const ESCAPES: Readonly<Record<number, number>> = {
  0x6e: 10,
  0x72: 13,
  0x74: 9,
  0x62: 8,
  0x66: 12,
};

/** Undoes escapes and ends of lines of a literal string (ISO 32000-2, 7.3.4.2). */
export function unescape(source: Buffer): Buffer {
  const out = Buffer.alloc(source.length);
  let length = 0;
  for (let at = 0; at < source.length;) {
    const byte = source[at] ?? 0;
    const isPair = byte === 13 && source[at + 1] === 10;
    const [value, taken] =
      byte === 0x5c ? readEscape(source, at + 1) : [byte === 13 ? 10 : byte, isPair ? 2 : 1];
    at += taken;
    if (value === undefined) continue;
    out[length] = value;
    length += 1;
  }
  return out.subarray(0, length);
}

/** What stands behind a backslash: its value, if it has one, and how many bytes both take. */
function readEscape(source: Buffer, at: number): [value: number | undefined, taken: number] {
  const byte = source[at];
  if (byte === 10 || byte === undefined) return [undefined, 2];
  if (byte === 13) return [undefined, source[at + 1] === 10 ? 3 : 2];
  if (!isOctal(byte)) return [ESCAPES[byte] ?? byte, 2];
  const digits = octalDigits(source, at);
  const value = Number.parseInt(source.toString('latin1', at, at + digits), 8) & 0xff;
  return [value, 1 + digits];
}

function octalDigits(source: Buffer, at: number): number {
  let digits = 1;
  while (digits < 3 && isOctal(source[at + digits])) digits += 1;
  return digits;
}

function isOctal(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x37;
}

const HEX = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 16; digit += 1) {
  HEX[digit.toString(16).charCodeAt(0)] = digit;
  HEX[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}
const BLANK = -2;
for (const byte of [0, 9, 10, 12, 13, 32]) HEX[byte] = BLANK;

/** A hexadecimal string with blanks in it or an odd digit (7.3.4.3). */
export function looseHex(bytes: Buffer, start: number, end: number): Buffer {
  const out = Buffer.alloc((end - start + 1) >> 1);
  let digits = 0;
  for (let index = start; index < end; index += 1) {
    const digit = HEX[bytes[index] ?? 0] ?? -1;
    if (digit === BLANK) continue;
    if (digit < 0) throw broken('malformed hexadecimal string', index);
    out[digits >> 1] = (out[digits >> 1] ?? 0) | (digit << (digits % 2 === 0 ? 4 : 0));
    digits += 1;
  }
  return out.subarray(0, (digits + 1) >> 1);
}
