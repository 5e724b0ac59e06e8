import { inflateSync } from 'node:zlib';
import { broken, PdfRefusedError } from '../errors.js';
import { isArray, isInteger, PdfDict, PdfName, type PdfObject, type PdfStream } from './objects.js';

/** Limits what a hostile file may make us unpack; shared by all streams of one document. */
export type DecodeBudget = { remaining: number };

/**
 * Decodes a stream that belongs to the file's own structure (cross-references, object streams).
 * Only /FlateDecode is met there; anything else is refused.
 */
export function decodeStructureStream(
  stream: PdfStream,
  budget: DecodeBudget,
  resolve: (value: PdfObject | undefined) => PdfObject,
): Buffer {
  const filter = single(resolve(stream.dict.get('Filter')));
  if (filter === null) return stream.raw;
  if (!(filter instanceof PdfName) || filter.value !== 'FlateDecode') {
    throw broken('unsupported filter of a structure stream');
  }
  const data = inflate(stream.raw, budget);
  const parameters = single(resolve(stream.dict.get('DecodeParms')));
  return parameters instanceof PdfDict ? undoPredictor(data, parameters) : data;
}

function single(value: PdfObject): PdfObject {
  if (!isArray(value)) return value;
  if (value.length > 1) throw broken('filter chain of a structure stream');
  return value[0] ?? null;
}

function inflate(raw: Buffer, budget: DecodeBudget): Buffer {
  let data: Buffer;
  try {
    data = inflateSync(raw, { maxOutputLength: Math.max(1, budget.remaining) });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new PdfRefusedError('pdf.too-complex', { detail: 'stream too large' });
    }
    throw broken('damaged compressed stream');
  }
  budget.remaining -= data.length;
  return data;
}

function undoPredictor(data: Buffer, parameters: PdfDict): Buffer {
  const number = (key: string, fallback: number): number => {
    const value = parameters.get(key);
    return isInteger(value) && value > 0 ? value : fallback;
  };
  const predictor = number('Predictor', 1);
  if (predictor === 1) return data;
  const sampleBits = number('Colors', 1) * number('BitsPerComponent', 8);
  const rowLength = Math.ceil((sampleBits * number('Columns', 1)) / 8);
  const sample = Math.max(1, sampleBits >> 3);
  if (predictor < 10) throw broken('unsupported predictor of a structure stream');
  return undoPng(data, rowLength, sample);
}

function undoPng(data: Buffer, rowLength: number, sample: number): Buffer {
  const rows = Math.ceil(data.length / (rowLength + 1));
  const out = Buffer.alloc(rows * rowLength);
  const zeros = Buffer.alloc(rowLength);
  let above = zeros;
  for (let row = 0; row < rows; row += 1) {
    const from = row * (rowLength + 1);
    const target = out.subarray(row * rowLength, (row + 1) * rowLength);
    undoPngRow(data.subarray(from, from + rowLength + 1), target, above, sample);
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
