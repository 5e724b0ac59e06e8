/** Pseudo-random choices that a seed repeats (mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** From 0 up to, but not, the limit. */
  int(limit: number): number {
    return Math.floor(this.next() * Math.max(1, limit));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws Error for an empty list. */
  pick<T>(list: readonly T[]): T {
    const item = list[this.int(list.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}

/** Numbers at which arithmetic tends to go wrong. */
const EDGES = [
  '0',
  '1',
  '-1',
  '2',
  '7',
  '255',
  '65535',
  '65536',
  '8388607',
  '2147483647',
  '2147483648',
  '4294967295',
  '9007199254740991',
  '9007199254740993',
  '999999999999999999999',
  '1.5',
  '-0',
  '.5',
];

export function oddNumber(random: Random, near: number): string {
  switch (random.int(4)) {
    case 0:
      return String(near + random.int(5) - 2);
    case 1:
      return String(random.int(near * 2 + 10));
    default:
      return random.pick(EDGES);
  }
}

/** Keys that steer the reader, the form, the signatures and the encryption. */
export const KEYS = (
  'Type Subtype Kids Parent Count Root Info Prev Size W Index Filter Length DecodeParms Predictor ' +
  'Columns Colors BitsPerComponent EarlyChange N First Extends ByteRange Contents SubFilter Fields V FT T TU ' +
  'Ff F Annots Rect P AP AS DA DR Q MK Encrypt ID XRefStm Perms DocMDP FieldMDP Reference Data ' +
  'TransformMethod TransformParams Lock SV Action DSS VRI Certs OCSPs CRLs CF StmF StrF EFF CFM O U R OE ' +
  'UE EncryptMetadata MediaBox CropBox Rotate Resources Font XObject BaseFont SigFlags AcroForm Pages ' +
  'Page Catalog Sig DocTimeStamp XRef ObjStm FlateDecode Identity Standard M Name Reason Names OpenAction ' +
  'Metadata StructTreeRoot Extensions NeedAppearances'
).split(' ');
