import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { PdfSignatureError } from '../errors.js';
import { RecentBytes } from '../recent.js';
import type { PdfRef } from './objects.js';
import { WrittenStream, type RevisionWriter } from './revision-writer.js';

const MAX_PIXELS = 16_000_000;
const PNG_MAGIC = Buffer.from('89504e470d0a1a0a', 'hex');

/** A picture with transparency, ready to be written: compressed once, used by many signatures. */
export type StampImage = {
  readonly width: number;
  readonly height: number;
  readonly colour: Buffer;
  readonly alpha: WrittenStream;
  /** Entries of the colours' dictionary but for the mask, whose place differs. */
  readonly entries: string;
};

const prepared = new RecentBytes<StampImage>(64);

/** @throws PdfSignatureError `image.malformed`, `image.too-large` */
export function readStampImage(png: Uint8Array): StampImage {
  return prepared.getOrMake(png, decode);
}

function decode(png: Buffer): StampImage {
  if (!png.subarray(0, 8).equals(PNG_MAGIC) || png.length < 33) {
    throw new PdfSignatureError('image.malformed');
  }
  // IHDR is looked at before anything is unpacked.
  if (png.readUInt32BE(16) * png.readUInt32BE(20) > MAX_PIXELS) {
    throw new PdfSignatureError('image.too-large', { limit: MAX_PIXELS });
  }
  let picture: PNG;
  try {
    picture = PNG.sync.read(png);
  } catch {
    throw new PdfSignatureError('image.malformed');
  }
  const pixels = picture.width * picture.height;
  const colour = Buffer.alloc(pixels * 3);
  const alpha = Buffer.alloc(pixels);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    picture.data.copy(colour, pixel * 3, pixel * 4, pixel * 4 + 3);
    alpha[pixel] = picture.data[pixel * 4 + 3] ?? 0;
  }
  const { width, height } = picture;
  const entries = (colours: string): string =>
    `/Type /XObject\n/Subtype /Image\n/Width ${width}\n/Height ${height}\n/BitsPerComponent 8\n/Filter /FlateDecode\n/ColorSpace /${colours}\n`;
  return {
    width,
    height,
    colour: deflateSync(colour),
    entries: entries('DeviceRGB'),
    alpha: new WrittenStream(entries('DeviceGray'), deflateSync(alpha)),
  };
}

/** Writes the image with its soft mask (ISO 32000-2, 11.6.5.2) and returns its reference. */
export function embedImage(writer: RevisionWriter, image: StampImage): PdfRef {
  const { num, gen } = writer.add(image.alpha);
  return writer.add(new WrittenStream(`${image.entries}/SMask ${num} ${gen} R\n`, image.colour));
}
