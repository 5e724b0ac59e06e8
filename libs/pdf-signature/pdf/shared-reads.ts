import { PdfRef, PdfStream, type PdfObject } from './objects.js';
import type { XrefSection } from './xref.js';

/** What was read at one place of the file. */
export type PlacedObject = {
  readonly num: number;
  readonly gen: number;
  readonly object: PdfObject;
  /** First byte after the object; reading it has looked at no byte beyond this one. */
  readonly end: number;
  readonly highestReference: number;
};

/** Bytes of memory that what is shared may take; more is read again. */
const MAX_HELD = 16 * 1024 * 1024;

/**
 * What the states of one file have in common. Each of them is the beginning of the same bytes, so
 * what stands at a place is the same for all that are long enough to hold it, whatever their
 * cross-references say about it: a state asks by the offset that its own reference names.
 *
 * Only what says the same in every state may be put here: nothing of an encrypted file, and no
 * stream whose length is an object of its own.
 */
export class SharedReads {
  private readonly objects = new Map<number, PlacedObject>();
  private readonly sections = new Map<number, XrefSection>();
  private held = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Whether these bytes are a beginning of the file, in the very same memory. */
  covers(bytes: Buffer): boolean {
    return (
      bytes.buffer === this.bytes.buffer &&
      bytes.byteOffset === this.bytes.byteOffset &&
      bytes.length <= this.bytes.length
    );
  }

  /** The object at an offset, for a state of the given length. */
  object(offset: number, length: number): PlacedObject | undefined {
    const known = this.objects.get(offset);
    return known !== undefined && known.end < length ? known : undefined;
  }

  /** @param held what reading it was charged with, in bytes */
  keepObject(offset: number, placed: PlacedObject, held: number): void {
    if (!isWhole(placed.object) || !this.holds(held)) return;
    this.objects.set(offset, placed);
  }

  section(offset: number, length: number): XrefSection | undefined {
    const known = this.sections.get(offset);
    return known !== undefined && known.end < length ? known : undefined;
  }

  keepSection(offset: number, section: XrefSection, held: number): void {
    if (this.holds(held)) this.sections.set(offset, section);
  }

  private holds(held: number): boolean {
    if (this.held + held > MAX_HELD) return false;
    this.held += held;
    return true;
  }
}

/** A stream whose length is an object of its own may end elsewhere in another state. */
function isWhole(object: PdfObject): boolean {
  return !(object instanceof PdfStream) || !(object.dict.get('Length') instanceof PdfRef);
}
