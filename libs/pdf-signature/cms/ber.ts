import { encodeAll, malformed, readNode, TAG } from './der.js';

const MAX_DEPTH = 32;
/** A container with a list of ten thousand revoked certificates has fewer. */
const MAX_ELEMENTS = 100_000;
const CONSTRUCTED = 0x20;
const CONSTRUCTED_OCTETS = 0x24;

/**
 * Takes a container in BER of indefinite length, as NSS and BouncyCastle write CMS, to the same
 * elements of definite length. RFC 5652 allows BER around what is signed; what is signed itself is
 * DER, holds no such element and keeps its bytes.
 *
 * @returns the element, and how many bytes of the source it took.
 * @throws PdfSignatureError `der.malformed`
 */
export function toDefinite(source: Buffer): { readonly der: Buffer; readonly length: number } {
  const { bytes, end } = convert(source, 0, { depth: 0, count: { left: MAX_ELEMENTS } });
  return { der: bytes, length: end };
}

type Converted = { readonly bytes: Buffer; readonly end: number };

type Place = { readonly depth: number; readonly count: { left: number } };

function convert(source: Buffer, offset: number, place: Place): Converted {
  const tag = source[offset] ?? 0;
  if (place.depth > MAX_DEPTH) throw malformed('depth');
  place.count.left -= 1;
  if (place.count.left < 0) throw malformed('too many elements');
  const below = { depth: place.depth + 1, count: place.count };
  if ((tag & CONSTRUCTED) === 0) {
    const { bytes } = readNode(source, offset);
    return { bytes, end: offset + bytes.length };
  }
  if (source[offset + 1] === 0x80) {
    if ((tag & 0x1f) === 0x1f) throw malformed('tag number');
    const { children, end } = untilEnd(source, offset + 2, below);
    return { bytes: joined(tag, children), end };
  }
  const node = readNode(source, offset);
  const children: Buffer[] = [];
  let isChanged = tag === CONSTRUCTED_OCTETS;
  for (let at = 0; at < node.content.length;) {
    const child = convert(node.content, at, below);
    isChanged ||= child.bytes.length !== child.end - at;
    children.push(child.bytes);
    at = child.end;
  }
  const bytes = isChanged ? joined(tag, children) : node.bytes;
  return { bytes, end: offset + node.bytes.length };
}

/** The elements up to the end-of-contents octets (X.690, 8.1.5). */
function untilEnd(
  source: Buffer,
  start: number,
  below: Place,
): { readonly children: Buffer[]; readonly end: number } {
  const children: Buffer[] = [];
  let at = start;
  while (source[at] !== 0 || source[at + 1] !== 0) {
    if (at >= source.length) throw malformed('truncated');
    const child = convert(source, at, below);
    children.push(child.bytes);
    at = child.end;
  }
  return { children, end: at + 2 };
}

/** Pieces of an octet string become one (X.690, 8.7.3). */
function joined(tag: number, children: readonly Buffer[]): Buffer {
  if (tag !== CONSTRUCTED_OCTETS) return encodeAll(tag, children);
  const pieces = children.map((child) => {
    const { tag: inner, content } = readNode(child);
    if (inner !== TAG.octetString) throw malformed('pieces of an octet string');
    return content;
  });
  return encodeAll(TAG.octetString, pieces);
}
