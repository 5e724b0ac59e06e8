import { broken, PdfRefusedError } from '../errors.js';
import { decodeStructureStream, type DecodeBudget } from './filters.js';
import { isWhite, Lexer } from './lexer.js';
import {
  isArray,
  isInteger,
  PdfDict,
  PdfRef,
  PdfStream,
  type PdfArray,
  type PdfObject,
} from './objects.js';
import { joinHybrid, readSection, type XrefEntry, type XrefSection } from './xref.js';

const MAX_SECTIONS = 2_000;
const MAX_DECODED = 128 * 1024 * 1024;
const MAX_REFERENCE_CHAIN = 32;

type PackedStream = {
  readonly data: Buffer;
  readonly places: readonly (readonly [number, number])[];
};

/** A PDF file as its newest cross-reference shows it. Objects are read when asked for. */
export class PdfDocument {
  private readonly objects = new Map<
    number,
    { readonly gen: number; readonly object: PdfObject }
  >();
  private readonly packed = new Map<number, PackedStream>();
  private readonly loading = new Set<number>();

  constructor(
    readonly bytes: Buffer,
    readonly version: string,
    readonly startxref: number,
    /** Newest first. */
    readonly sections: readonly XrefSection[],
    private readonly budget: DecodeBudget,
  ) {}

  get trailer(): PdfDict {
    return this.newest.trailer;
  }

  get newest(): XrefSection {
    const [newest] = this.sections;
    if (newest === undefined) throw broken('no cross-reference');
    return newest;
  }

  get rootRef(): PdfRef {
    const root = this.trailer.get('Root');
    if (!(root instanceof PdfRef)) throw broken('no document catalog');
    return root;
  }

  get catalog(): PdfDict {
    const catalog = this.resolve(this.rootRef);
    if (!(catalog instanceof PdfDict)) throw broken('no document catalog');
    return catalog;
  }

  /** One more than every object number in use, even when /Size says less. */
  get nextObjectNumber(): number {
    const size = this.trailer.get('Size');
    let next = isInteger(size) && size > 0 ? size : 1;
    for (const { ranges } of this.sections) {
      for (const { first, count } of ranges) next = Math.max(next, first + count);
    }
    return next;
  }

  entry(num: number): XrefEntry | undefined {
    for (const section of this.sections) {
      const entry = section.find(num);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  resolve(value: PdfObject | undefined): PdfObject {
    let current = value ?? null;
    for (let step = 0; current instanceof PdfRef; step += 1) {
      if (step > MAX_REFERENCE_CHAIN) throw broken('reference loop');
      current = this.object(current);
    }
    return current;
  }

  dict(value: PdfObject | undefined): PdfDict | undefined {
    const resolved = this.resolve(value);
    return resolved instanceof PdfDict ? resolved : undefined;
  }

  array(value: PdfObject | undefined): PdfArray | undefined {
    const resolved = this.resolve(value);
    return isArray(resolved) ? resolved : undefined;
  }

  /** The object behind a reference; null when it is free, absent or of another generation. */
  object(ref: PdfRef): PdfObject {
    const known = this.objects.get(ref.num);
    if (known !== undefined) return known.gen === ref.gen ? known.object : null;
    const entry = this.entry(ref.num);
    if (entry === undefined || entry.kind === 'free') return null;
    const gen = entry.kind === 'plain' ? entry.gen : 0;
    if (gen !== ref.gen) return null;
    if (this.loading.has(ref.num)) throw broken('object refers to itself while being read');
    this.loading.add(ref.num);
    const object =
      entry.kind === 'plain' ? this.readPlain(ref, entry.offset) : this.readPacked(ref.num, entry);
    this.loading.delete(ref.num);
    this.objects.set(ref.num, { gen, object });
    return object;
  }

  private readPlain(ref: PdfRef, offset: number): PdfObject {
    const lexer = new Lexer(this.bytes, offset);
    if (lexer.expectInteger() !== ref.num || lexer.expectInteger() !== ref.gen) {
      throw broken('another object stands at the given place', offset);
    }
    return readIndirectBody(lexer, (length) => this.resolve(length));
  }

  private readPacked(
    num: number,
    entry: { readonly stream: number; readonly index: number },
  ): PdfObject {
    const { data, places } = this.objectStream(entry.stream);
    const place = places[entry.index];
    if (place?.[0] !== num) throw broken('object stream and cross-reference disagree');
    const object = new Lexer(data, place[1]).readObject();
    if (object instanceof PdfRef) throw broken('object stream holds a reference');
    return object;
  }

  private objectStream(num: number): PackedStream {
    const known = this.packed.get(num);
    if (known !== undefined) return known;
    if (this.entry(num)?.kind !== 'plain') throw broken('object stream inside an object stream');
    const stream = this.object(new PdfRef(num, 0));
    if (!(stream instanceof PdfStream) || stream.dict.name('Type') !== 'ObjStm') {
      throw broken('object stream expected');
    }
    const count = this.resolve(stream.dict.get('N'));
    const first = this.resolve(stream.dict.get('First'));
    const data = decodeStructureStream(stream, this.budget, (value) => this.resolve(value));
    if (!isInteger(count) || !isInteger(first) || count < 0 || first < 0 || first > data.length) {
      throw broken('malformed object stream');
    }
    const lexer = new Lexer(data.subarray(0, first), 0);
    const places: [number, number][] = [];
    for (let index = 0; index < count; index += 1) {
      places.push([lexer.expectInteger(), first + lexer.expectInteger()]);
    }
    const packed = { data, places };
    this.packed.set(num, packed);
    return packed;
  }
}

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
  const data = bytes.subarray(lexer.position, lexer.position + length);
  lexer.position += length;
  return data;
}

/** An indirect object with a direct /Length, read without any cross-reference. */
export function readStandaloneObject(lexer: Lexer): PdfObject {
  lexer.expectInteger();
  lexer.expectInteger();
  return readIndirectBody(lexer, (length) => length);
}

/**
 * Opens a PDF for reading.
 *
 * @throws PdfRefusedError for anything that is not a PDF, is encrypted, or contradicts itself.
 */
export function openPdf(pdf: Uint8Array): PdfDocument {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const version = /^%PDF-([12]\.\d)/.exec(bytes.toString('latin1', 0, 12))?.[1];
  if (version === undefined) throw new PdfRefusedError('pdf.not-a-pdf');
  const startxref = findStartxref(bytes);
  const budget: DecodeBudget = { remaining: MAX_DECODED };
  const sections = readSections(bytes, startxref, budget);
  const document = new PdfDocument(bytes, version, startxref, sections, budget);
  if (sections.some(({ trailer }) => trailer.entries.has('Encrypt'))) {
    throw new PdfRefusedError('pdf.encrypted');
  }
  return document;
}

function findStartxref(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && isWhite(bytes[end - 1])) end -= 1;
  const at = bytes.subarray(Math.max(0, end - 2_048), end).lastIndexOf('startxref');
  if (at < 0) throw broken('no startxref');
  const lexer = new Lexer(bytes, Math.max(0, end - 2_048) + at);
  lexer.expectKeyword('startxref');
  return lexer.expectInteger();
}

function readSections(bytes: Buffer, startxref: number, budget: DecodeBudget): XrefSection[] {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  let next: number | undefined = startxref;
  while (next !== undefined) {
    if (seen.has(next) || next >= bytes.length) throw broken('cross-reference loop', next);
    if (seen.size > MAX_SECTIONS)
      throw new PdfRefusedError('pdf.too-complex', { limit: MAX_SECTIONS });
    seen.add(next);
    const section = readWithHybrid(bytes, next, budget);
    sections.push(section);
    const previous = section.trailer.get('Prev');
    if (previous !== undefined && !(isInteger(previous) && previous > 0)) {
      throw broken('malformed /Prev', next);
    }
    next = previous;
  }
  return sections;
}

function readWithHybrid(bytes: Buffer, offset: number, budget: DecodeBudget): XrefSection {
  const section = readSection(bytes, offset, budget, readStandaloneObject);
  const hidden = section.kind === 'table' ? section.trailer.get('XRefStm') : undefined;
  if (hidden === undefined) return section;
  if (!isInteger(hidden) || hidden < 0 || hidden >= bytes.length)
    throw broken('malformed /XRefStm');
  const stream = readSection(bytes, hidden, budget, readStandaloneObject);
  if (stream.kind !== 'stream') throw broken('malformed /XRefStm', hidden);
  return joinHybrid(section, stream);
}
