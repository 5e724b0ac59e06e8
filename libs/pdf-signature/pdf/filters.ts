import { inflateSync } from 'node:zlib';
import { broken, PdfRefusedError } from '../errors.js';
import type { Budget } from './budget.js';
import { isWhite } from './lexer.js';
import { unpackLzw } from './lzw.js';
import { isArray, PdfDict, PdfName, type PdfObject, type PdfStream } from './objects.js';
import { undoPredictor } from './predictors.js';

const MAX_FILTERS = 8;

type Resolve = (value: PdfObject | undefined) => PdfObject;

/**
 * Decodes a stream that belongs to the file's own structure (cross-references, object streams).
 *
 * @throws PdfRefusedError for filters of pictures, damaged data, and data that unpacks without end.
 */
export function decodeStructureStream(stream: PdfStream, budget: Budget, resolve: Resolve): Buffer {
  const filters = listed(resolve(stream.dict.get('Filter')));
  const parameters = listed(resolve(stream.dict.get('DecodeParms')));
  if (filters.length > MAX_FILTERS) throw broken('filter chain of a structure stream');
  return filters.reduce<Buffer>((data, item, index) => {
    const filter = resolve(item);
    const own = resolve(parameters[index]);
    if (!(filter instanceof PdfName)) throw broken('malformed filter');
    return decode(data, filter.value, own instanceof PdfDict ? own : new PdfDict(), budget);
  }, stream.raw);
}

function listed(value: PdfObject): readonly PdfObject[] {
  if (value === null) return [];
  return isArray(value) ? value : [value];
}

function decode(data: Buffer, filter: string, parameters: PdfDict, budget: Budget): Buffer {
  switch (filter) {
    case 'FlateDecode':
      return predicted(inflate(data, budget), parameters, budget);
    case 'LZWDecode':
      return predicted(
        unpackLzw(data, parameters.get('EarlyChange') !== 0, budget),
        parameters,
        budget,
      );
    case 'ASCIIHexDecode':
      return charged(undoHex(data, budget), budget);
    case 'ASCII85Decode':
      return charged(undoAscii85(data, budget), budget);
    case 'RunLengthDecode':
      return undoRunLength(data, budget);
    // Taken away together with the encryption of the file (7.4.10).
    case 'Crypt':
      return data;
    default:
      throw broken('unsupported filter of a structure stream');
  }
}

function charged(data: Buffer, budget: Budget): Buffer {
  budget.spend(data.length);
  budget.hold(data.length);
  return data;
}

function predicted(data: Buffer, parameters: PdfDict, budget: Budget): Buffer {
  if (!parameters.entries.has('Predictor')) return data;
  return charged(undoPredictor(data, parameters), budget);
}

/** Steps for each byte that is unpacked: a byte takes about 2 ns. */
const INFLATE_SHIFT = 2;

function inflate(raw: Buffer, budget: Budget): Buffer {
  const limit = Math.max(1, Math.min(budget.bytesLeft, budget.stepsLeft << INFLATE_SHIFT));
  let data: Buffer;
  try {
    data = inflateSync(raw, { maxOutputLength: limit });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') {
      // What was unpacked in vain has cost its time all the same.
      budget.spend(limit >> INFLATE_SHIFT);
      throw new PdfRefusedError('pdf.too-complex', { detail: 'stream too large' });
    }
    budget.spend(1_000 + raw.length);
    throw broken('damaged compressed stream');
  }
  budget.spend(1_000 + (data.length >> INFLATE_SHIFT));
  budget.hold(data.length);
  return data;
}

function undoHex(data: Buffer, budget: Budget): Buffer {
  budget.spend(data.length);
  const end = data.indexOf(0x3e);
  const text = data
    .toString('latin1', 0, end < 0 ? data.length : end)
    .replace(/[\0\t\n\f\r ]/g, '');
  if (!/^[0-9A-Fa-f]*$/.test(text)) throw broken('malformed hexadecimal stream');
  return Buffer.from(text.length % 2 === 0 ? text : `${text}0`, 'hex');
}

function undoAscii85(data: Buffer, budget: Budget): Buffer {
  budget.spend(data.length);
  const out = Buffer.alloc(data.length * 4);
  let length = 0;
  let group: number[] = [];
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (isWhite(byte)) continue;
    if (byte === 0x7a && group.length === 0) {
      length += 4;
      continue;
    }
    if (byte < 0x21 || byte > 0x75) throw broken('malformed ASCII85 stream');
    group.push(byte - 0x21);
    if (group.length < 5) continue;
    length += writeGroup(out, length, group);
    group = [];
  }
  if (group.length === 1) throw broken('malformed ASCII85 stream');
  if (group.length > 1) length += writeGroup(out, length, group);
  return out.subarray(0, length);
}

/** A group of n digits stands for n - 1 bytes; missing digits count as the highest. */
function writeGroup(out: Buffer, at: number, group: readonly number[]): number {
  const digits = [...group, 84, 84, 84, 84].slice(0, 5);
  const value = digits.reduce((sum, digit) => sum * 85 + digit, 0);
  if (value > 0xffffffff) throw broken('malformed ASCII85 stream');
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes.copy(out, at, 0, group.length - 1);
}

function undoRunLength(data: Buffer, budget: Budget): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < data.length;) {
    const count = data[at] ?? 128;
    if (count === 128) break;
    const isRun = count > 128;
    const length = isRun ? 257 - count : count + 1;
    const end = at + 1 + (isRun ? 1 : length);
    if (end > data.length) throw broken('malformed run-length stream');
    budget.spend(100);
    // The pieces and the whole are held for a moment.
    budget.hold(128 + 2 * length);
    chunks.push(isRun ? Buffer.alloc(length, data[at + 1]) : data.subarray(at + 1, end));
    at = end;
  }
  return Buffer.concat(chunks);
}
