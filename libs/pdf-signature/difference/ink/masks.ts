import type { PdfDocument } from '../../pdf/document.js';
import { isArray, isInteger, PdfStream } from '../../pdf/objects.js';
import { RecentBytes } from '../../recent.js';
import { decodeStream } from '../streams.js';
import type { Box } from './matrix.js';

/** What is more opaque hides what lies below. */
export const SHEER = 0.6;

/** A picture fills the unit square (8.9.5). */
export const UNIT: Box = [0, 0, 1, 1];

/** What says where a picture is painted (8.9.6, 11.6.5.2). */
type Mask = {
  readonly stream: PdfStream;
  /** In samples: bytes of a soft mask, bits of a hard one. */
  readonly width: number;
  readonly height: number;
  readonly isSoft: boolean;
  /** More of it means that less is painted. */
  readonly isTurned: boolean;
};

/** Points: a part that could hide the middle of a letter. */
const CELL = 5;
/** Of a side: as long as that of a sheet. */
const MOST_CELLS = 170;
/** A scanned signature has some hundreds; a picture of specks is as good as opaque. */
const MOST_PARTS = 5_000;

/**
 * Where a picture of this size on its page hides what lies below, in parts of the unit square; all of
 * it where nobody can tell.
 */
export function opaqueParts(
  document: PdfDocument,
  image: PdfStream,
  size: { readonly width: number; readonly height: number },
): readonly Box[] {
  const mask = maskOf(document, image);
  if (mask === null) return [UNIT];
  const columns = Math.min(mask.width, Math.ceil(size.width / CELL));
  const lines = Math.min(mask.height, Math.ceil(size.height / CELL));
  if (!(columns >= 1 && columns <= MOST_CELLS && lines >= 1 && lines <= MOST_CELLS)) return [UNIT];
  document.budget.spend(2 * columns * lines + ((mask.width * mask.height) >> 2));
  const { stream, ...shape } = mask;
  const make = (): readonly Box[] => partsOf(mask, samplesOf(document, mask), { columns, lines });
  if (!isPlain(stream)) return make();
  const key = JSON.stringify([shape, columns, lines]);
  const found = known.getOrMake(stream.raw, () => ({ key, parts: make() }));
  return found.key === key ? found.parts : make();
}

type KnownParts = { readonly key: string; readonly parts: readonly Box[] };

/** People and agencies sign with the same pictures again and again. */
const known = new RecentBytes<KnownParts>(64);
/** Bytes of a packed mask that is remembered. */
const MAX_KNOWN = 65_536;

/** Whether its own bytes say all that is in it. */
function isPlain({ dict, raw }: PdfStream): boolean {
  const isFlateAlone = dict.name('Filter') === 'FlateDecode' && !dict.entries.has('DecodeParms');
  return isFlateAlone && !dict.entries.has('F') && raw.length < MAX_KNOWN;
}

type Grid = { readonly columns: number; readonly lines: number };

function partsOf(mask: Mask, data: Uint8Array | null, { columns, lines }: Grid): readonly Box[] {
  if (data === null) return [UNIT];
  const isOpaque = (column: number, line: number): boolean =>
    paintedBy(mask, meanWithin(mask, data, { columns, lines, column, line })) > SHEER;
  const cells = Array.from({ length: lines }, (_, line) =>
    Array.from({ length: columns }, (_one, column) => isOpaque(column, line)),
  );
  const across = cells.flatMap((cell, line) =>
    runsOf(cell).map(([from, to]): Box => [
      from / columns,
      1 - (line + 1) / lines,
      to / columns,
      1 - line / lines,
    ]),
  );
  const along = Array.from({ length: columns }, (_, column) =>
    runsOf(cells.map((line) => line[column] === true)).map(([from, to]): Box => [
      column / columns,
      1 - to / lines,
      (column + 1) / columns,
      1 - from / lines,
    ]),
  );
  const parts = [...across, ...along.flat()];
  return parts.length > MOST_PARTS ? [UNIT] : parts;
}

/** Where they hold without a gap: from, and to behind the last. */
function runsOf(holds: readonly boolean[]): (readonly [number, number])[] {
  const runs: [number, number][] = [];
  holds.forEach((does, at) => {
    const last = runs.at(-1);
    if (!does) return;
    if (last?.[1] === at) last[1] = at + 1;
    else runs.push([at, at + 1]);
  });
  return runs;
}

function maskOf(document: PdfDocument, image: PdfStream): Mask | null {
  const { dict } = image;
  const soft = document.resolve(dict.get('SMask'));
  const hard = dict.get('ImageMask') === true ? image : document.resolve(dict.get('Mask'));
  const stream = soft instanceof PdfStream ? soft : hard;
  if (!(stream instanceof PdfStream)) return null;
  const isSoft = stream === soft;
  const [width, height, bits] = ['Width', 'Height', 'BitsPerComponent'].map((key) =>
    document.resolve(stream.dict.get(key) ?? 1),
  );
  if (bits !== (isSoft ? 8 : 1) || !isInteger(width) || !isInteger(height)) return null;
  if (width < 1 || height < 1 || width * height > MOST_SAMPLES) return null;
  const decode = document.resolve(stream.dict.get('Decode'));
  const isInverted = isArray(decode) && decode[0] === 1;
  // A bit of a hard mask says where nothing is painted, a byte of a soft one how much.
  return { stream, width, height, isSoft, isTurned: isInverted === isSoft };
}

const MOST_SAMPLES = 64 * 1024 * 1024;

/** A byte each; what follows them in the stream is painted nowhere. */
function samplesOf(document: PdfDocument, mask: Mask): Uint8Array | null {
  const { stream, width, height, isSoft } = mask;
  const row = isSoft ? width : Math.ceil(width / 8);
  const data = decodeStream(document, stream);
  if (data === null || data.length < row * height) return null;
  if (isSoft) return data.subarray(0, row * height);
  const samples = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const bits = data[y * row + (x >> 3)] ?? 0;
      samples[y * width + x] = (bits & (0x80 >> (x & 7))) === 0 ? 0 : 255;
    }
  return samples;
}

/** How much is painted where a mask has this mean. */
function paintedBy({ isTurned }: Mask, mean: number): number {
  return isTurned ? 1 - mean / 255 : mean / 255;
}

type Cell = Grid & { readonly column: number; readonly line: number };

function meanWithin(
  { width, height }: Mask,
  data: Uint8Array,
  { columns, lines, column, line }: Cell,
): number {
  const [left, right] = [column, column + 1].map((at) => Math.floor((at * width) / columns));
  const [top, bottom] = [line, line + 1].map((at) => Math.floor((at * height) / lines));
  let [sum, count] = [0, 0];
  for (let y = top ?? 0; y < (bottom ?? 0); y += 1)
    for (let at = y * width + (left ?? 0); at < y * width + (right ?? 0); at += 1) {
      sum += data[at] ?? 0;
      count += 1;
    }
  return sum / count;
}
