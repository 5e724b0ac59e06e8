import type { PdfDocument } from '../../pdf/document.js';
import { isArray, PdfStream } from '../../pdf/objects.js';
import { RecentBytes } from '../../recent.js';
import { decodeStream } from '../streams.js';

/** What is more opaque hides what lies below. */
export const SHEER = 0.6;

const known = new WeakMap<PdfStream, number>();

/** How much of a picture is painted, by its mask (8.9.6, 11.6.5.2); all where nobody can tell. */
export function sharePainted(document: PdfDocument, image: PdfStream): number {
  const earlier = known.get(image);
  if (earlier !== undefined) return earlier;
  const { dict } = image;
  const soft = document.resolve(dict.get('SMask'));
  const hard = dict.get('ImageMask') === true ? image : document.resolve(dict.get('Mask'));
  const mask = soft instanceof PdfStream ? soft : hard;
  const share = mask instanceof PdfStream ? shareOf(document, mask, mask === soft) : 1;
  known.set(image, share);
  return share;
}

function shareOf(document: PdfDocument, mask: PdfStream, isSoft: boolean): number {
  const bits = document.resolve(mask.dict.get('BitsPerComponent') ?? 1);
  const mean = bits === (isSoft ? 8 : 1) ? meanOf(document, mask) : null;
  if (mean === null) return 1;
  const decode = document.resolve(mask.dict.get('Decode'));
  const isTurned = isArray(decode) && decode[0] === 1;
  const share = mean / 255;
  // A bit of a hard mask says where nothing is painted, a byte of a soft one how much.
  return isTurned === isSoft ? 1 - share : share;
}

/** People and agencies sign with the same pictures again and again. */
const means = new RecentBytes<number | null>(64);

/** The mean of all bytes; null where they cannot be read. */
function meanOf(document: PdfDocument, mask: PdfStream): number | null {
  const { dict, raw } = mask;
  const isFlateAlone = dict.name('Filter') === 'FlateDecode' && !dict.entries.has('DecodeParms');
  const isOwn = isFlateAlone && !dict.entries.has('F');
  const make = (): number | null => mean(document, decodeStream(document, mask));
  return isOwn && raw.length < MAX_KNOWN ? means.getOrMake(raw, make) : make();
}

/** Bytes of a packed mask that is remembered. */
const MAX_KNOWN = 65_536;

function mean(document: PdfDocument, data: Buffer | null): number | null {
  if (data === null || data.length === 0) return null;
  document.budget.spend(data.length >> 2);
  let sum = 0;
  // Masks have a million bytes: an iterator takes five to ten times as long as an index.
  for (let at = data.length; at > 0; at -= 1) sum += data[at - 1] ?? 0;
  return sum / data.length;
}
