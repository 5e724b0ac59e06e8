import { inflateSync } from 'node:zlib';
import type { PdfDocument } from '../pdf/document.js';
import { isArray, PdfName, type PdfObject, type PdfStream } from '../pdf/objects.js';

/** Appearances, metadata and pages of text are small; whatever is larger is left unread. */
const LARGEST = 8 * 1024 * 1024;

/** The data of a stream without its filters; null when it cannot be read with what is at hand. */
export function decodeStream(document: PdfDocument, stream: PdfStream): Buffer | null {
  const filters = listOf(document.resolve(stream.dict.get('Filter')));
  const parameters = listOf(document.resolve(stream.dict.get('DecodeParms')));
  if (parameters.some((item) => document.dict(item)?.entries.has('Predictor'))) return null;
  let data = stream.raw;
  for (const filter of filters) {
    const next = filter instanceof PdfName ? undo(filter.value, data) : null;
    if (next === null) return null;
    data = next;
  }
  return data;
}

function listOf(value: PdfObject): readonly PdfObject[] {
  if (value === null) return [];
  return isArray(value) ? value : [value];
}

function undo(filter: string, data: Buffer): Buffer | null {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      try {
        return inflateSync(data, { maxOutputLength: LARGEST });
      } catch {
        return null;
      }
    case 'ASCIIHexDecode':
    case 'AHx':
      return Buffer.from(data.toString('latin1').replace(/\s|>[^]*$/g, ''), 'hex');
    default:
      return null;
  }
}
