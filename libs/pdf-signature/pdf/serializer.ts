import {
  isArray,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfDict,
  type PdfObject,
} from './objects.js';

/** PDF syntax of an object other than a stream, one byte a character (latin1). */
export function serialize(value: PdfObject): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return serializeNumber(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof PdfName) return serializeName(value.value);
  if (value instanceof PdfRef) return `${value.num} ${value.gen} R`;
  if (value instanceof PdfString) return serializeString(value);
  if (isArray(value)) return `[${value.map(serialize).join(' ')}]`;
  if (value instanceof PdfStream) throw new Error('a stream is always an indirect object');
  return value.isConstant ? constantSyntax(value) : `<<${serializeEntries(value)}>>`;
}

const constants = new WeakMap<PdfDict, string>();

function constantSyntax(dict: PdfDict): string {
  const known = constants.get(dict) ?? `<<${serializeEntries(dict)}>>`;
  constants.set(dict, known);
  return known;
}

/** What stands between the brackets of a dictionary, but for one entry. */
export function serializeEntries(dict: PdfDict, except?: string): string {
  let out = '';
  for (const [key, value] of dict.entries) {
    if (key !== except) out += `${serializeName(key)} ${serialize(value)}\n`;
  }
  return out;
}

/** As it was read: a rounded box of a page would count as a change. PDF has no exponents (7.3.3). */
function serializeNumber(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  if (Number.isInteger(value)) return BigInt(value).toString();
  return value.toFixed(20).replace(/\.?0+$/, '');
}

/** Most names are those of the standard, and there are few of them. */
const MAX_KNOWN_NAMES = 512;
const knownNames = new Map<string, string>();

function serializeName(value: string): string {
  const known = knownNames.get(value);
  if (known !== undefined) return known;
  const name = escapedName(value);
  if (knownNames.size < MAX_KNOWN_NAMES && value.length < 32) knownNames.set(value, name);
  return name;
}

function escapedName(value: string): string {
  if (/^[A-Za-z0-9_.+-]*$/.test(value)) return `/${value}`;
  return `/${value.replace(/[^A-Za-z0-9_.+:;@*-]/g, (character) => {
    const code = character.charCodeAt(0) & 0xff;
    return `#${code.toString(16).padStart(2, '0')}`;
  })}`;
}

const PRINTABLE = /^[\x20-\x7e]*$/;
/** Without brackets and backslash. */
const PLAIN = /^[\x20-\x27\x2a-\x5b\x5d-\x7e]*$/;

function serializeString(value: PdfString): string {
  const text = value.latin1;
  if (PLAIN.test(text)) return `(${text})`;
  if (PRINTABLE.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<${value.bytes.toString('hex').toUpperCase()}>`;
}
