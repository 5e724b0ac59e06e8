import { broken } from '../errors.js';
import type { Lexer } from './lexer.js';
import { isInteger, PdfDict, PdfStream, type PdfObject } from './objects.js';

/** Reads what follows `n g`: `obj`, the object, and the stream data when it is one. */
export function readIndirectBody(
  lexer: Lexer,
  resolveLength: (value: PdfObject) => PdfObject,
): PdfObject {
  lexer.expectKeyword('obj');
  const object = lexer.readObject();
  lexer.skipSpace();
  if (object instanceof PdfDict && lexer.takeKeyword('stream')) {
    const stream = new PdfStream(object, readStreamData(lexer, object, resolveLength));
    lexer.expectKeyword('endstream');
    lexer.expectKeyword('endobj');
    return stream;
  }
  lexer.expectKeyword('endobj');
  return object;
}

function readStreamData(
  lexer: Lexer,
  dict: PdfDict,
  resolveLength: (value: PdfObject) => PdfObject,
): Buffer {
  const { bytes } = lexer;
  if (bytes[lexer.position] === 13 && bytes[lexer.position + 1] === 10) lexer.position += 2;
  else if (bytes[lexer.position] === 10) lexer.position += 1;
  else throw broken('stream data must begin on a new line', lexer.position);
  const length = resolveLength(dict.get('Length') ?? null);
  if (!isInteger(length) || length < 0 || length > bytes.length - lexer.position) {
    throw broken('malformed stream length', lexer.position);
  }
  return lexer.takeBytes(length);
}

/** An indirect object with a direct /Length, read without any cross-reference. */
export function readStandaloneObject(lexer: Lexer): PdfObject {
  lexer.expectInteger();
  lexer.expectInteger();
  return readIndirectBody(lexer, (length) => length);
}
