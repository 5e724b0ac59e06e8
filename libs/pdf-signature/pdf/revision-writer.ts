import { hash } from 'node:crypto';
import type { PdfDocument } from './document.js';
import { broken, PdfRefusedError } from '../errors.js';
import { isWhite } from './lexer.js';
import { isArray, name, PdfDict, PdfRef, PdfStream, PdfString, type PdfObject } from './objects.js';
import { serialize } from './serializer.js';
import { MAX_OBJECT_NUMBER } from './xref.js';

/** An object written by hand, because places inside it must be known (a signature's gap). */
export class RawObject {
  constructor(readonly chunks: readonly Chunk[]) {}
}

/** The bytes to append to a document, and where in the whole file each object stands. */
export type Revision = {
  readonly bytes: Buffer;
  /** Document and update in one piece of memory, when that was asked for; `bytes` is its end. */
  readonly file: Buffer | undefined;
  readonly offsets: ReadonlyMap<number, number>;
};

type Written = { readonly ref: PdfRef; readonly offset: number };

/**
 * Collects new and changed objects and writes them as one incremental update (ISO 32000-2, 7.5.6)
 * in the kind of cross-reference that the document's last section has.
 */
export class RevisionWriter {
  private readonly pending = new Map<number, readonly [PdfRef, PdfObject | RawObject]>();
  /** By identity: a document may hold references to numbers that nobody has used yet. */
  private readonly reserved = new Set<PdfRef>();
  private nextNumber: number;

  constructor(private readonly document: PdfDocument) {
    this.nextNumber = document.nextObjectNumber;
    refuseForeignData(document);
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

  add(object: PdfObject | RawObject): PdfRef {
    const ref = this.reserve();
    this.put(ref, object);
    return ref;
  }

  /**
   * @throws PdfRefusedError for a reference that leads to no object, to another one, or to a signature:
   *   in a hostile file it may serve as page or form, too, and would be lost.
   */
  put(ref: PdfRef, object: PdfObject | RawObject): void {
    if (!this.reserved.has(ref)) this.refuseReplacing(ref);
    this.pending.set(ref.num, [ref, object]);
  }

  private refuseReplacing(ref: PdfRef): void {
    if (!this.document.has(ref)) throw broken('reference to an object that is not there');
    const old = this.document.object(ref);
    if (old instanceof PdfDict && old.entries.has('ByteRange')) {
      throw broken('a signature serves as another object');
    }
  }

  /** The object as this revision will leave it. */
  current(ref: PdfRef): PdfObject {
    const object = this.pending.get(ref.num)?.[1];
    return object === undefined || object instanceof RawObject ? this.document.object(ref) : object;
  }

  /** An object as it stands in an encrypted file, for those who write it by hand. */
  sealed<T extends PdfObject>(ref: PdfRef, object: T): T {
    return (this.document.encryption?.sealed(object, ref) ?? object) as T;
  }

  finish({ withBase = false } = {}): Revision {
    const base = this.document.bytes;
    const chunks: Chunk[] = [];
    let position = base.length;
    const push = (chunk: Chunk): void => {
      chunks.push(chunk);
      position += chunk.length;
    };
    if (!isLineEnd(base[base.length - 1])) push('\n');
    const written: Written[] = [];
    for (const [ref, object] of [...this.pending.values()].sort(([a], [b]) => a.num - b.num)) {
      written.push({ ref, offset: position });
      const final = object instanceof RawObject ? object : this.sealed<PdfObject>(ref, object);
      for (const chunk of indirectObject(ref, final)) push(chunk);
    }
    const identity = this.changedId(chunks);
    const section =
      this.document.newest.kind === 'table'
        ? this.table(written, identity)
        : this.stream(written, identity, position);
    const start = position;
    for (const chunk of section) push(chunk);
    push(`startxref\n${start}\n%%EOF\n`);
    const all = joined(withBase ? base : Buffer.alloc(0), chunks, position - base.length);
    return {
      bytes: withBase ? all.subarray(base.length) : all,
      file: withBase ? all : undefined,
      offsets: new Map(written.map(({ ref, offset }) => [ref.num, offset])),
    };
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
  private changedId(chunks: readonly Chunk[]): PdfObject | undefined {
    const id = this.document.array(this.document.trailer.get('ID'));
    const [permanent, changing] = id ?? [];
    if (!(permanent instanceof PdfString)) return undefined;
    let state = changing instanceof PdfString ? changing.bytes.toString('latin1') : '';
    for (const chunk of chunks) {
      if (chunk.length < 4_096) state += chunk.toString('latin1');
    }
    const digest = Buffer.from(hash('sha256', state), 'hex');
    return [permanent, new PdfString(digest.subarray(0, 16))];
  }

  private table(written: readonly Written[], identity: PdfObject | undefined): Chunk[] {
    let text = 'xref\n';
    for (const run of runs(written)) {
      text += `${run[0]?.ref.num ?? 0} ${run.length}\n`;
      for (const { ref, offset } of run) {
        text += `${pad(offset, 10)} ${pad(ref.gen, 5)} n\r\n`;
      }
    }
    text += `trailer\n${serialize(this.trailer(this.nextNumber, identity))}\n`;
    return [text];
  }

  private stream(
    written: readonly Written[],
    identity: PdfObject | undefined,
    offset: number,
  ): Chunk[] {
    const own = this.reserve();
    const all = [...written, { ref: own, offset }];
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
    return indirectObject(own, new PdfStream(dict, data));
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
  if (bytes.toString('latin1', Math.max(0, end - 5), end) === '%%EOF') return;
  if (bytes.includes('/ByteRange')) throw new PdfRefusedError('pdf.trailing-data');
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 10 || byte === 13;
}

/** Text of one byte a character, or bytes as they are. */
type Chunk = string | Buffer;

function joined(base: Buffer, chunks: readonly Chunk[], length: number): Buffer {
  const out = Buffer.allocUnsafe(base.length + length);
  out.set(base);
  let at = base.length;
  let text = '';
  for (const chunk of chunks) {
    if (typeof chunk === 'string') {
      text += chunk;
    } else {
      at += out.write(text, at, 'latin1');
      text = '';
      out.set(chunk, at);
      at += chunk.length;
    }
  }
  out.write(text, at, 'latin1');
  return out;
}

function indirectObject(ref: PdfRef, object: PdfObject | RawObject): Chunk[] {
  const head = `${ref.num} ${ref.gen} obj\n`;
  if (object instanceof RawObject) return [head, ...object.chunks, '\nendobj\n'];
  if (!(object instanceof PdfStream)) {
    return [`${head}${serialize(object)}\nendobj\n`];
  }
  const dict = object.dict.with({ Length: object.raw.length });
  return [`${head}${serialize(dict)}\nstream\n`, object.raw, '\nendstream\nendobj\n'];
}

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

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Length of the text that stands before an object's own text. */
export function objectHeadLength(ref: PdfRef): number {
  return `${ref.num} ${ref.gen} obj\n`.length;
}

/** A copy of an array with further items. */
export function appended(array: PdfObject | undefined, items: readonly PdfObject[]): PdfObject {
  return [...(isArray(array) ? array : []), ...items];
}
