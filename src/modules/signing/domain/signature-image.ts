import { PNG } from 'pngjs';
import type { Rect } from '../../../../libs/pdf-signature/index.js';

const MOST_PIXELS = 4_000_000;
const MAGIC = Buffer.from('89504e470d0a1a0a', 'hex');

/** Why a picture cannot stand as a signature: NĐ 30/2020, PL I, wants PNG with a clear ground. */
export type ImageRefusal = 'not-png' | 'too-large' | 'opaque' | 'empty';

export function refusalOfImage(png: Uint8Array): ImageRefusal | null {
  const bytes = Buffer.from(png);
  if (!bytes.subarray(0, 8).equals(MAGIC) || bytes.length < 33) return 'not-png';
  // IHDR is looked at before anything is unpacked.
  if (bytes.readUInt32BE(16) * bytes.readUInt32BE(20) > MOST_PIXELS) return 'too-large';
  let picture: PNG;
  try {
    picture = PNG.sync.read(bytes);
  } catch {
    return 'not-png';
  }
  const alpha = picture.data.filter((_, index) => index % 4 === 3);
  if (alpha.every((value) => value === 255)) return 'opaque';
  return alpha.every((value) => value === 0) ? 'empty' : null;
}

/** The largest place within a box that shows the whole picture in its own proportions. */
export function fittedImage(png: Uint8Array, [x0, y0, x1, y1]: Rect): Rect {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const ratio = bytes.readUInt32BE(16) / bytes.readUInt32BE(20);
  const width = Math.min(x1 - x0, (y1 - y0) * ratio);
  const height = width / ratio;
  const [left, bottom] = [(x0 + x1 - width) / 2, (y0 + y1 - height) / 2];
  return [left, bottom, left + width, bottom + height];
}
