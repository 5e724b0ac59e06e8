import { PdfSignatureError } from '../errors.js';

/** One element of DER (X.690): its whole encoding and its contents, both views of the input. */
export type DerNode = {
  readonly tag: number;
  readonly bytes: Buffer;
  readonly content: Buffer;
};

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

export function malformed(detail: string): PdfSignatureError {
  return new PdfSignatureError('der.malformed', { detail });
}

let elements = 0;

/** How many elements were read so far: the difference of two answers is what reading cost between. */
export function elementsRead(): number {
  return elements;
}

/**
 * Reads the element at an offset. Indefinite and over-long lengths are BER, not DER, and refused.
 *
 * @throws PdfSignatureError `der.malformed`
 */
export function readNode(source: Buffer, offset = 0): DerNode {
  const tag = source[offset];
  let length = source[offset + 1];
  if (tag === undefined || length === undefined) throw malformed('truncated');
  if ((tag & 0x1f) === 0x1f) throw malformed('tag number');
  let start = offset + 2;
  if (length >= 0x80) {
    const count = length & 0x7f;
    if (count === 0 || count > 4 || start + count > source.length) throw malformed('length');
    length = source.readUIntBE(start, count);
    if (length < 0x80 || source[start] === 0) throw malformed('length');
    start += count;
  }
  const end = start + length;
  if (end > source.length) throw malformed('truncated');
  elements += 1;
  return { tag, bytes: source.subarray(offset, end), content: source.subarray(start, end) };
}

/** Reads an element that must fill the whole input. */
export function readWhole(source: Buffer): DerNode {
  const node = readNode(source);
  if (node.bytes.length !== source.length) throw malformed('trailing bytes');
  return node;
}

/** Elements of one list; each costs a hundred times its bytes to hold. */
const MAX_CHILDREN = 20_000;

export function children(node: DerNode): DerNode[] {
  const nodes: DerNode[] = [];
  for (let offset = 0; offset < node.content.length;) {
    if (nodes.length === MAX_CHILDREN) throw malformed('too many elements');
    const child = readNode(node.content, offset);
    nodes.push(child);
    offset += child.bytes.length;
  }
  return nodes;
}

export function expectTag(node: DerNode | undefined, tag: number): DerNode {
  if (node?.tag !== tag) throw malformed(`tag ${tag} expected`);
  return node;
}

export function sequenceOf(node: DerNode | undefined): DerNode[] {
  return children(expectTag(node, TAG.sequence));
}

/** Identifiers made of a UUID have an arc of 128 bits (X.667, 7). */
const MAX_ARC_BITS = 128;

/**
 * Dotted form of an object identifier. Each arc is written in one way only (X.690, 8.19.2): two
 * spellings would be two readings.
 */
export function readOid(node: DerNode | undefined): string {
  const { content } = expectTag(node, TAG.oid);
  const parts: (number | bigint)[] = [];
  let value: number | bigint = 0;
  let isOpen = false;
  for (const byte of content) {
    if (byte === 0x80 && !isOpen) throw malformed('object identifier');
    value = withSeptet(value, byte & 0x7f);
    isOpen = (byte & 0x80) !== 0;
    if (isOpen) continue;
    if (parts.length === 0) {
      const first = value < 80 ? Math.floor(Number(value) / 40) : 2;
      parts.push(first, typeof value === 'bigint' ? value - 80n : value - first * 40);
    } else {
      parts.push(value);
    }
    value = 0;
  }
  if (isOpen || parts.length === 0) throw malformed('object identifier');
  return parts.join('.');
}

function withSeptet(value: number | bigint, septet: number): number | bigint {
  if (typeof value === 'number' && value < 2 ** 46) return value * 128 + septet;
  const longer = BigInt(value) * 128n + BigInt(septet);
  if (longer >> BigInt(MAX_ARC_BITS) !== 0n) throw malformed('object identifier');
  return longer;
}

export function readTime(node: DerNode | undefined): Date {
  const text = node?.content.toString('latin1') ?? '';
  const isShort = node?.tag === TAG.utcTime;
  const century = isShort ? (Number(text.slice(0, 2)) >= 50 ? '19' : '20') : '';
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(century + text);
  if (match === null || !(isShort || node?.tag === TAG.generalizedTime)) throw malformed('time');
  const [, year, month, day, hour, minute, second] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // Days that a month does not have, and the hour 24, are other moments to other readers.
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) throw malformed('time');
  return date;
}

/** A point in time of GeneralizedTime with a fraction, as time-stamps may have (RFC 3161, 2.4.2). */
export function readFineTime(node: DerNode | undefined): Date {
  const text = expectTag(node, TAG.generalizedTime).content.toString('latin1');
  const fraction = /^(\d{14})\.(\d*[1-9])Z$/.exec(text);
  if (fraction === null) return readTime(node);
  const [, whole = '', digits = ''] = fraction;
  const content = Buffer.from(`${whole}Z`);
  const date = readTime({ tag: TAG.generalizedTime, bytes: content, content });
  return new Date(date.getTime() + Math.floor(Number(`0.${digits}`) * 1_000));
}

/** Text of the string types that names in certificates use. */
export function readText(node: DerNode): string {
  switch (node.tag) {
    case TAG.utf8String:
      return node.content.toString('utf8');
    case TAG.bmpString:
      return Buffer.from(node.content.subarray(0, node.content.length & ~1))
        .swap16()
        .toString('utf16le');
    default:
      return node.content.toString('latin1');
  }
}

export function encode(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  return encodeAll(tag, contents);
}

/** The same for many: arguments have their place on the stack. */
export function encodeAll(tag: number, contents: readonly Uint8Array[]): Buffer {
  let length = 0;
  for (const content of contents) length += content.length;
  const sizeBytes = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 4;
  const lengthBytes = sizeBytes === 4 && length < 0x1000000 ? 3 : sizeBytes;
  const out = Buffer.allocUnsafe(2 + lengthBytes + length);
  out[0] = tag;
  out[1] = lengthBytes === 0 ? length : 0x80 | lengthBytes;
  if (lengthBytes > 0) out.writeUIntBE(length, 2, lengthBytes);
  let at = 2 + lengthBytes;
  for (const content of contents) {
    out.set(content, at);
    at += content.length;
  }
  return out;
}

export const sequence = (...contents: readonly Uint8Array[]): Buffer =>
  encode(TAG.sequence, ...contents);
export const octetString = (content: Uint8Array): Buffer => encode(TAG.octetString, content);
export const nullValue = Buffer.from([TAG.null, 0]);

/** A SET OF in the order DER asks for (X.690, 11.6). */
export function setOf(...elements: readonly Buffer[]): Buffer {
  return encode(TAG.set, ...[...elements].sort((a, b) => Buffer.compare(a, b)));
}

/** [number] IMPLICIT or EXPLICIT around constructed contents. */
export function context(number: number, ...contents: readonly Uint8Array[]): Buffer {
  return encode(0xa0 | number, ...contents);
}

/** A non-negative INTEGER. */
export function integer(value: number): Buffer {
  const digits = value.toString(16);
  return unsignedInteger(Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex'));
}

/** A non-negative INTEGER from its bytes, most significant first (X.690, 8.3.2). */
export function unsignedInteger(magnitude: Uint8Array): Buffer {
  let start = 0;
  while (start < magnitude.length - 1 && magnitude[start] === 0) start += 1;
  const shortest = magnitude.subarray(start);
  const sign = (shortest[0] ?? 0x80) >= 0x80 ? [0] : [];
  return encode(TAG.integer, Buffer.from(sign), shortest);
}

/** A small non-negative INTEGER or ENUMERATED; what does not fit is given as the largest number. */
export function readSmallInteger(node: DerNode | undefined): number {
  const content = node?.content;
  if (content === undefined || content.length === 0) throw malformed('integer');
  if (((content[0] ?? 0) & 0x80) !== 0) throw malformed('integer');
  if (content.length > 6) return Number.MAX_SAFE_INTEGER;
  return content.readUIntBE(0, content.length);
}

/** The bytes of a BIT STRING that has no unused bits, as signatures and keys are. */
export function readBitString(node: DerNode | undefined): Buffer {
  const { content } = expectTag(node, TAG.bitString);
  if (content[0] !== 0) throw malformed('bit string');
  return content.subarray(1);
}

/** BOOLEAN; DER knows 0x00 and 0xff alone. */
export function readBoolean(node: DerNode | undefined): boolean {
  const { content } = expectTag(node, TAG.boolean);
  if (content.length !== 1) throw malformed('boolean');
  return content[0] !== 0;
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes: number[] = [];
  for (const part of [first * 40 + second, ...rest]) {
    const septets = [part % 128];
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128)) {
      septets.unshift((left % 128) | 0x80);
    }
    bytes.push(...septets);
  }
  return encode(TAG.oid, Buffer.from(bytes));
}
