import { hash } from 'node:crypto';
import type { PdfDocument } from './document.js';
import { broken, PdfRefusedError } from '../errors.js';
import { isWhite, standsAt } from './lexer.js';
import { isArray, name, PdfDict, PdfRef, PdfStream, PdfString, type PdfObject } from './objects.js';
import { Pieces } from './pieces.js';
import { readRevisions } from './revisions.js';
import { serialize, serializeEntries } from './serializer.js';
import { MAX_OBJECT_NUMBER } from './xref.js';

/** An object written by hand, because places inside it must be known: a signature and its gap. */
export class RawObject {
  constructor(
    readonly before: string,
    readonly data: Buffer,
    readonly after: string,
  ) {}
}

/** A stream whose dictionary has no strings, and is written already but for its length. */
export class WrittenStream {
  constructor(
    /** Entries, each with an end of line. */
    readonly entries: string,
    readonly data: Buffer,
  ) {}
}

type Writable = PdfObject | RawObject | WrittenStream;

/** The bytes to append to a document, and where in the whole file each object stands. */
export type Revision = {
  readonly bytes: Buffer;
  /** Document and update in one piece of memory, when that was asked for; `bytes` is its end. */
  readonly file: Buffer | undefined;
  /** In the order of their numbers. */
  readonly written: readonly Written[];
};

type Written = { readonly ref: PdfRef; readonly offset: number };
type Pending = { readonly ref: PdfRef; readonly object: Writable };

const END = '%%EOF';

const byNumber = (a: Pending, b: Pending): number => a.ref.num - b.ref.num;

/**
 * Collects new and changed objects and writes them as one incremental update (ISO 32000-2, 7.5.6)
 * in the kind of cross-reference that the document's last section has.
 */
export class RevisionWriter {
  private readonly pending = new Map<number, Pending>();
  /** By identity: a document may hold references to numbers that nobody has used yet. */
  private readonly reserved = new Set<PdfRef>();
  private nextNumber: number;

  constructor(private readonly document: PdfDocument) {
    this.nextNumber = document.nextObjectNumber;
    refuseForeignData(document);
    // A revision whose end cannot be told could be signed, and never judged.
    readRevisions(document);
  }

  /** @throws PdfRefusedError `pdf.too-complex` when no object number is left. */
  reserve(): PdfRef {
    this.nextNumber = Math.max(this.nextNumber, this.document.nextUnseenNumber);
    if (this.nextNumber > MAX_OBJECT_NUMBER) {
      throw new PdfRefusedError('pdf.too-complex', { limit: MAX_OBJECT_NUMBER });
    }
    const ref = new PdfRef(this.nextNumber, 0);
    this.nextNumber += 1;
    this.reserved.add(ref);
    return ref;
  }

  add(object: Writable): PdfRef {
    const ref = this.reserve();
    this.put(ref, object);
    return ref;
  }

  /**
   * @throws PdfRefusedError for a reference that leads to no object, to another one, to a signature or to
   *   what opens the file: in a hostile file these may serve as page or form, too, and would be lost.
   */
  put(ref: PdfRef, object: Writable): void {
    if (!this.reserved.has(ref)) this.refuseReplacing(ref);
    this.pending.set(ref.num, { ref, object });
  }

  private refuseReplacing(ref: PdfRef): void {
    if (!this.document.has(ref)) throw broken('reference to an object that is not there');
    const old = this.document.object(ref);
    if (old instanceof PdfDict && old.entries.has('ByteRange')) {
      throw broken('a signature serves as another object');
    }
    const key = this.document.trailer.get('Encrypt');
    if (key instanceof PdfRef && key.num === ref.num) {
      throw broken('the encryption dictionary serves as another object');
    }
  }

  /** The object as this revision will leave it. */
  current(ref: PdfRef): PdfObject {
    const object = this.pending.get(ref.num)?.object;
    const isByHand = object instanceof RawObject || object instanceof WrittenStream;
    return object === undefined || isByHand ? this.document.object(ref) : object;
  }

  /** An object as it stands in an encrypted file, for those who write it by hand. */
  sealed<T extends PdfObject>(ref: PdfRef, object: T): T {
    return (this.document.encryption?.sealed(object, ref) ?? object) as T;
  }

  finish({ withBase = false } = {}): Revision {
    const base = this.document.bytes;
    const out = new Pieces(base.length);
    if (!isLineEnd(base[base.length - 1])) out.text('\n');
    const written: Written[] = [];
    for (const { ref, object } of Array.from(this.pending.values()).sort(byNumber)) {
      written.push({ ref, offset: out.position });
      this.write(out, ref, object);
    }
    const identity = this.changedId(out);
    const start = out.position;
    if (this.document.newest.kind === 'table') this.table(out, written, identity);
    else this.stream(out, written, identity);
    out.text(`startxref\n${start}\n%%EOF\n`);
    if (!withBase) return { bytes: out.joined(NO_BYTES), file: undefined, written };
    const file = out.joined(base);
    return { bytes: file.subarray(base.length), file, written };
  }

  private write(out: Pieces, ref: PdfRef, object: Writable): void {
    out.text(`${ref.num} ${ref.gen} obj\n`);
    if (object instanceof RawObject) {
      out.text(object.before);
      out.data(object.data);
      out.text(object.after);
    } else if (object instanceof WrittenStream) {
      out.stream(object.entries, this.sealedData(ref, object.data));
    } else {
      const sealed = this.sealed<PdfObject>(ref, object);
      if (sealed instanceof PdfStream)
        out.stream(serializeEntries(sealed.dict, 'Length'), sealed.raw);
      else out.text(serialize(sealed));
    }
    out.text('\nendobj\n');
  }

  private sealedData(ref: PdfRef, data: Buffer): Buffer {
    if (this.document.encryption === undefined) return data;
    return this.sealed(ref, new PdfStream(new PdfDict(), data)).raw;
  }

  private trailer(size: number, identity: PdfObject | undefined): PdfDict {
    const { trailer } = this.document;
    return PdfDict.of({
      Size: size,
      Root: this.document.rootRef,
      Info: trailer.get('Info'),
      Encrypt: trailer.get('Encrypt'),
      ID: identity,
      Prev: this.document.startxref,
    });
  }

  /** The first part of /ID names the document and stays; the second names this state of it (14.4). */
  private changedId(out: Pieces): PdfObject | undefined {
    const id = this.document.array(this.document.trailer.get('ID'));
    const [permanent, changing] = id ?? [];
    if (!(permanent instanceof PdfString)) return undefined;
    let state = changing instanceof PdfString ? changing.bytes.toString('latin1') : '';
    for (const piece of out.all()) {
      if (typeof piece === 'string') state += piece;
      else if (piece.length < 4_096) state += piece.toString('latin1');
    }
    const digest = Buffer.from(hash('sha256', state), 'hex');
    return [permanent, new PdfString(digest.subarray(0, 16))];
  }

  private table(out: Pieces, written: readonly Written[], identity: PdfObject | undefined): void {
    out.text('xref\n');
    for (const run of runs(written)) {
      out.text(`${run[0]?.ref.num ?? 0} ${run.length}\n`);
      for (const { ref, offset } of run) {
        out.text(`${pad(offset, '0000000000')} ${pad(ref.gen, '00000')} n\r\n`);
      }
    }
    out.text(`trailer\n${serialize(this.trailer(this.nextNumber, identity))}\n`);
  }

  private stream(out: Pieces, written: readonly Written[], identity: PdfObject | undefined): void {
    const own = this.reserve();
    const all = [...written, { ref: own, offset: out.position }];
    const data = Buffer.alloc(all.length * 8);
    all.forEach((entry, row) => {
      data[row * 8] = 1;
      data.writeUIntBE(entry.offset, row * 8 + 1, 5);
      data.writeUInt16BE(entry.ref.gen, row * 8 + 6);
    });
    const index = runs(all).flatMap((run) => [run[0]?.ref.num ?? 0, run.length]);
    const dict = this.trailer(this.nextNumber, identity).with({
      Type: name('XRef'),
      W: [1, 5, 2],
      Index: index,
    });
    out.text(`${own.num} ${own.gen} obj\n`);
    out.stream(serializeEntries(dict, 'Length'), data);
    out.text('\nendobj\n');
  }
}

/**
 * Bytes outside of header and end are nobody's: readers disagree on what they are. Before the
 * header they would spoil every signature; behind the end they are covered by the first one, but
 * once there is a signature they may be an attack that waits.
 */
function refuseForeignData({ bytes, headerAt }: PdfDocument): void {
  if (headerAt > 0) throw new PdfRefusedError('pdf.leading-data');
  let end = bytes.length;
  while (end > 0 && isWhite(bytes[end - 1])) end -= 1;
  if (end >= END.length && standsAt(bytes, END, end - END.length)) return;
  if (bytes.includes('/ByteRange')) throw new PdfRefusedError('pdf.trailing-data');
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 10 || byte === 13;
}

const NO_BYTES = Buffer.alloc(0);

function runs(written: readonly Written[]): Written[][] {
  const result: Written[][] = [];
  for (const entry of written) {
    const run = result.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last?.ref.num === entry.ref.num - 1) run.push(entry);
    else result.push([entry]);
  }
  return result;
}

function pad(value: number, zeros: string): string {
  const digits = String(value);
  return `${zeros.slice(digits.length)}${digits}`;
}

/** Length of the text that stands before an object's own text. */
export function objectHeadLength(ref: PdfRef): number {
  return `${ref.num} ${ref.gen} obj\n`.length;
}

/** A copy of an array with further items. */
export function appended(array: PdfObject | undefined, items: readonly PdfObject[]): PdfObject {
  return [...(isArray(array) ? array : []), ...items];
}
