import { broken, PdfRefusedError } from '../errors.js';
import { Budget } from './budget.js';
import { readEncryption, type Encryption } from './encryption.js';
import { isEqual } from './equality.js';
import { decodeStructureStream } from './filters.js';
import { readIndirectBody } from './indirect.js';
import { Lexer } from './lexer.js';
import {
  isArray,
  isInteger,
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfArray,
  type PdfObject,
} from './objects.js';
import { readShape, refuseTwoBeginnings, type FileShape } from './sections.js';
import { SharedReads, type PlacedObject } from './shared-reads.js';
import { MAX_OBJECT_NUMBER, type XrefEntry, type XrefSection } from './xref.js';

const MAX_REFERENCE_CHAIN = 32;
/** Streams whose /Length stands in a stream whose /Length stands in a stream... */
const MAX_LOADING = 32;
/** Steps of looking at one item of an array. */
const ITEM_STEPS = 8;
/** Bytes of memory. */
const OBJECT_SIZE = 80;
const PACKED_PLACE_SIZE = 80;

type PackedStream = {
  readonly data: Buffer;
  readonly places: readonly (readonly [number, number])[];
};

/** A PDF file as its newest cross-reference shows it. Objects are read when asked for. */
export class PdfDocument {
  readonly bytes: Buffer;
  readonly version: string;
  /** Bytes that stand before the header; offsets may or may not count them. */
  readonly headerAt: number;
  readonly startxref: number;
  /** Newest first. */
  readonly sections: readonly XrefSection[];
  /** Undefined for a file that is not encrypted. */
  readonly encryption: Encryption | undefined;
  private readonly objects = new Map<
    number,
    { readonly gen: number; readonly object: PdfObject }
  >();
  private highestReference = 0;
  private readonly packed = new Map<number, PackedStream>();
  private readonly loading: number[] = [];

  constructor(
    shape: FileShape,
    readonly budget: Budget,
    readonly options: OpenOptions,
    readonly shared: SharedReads,
  ) {
    this.bytes = shape.body;
    this.version = shape.version;
    this.headerAt = shape.headerAt;
    this.startxref = shape.startxref;
    this.sections = shape.sections;
    this.encryption = this.readEncryption();
  }

  private readEncryption(): Encryption | undefined {
    const place = this.trailer.get('Encrypt') ?? null;
    this.refuseOtherEncryption(place);
    if (place === null) return undefined;
    const dict = this.resolve(place);
    if (!(dict instanceof PdfDict)) throw broken('no encryption dictionary');
    const id = this.array(this.trailer.get('ID'))?.[0];
    const encryption = readEncryption(
      dict,
      id instanceof PdfString ? id.bytes : Buffer.alloc(0),
      this.options.password,
      { budget: this.budget, resolve: (value) => this.resolve(value) },
    );
    // What was read so far was read as it stands; of it only the dictionary itself is so meant.
    this.objects.clear();
    this.packed.clear();
    if (place instanceof PdfRef) this.objects.set(place.num, { gen: place.gen, object: dict });
    return encryption;
  }

  /**
   * A reader that takes an older trailer, or a newer one, would see another document. Only the main
   * section of a linearized file, which stands behind the newer one, may leave it out.
   */
  private refuseOtherEncryption(place: PdfObject): void {
    let newerOffset = Infinity;
    for (const { trailer, offset } of this.sections) {
      const own = trailer.get('Encrypt') ?? null;
      const isSame = own === place || isEqual(own, place);
      if (!isSame && (own !== null || newerOffset > offset)) {
        throw broken('encryption differs between revisions');
      }
      newerOffset = offset;
    }
  }

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

  /** One more than every number that what was read so far refers to: a stray reference must not come to life. */
  get nextUnseenNumber(): number {
    return this.highestReference + 1;
  }

  /** One more than every object number in use, even when /Size says less or beyond all measure. */
  get nextObjectNumber(): number {
    const size = this.trailer.get('Size');
    let next = isInteger(size) && size > 0 && size <= MAX_OBJECT_NUMBER ? size : 1;
    for (const { ranges } of this.sections) {
      for (const { first, count } of ranges) next = Math.max(next, first + count);
    }
    return next;
  }

  entry(num: number): XrefEntry | undefined {
    let steps = 0;
    let entry: XrefEntry | undefined;
    for (const section of this.sections) {
      steps += 2;
      entry = section.find(num);
      if (entry !== undefined) break;
    }
    this.budget.spend(steps);
    return entry;
  }

  /** Whether the number is in use, and with this generation. */
  has({ num, gen }: PdfRef): boolean {
    const entry = this.entry(num);
    if (entry === undefined || entry.kind === 'free') return false;
    return gen === (entry.kind === 'plain' ? entry.gen : 0);
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

  /** A name under a key, kept there or in an object of its own. */
  nameIn(dict: PdfDict | undefined, key: string): string | undefined {
    const resolved = this.resolve(dict?.get(key));
    return resolved instanceof PdfName ? resolved.value : undefined;
  }

  array(value: PdfObject | undefined): PdfArray | undefined {
    const resolved = this.resolve(value);
    if (!isArray(resolved)) return undefined;
    // Whoever asks for an array walks it, and many places may refer to the same one.
    this.budget.spend(ITEM_STEPS * resolved.length);
    return resolved;
  }

  /** The object behind a reference; null when it is free, absent or of another generation. */
  object(ref: PdfRef): PdfObject {
    const known = this.objects.get(ref.num);
    if (known !== undefined) return known.gen === ref.gen ? known.object : null;
    const entry = this.entry(ref.num);
    if (entry === undefined || entry.kind === 'free') return null;
    const gen = entry.kind === 'plain' ? entry.gen : 0;
    if (gen !== ref.gen) return null;
    const object = this.load(ref, entry);
    this.budget.hold(OBJECT_SIZE);
    this.objects.set(ref.num, { gen, object });
    return object;
  }

  private load(ref: PdfRef, entry: Exclude<XrefEntry, { kind: 'free' }>): PdfObject {
    if (this.loading.includes(ref.num)) throw broken('object refers to itself while being read');
    if (this.loading.length >= MAX_LOADING) {
      throw new PdfRefusedError('pdf.too-complex', { limit: MAX_LOADING });
    }
    this.loading.push(ref.num);
    try {
      return entry.kind === 'plain'
        ? this.readPlain(ref, entry.offset)
        : this.readPacked(ref.num, entry);
    } finally {
      this.loading.pop();
    }
  }

  private readPlain(ref: PdfRef, offset: number): PdfObject {
    const placed = this.shared.object(offset, this.bytes.length) ?? this.readPlaced(ref, offset);
    if (placed.num !== ref.num || placed.gen !== ref.gen) {
      throw broken('another object stands at the given place', offset);
    }
    this.noteReferences(placed);
    const { object } = placed;
    return this.encryption === undefined ? object : this.encryption.opened(object, ref);
  }

  private readPlaced(ref: PdfRef, offset: number): PlacedObject {
    const before = this.budget.bytesHeld;
    const lexer = new Lexer(this.bytes, offset, this.budget);
    const [num, gen] = [lexer.expectInteger(), lexer.expectInteger()];
    if (num !== ref.num || gen !== ref.gen) {
      throw broken('another object stands at the given place', offset);
    }
    const object = readIndirectBody(lexer, (length) => this.resolve(length));
    const { position: end, highestReference } = lexer;
    const placed = { num, gen, object, end, highestReference };
    // What is opened of an encrypted object is kept in the object itself, under this very number.
    if (!this.trailer.entries.has('Encrypt')) {
      this.shared.keepObject(offset, placed, this.budget.bytesHeld - before);
    }
    return placed;
  }

  private readPacked(
    num: number,
    entry: { readonly stream: number; readonly index: number },
  ): PdfObject {
    const { data, places } = this.objectStream(entry.stream);
    const place = places[entry.index];
    if (place?.[0] !== num) throw broken('object stream and cross-reference disagree');
    const lexer = new Lexer(data, place[1], this.budget);
    const object = lexer.readObject();
    this.noteReferences(lexer);
    if (object instanceof PdfRef) throw broken('object stream holds a reference');
    return object;
  }

  /** Numbers of the objects that an object stream holds, in its order (7.5.7). */
  packedNumbers(num: number): readonly number[] {
    return this.objectStream(num).places.map(([packed]) => packed);
  }

  private noteReferences({ highestReference: highest }: Pick<Lexer, 'highestReference'>): void {
    // Beyond the limit nothing can ever be put.
    if (highest > this.highestReference && highest < MAX_OBJECT_NUMBER) {
      this.highestReference = highest;
    }
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
    const lexer = new Lexer(data.subarray(0, first), 0, this.budget);
    this.budget.spend(first);
    const places: [number, number][] = [];
    for (let index = 0; index < count; index += 1) {
      places.push([lexer.expectInteger(), first + lexer.expectInteger()]);
      this.budget.hold(PACKED_PLACE_SIZE);
    }
    const packed = { data, places };
    this.packed.set(num, packed);
    return packed;
  }
}

export type OpenOptions = {
  /** The user's or the owner's password; files whose user password is empty need none. */
  readonly password?: string;
};

/**
 * Opens a PDF for reading.
 *
 * @throws PdfRefusedError for anything that is not a PDF, wants another password, contradicts
 *   itself, or asks for more than a file may cost.
 */
export function openPdf(pdf: Uint8Array, options: OpenOptions = {}): PdfDocument {
  return open(pdf, options, Budget.forFile(pdf.byteLength));
}

/**
 * The file as it was when it was `end` bytes long; it draws on the same budget, and what stands
 * wholly in both is read once.
 */
export function openPdfPrefix(document: PdfDocument, end: number): PdfDocument {
  const { options, shared } = document;
  const bytes = document.bytes.subarray(0, end);
  return open(bytes, options, document.budget.forRevision(), shared);
}

/** @see openPdf; the limits are lowered by tests only. */
export function open(
  pdf: Uint8Array,
  options: OpenOptions,
  budget: Budget,
  family?: SharedReads,
): PdfDocument {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const shared = family?.covers(bytes) === true ? family : new SharedReads(bytes);
  const shape = readShape(bytes, budget, shared);
  if (family === undefined) refuseTwoBeginnings(shape, budget);
  const isShifted = shape.body !== bytes;
  return new PdfDocument(shape, budget, options, isShifted ? new SharedReads(shape.body) : shared);
}
