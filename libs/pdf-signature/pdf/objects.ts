/** The object types of ISO 32000-2, 7.3. Numbers, booleans and null are the language's own. */
export type PdfObject =
  null | boolean | number | PdfName | PdfRef | PdfString | PdfArray | PdfDict | PdfStream;
export type PdfArray = readonly PdfObject[];

/** Bytes at hand, or how to decrypt them when they are asked for. */
type Lazy = Buffer | (() => Buffer);

const PRINTABLE = /^[\x20-\x7e]*$/;

export class PdfName {
  constructor(
    readonly value: string,
    /** Whether it is escaped as names are (7.3.5): of `#00` and of a stray `#`, readers make what they like. */
    readonly isPlain = true,
  ) {}
}

export class PdfRef {
  constructor(
    readonly num: number,
    readonly gen: number,
  ) {}
}

export class PdfString {
  /** @param content a string is printable ASCII */
  constructor(
    private content: Lazy | string,
    /** Offsets of the whole token in the file, delimiters included; needed to judge a /ByteRange. */
    readonly token?: { readonly start: number; readonly end: number; readonly hex: boolean },
  ) {}

  /** @throws PdfRefusedError when the string is encrypted and damaged. */
  get bytes(): Buffer {
    if (typeof this.content === 'string') return Buffer.from(this.content, 'latin1');
    if (typeof this.content === 'function') this.content = this.content();
    return this.content;
  }

  /** One character a byte. */
  get latin1(): string {
    return typeof this.content === 'string' ? this.content : this.bytes.toString('latin1');
  }

  /** Text string in UTF-16BE with a byte order mark (ISO 32000-2, 7.9.2.2). */
  static text(value: string): PdfString {
    if (PRINTABLE.test(value)) return new PdfString(value);
    const bytes = Buffer.from(`\ufeff${value}`, 'utf16le').swap16();
    return new PdfString(bytes);
  }

  toText(): string {
    if (typeof this.content === 'string') return this.content;
    const { bytes } = this;
    if (bytes[0] === 0xfe && bytes[1] === 0xff) {
      const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
      return Buffer.from(even).swap16().toString('utf16le');
    }
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      return bytes.toString('utf8', 3);
    }
    return bytes.toString('latin1');
  }
}

export class PdfDict {
  /**
   * Two values for one key, or for what some readers take for one: they disagree on which counts, so
   * a signature never rests on such a dictionary.
   */
  hasDuplicateKey = false;
  /** @see PdfDict.constant */
  isConstant = false;
  /** Keys of whole numbers that are written as fractions: `2.0` is no flag to readers that ask for integers. */
  fractions: Set<string> | undefined;

  constructor(readonly entries: Map<string, PdfObject> = new Map<string, PdfObject>()) {}

  static of(values: Readonly<Record<string, PdfObject | undefined>>): PdfDict {
    const dict = new PdfDict();
    dict.setAll(values);
    return dict;
  }

  /** One that nobody changes, as parts of every signature are: it is written out only once. */
  static constant(values: Readonly<Record<string, PdfObject>>): PdfDict {
    const dict = PdfDict.of(values);
    dict.isConstant = true;
    return dict;
  }

  get(key: string): PdfObject | undefined {
    return this.entries.get(key);
  }

  name(key: string): string | undefined {
    const value = this.entries.get(key);
    return value instanceof PdfName ? value.value : undefined;
  }

  /** A copy with the given entries changed; `undefined` leaves an entry as it is. */
  with(values: Readonly<Record<string, PdfObject | undefined>>): PdfDict {
    const copy = new PdfDict();
    for (const [key, value] of this.entries) copy.entries.set(key, value);
    copy.setAll(values);
    return copy;
  }

  private setAll(values: Readonly<Record<string, PdfObject | undefined>>): void {
    for (const key in values) {
      const value = values[key];
      if (value !== undefined) this.entries.set(key, value);
    }
  }
}

export class PdfStream {
  constructor(
    readonly dict: PdfDict,
    private content: Lazy,
  ) {}

  /**
   * The data as its filters left it; without the encryption of the file.
   *
   * @throws PdfRefusedError when the data is encrypted and damaged.
   */
  get raw(): Buffer {
    if (typeof this.content === 'function') this.content = this.content();
    return this.content;
  }
}

export const name = (value: string): PdfName => new PdfName(value);

export function isArray(value: PdfObject | undefined): value is PdfArray {
  return Array.isArray(value);
}

const withFractions = new WeakSet<PdfArray>();

/** Marks an array in which whole numbers are written as fractions. */
export function noteFractions(array: PdfArray): void {
  withFractions.add(array);
}

export function hasFractions(array: PdfArray): boolean {
  return withFractions.has(array);
}

export function isInteger(value: PdfObject | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}
