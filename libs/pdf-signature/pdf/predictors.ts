import { broken } from '../errors.js';
import { isInteger, type PdfDict } from './objects.js';

type Rows = {
  readonly colors: number;
  readonly bits: number;
  /** Bytes of a row and of a whole sample, rounded up (ISO 32000-2, 7.4.4.4). */
  readonly length: number;
  readonly sample: number;
};

const MAX_ROW = 1 << 26;

/** Undoes the TIFF predictor 2 and the PNG predictors 10 to 15. */
export function undoPredictor(data: Buffer, parameters: PdfDict): Buffer {
  const predictor = parameter(parameters, 'Predictor', 1);
  if (predictor === 1) return data;
  const colors = parameter(parameters, 'Colors', 1);
  const bits = parameter(parameters, 'BitsPerComponent', 8);
  const columns = parameter(parameters, 'Columns', 1);
  const length = Math.ceil((colors * bits * columns) / 8);
  if (![1, 2, 4, 8, 16].includes(bits) || colors > 32 || length > MAX_ROW) {
    throw broken('malformed predictor');
  }
  const rows = { colors, bits, length, sample: Math.max(1, (colors * bits) >> 3) };
  if (predictor === 2) return undoTiff(data, rows);
  if (predictor >= 10 && predictor <= 15) return undoPng(data, rows);
  throw broken('unknown predictor');
}

function parameter(parameters: PdfDict, key: string, fallback: number): number {
  const value = parameters.get(key) ?? fallback;
  if (!isInteger(value) || value < 1) throw broken('malformed predictor');
  return value;
}

function undoPng(data: Buffer, { length, sample }: Rows): Buffer {
  const rows = Math.ceil(data.length / (length + 1));
  // The last row may be cut short; what is missing of it must not be made up.
  const out = Buffer.alloc(data.length - rows);
  let above = Buffer.alloc(length);
  for (let row = 0; row < rows; row += 1) {
    const from = row * (length + 1);
    const target = out.subarray(row * length, (row + 1) * length);
    undoPngRow(data.subarray(from, from + target.length + 1), target, above, sample);
    above = target;
  }
  return out;
}

function undoPngRow(encoded: Buffer, out: Buffer, above: Buffer, sample: number): void {
  const kind = encoded[0] ?? 0;
  if (kind > 4) throw broken('unknown predictor row');
  for (let column = 0; column < out.length; column += 1) {
    const left = column < sample ? 0 : (out[column - sample] ?? 0);
    const corner = column < sample ? 0 : (above[column - sample] ?? 0);
    const delta = prediction(kind, left, above[column] ?? 0, corner);
    out[column] = ((encoded[column + 1] ?? 0) + delta) & 0xff;
  }
}

function prediction(kind: number, left: number, above: number, corner: number): number {
  switch (kind) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    default:
      return paeth(left, above, corner);
  }
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const toLeft = Math.abs(estimate - left);
  const toAbove = Math.abs(estimate - above);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function undoTiff(data: Buffer, rows: Rows): Buffer {
  const out = Buffer.from(data);
  for (let start = 0; start < out.length; start += rows.length) {
    const row = out.subarray(start, start + rows.length);
    if (rows.bits === 8) undoTiffBytes(row, rows.colors);
    else if (rows.bits === 16) undoTiffWords(row, rows.colors);
    else undoTiffBits(row, rows);
  }
  return out;
}

function undoTiffBytes(row: Buffer, colors: number): void {
  for (let at = colors; at < row.length; at += 1) {
    row[at] = ((row[at] ?? 0) + (row[at - colors] ?? 0)) & 0xff;
  }
}

function undoTiffWords(row: Buffer, colors: number): void {
  for (let at = colors * 2; at + 1 < row.length; at += 2) {
    row.writeUInt16BE((row.readUInt16BE(at) + row.readUInt16BE(at - colors * 2)) & 0xffff, at);
  }
}

function undoTiffBits(row: Buffer, { colors, bits }: Rows): void {
  const mask = (1 << bits) - 1;
  const previous = new Uint8Array(colors);
  const samples = Math.floor((row.length * 8) / bits);
  for (let index = 0; index < samples; index += 1) {
    const bit = index * bits;
    const shift = 8 - bits - (bit & 7);
    const byte = row[bit >> 3] ?? 0;
    const color = index % colors;
    const value = (((byte >> shift) & mask) + (previous[color] ?? 0)) & mask;
    previous[color] = value;
    row[bit >> 3] = (byte & ~(mask << shift)) | (value << shift);
  }
}
