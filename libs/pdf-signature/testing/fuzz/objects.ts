import type { PdfDocument } from '../../pdf/document.js';
import {
  isArray,
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfObject,
} from '../../pdf/objects.js';
import { RevisionWriter } from '../../pdf/revision-writer.js';
import { KEYS, oddNumber, type Random } from './random.js';

const MAX_CHANGES = 5;
const MAX_DEPTH = 6;

/** Appends a revision that is well formed, with objects that mean nonsense. */
export function appendNonsense(document: PdfDocument, random: Random): Buffer {
  const writer = new RevisionWriter(document);
  const numbers = objectNumbers(document);
  for (let change = random.int(MAX_CHANGES); change >= 0; change -= 1) {
    const num = random.pick(numbers);
    const entry = document.entry(num);
    if (entry === undefined || entry.kind === 'free') continue;
    const ref = new PdfRef(num, entry.kind === 'plain' ? entry.gen : 0);
    const object = document.object(ref);
    const nonsense = new Nonsense(random, document.nextObjectNumber);
    writer.put(ref, nonsense.changed(object, 0));
  }
  return Buffer.concat([document.bytes, writer.finish().bytes]);
}

function objectNumbers(document: PdfDocument): number[] {
  const numbers = new Set<number>();
  for (const { ranges } of document.sections) {
    for (const { first, count } of ranges) {
      for (let index = 0; index < Math.min(count, 2_000); index += 1) numbers.add(first + index);
    }
  }
  return [...numbers];
}

class Nonsense {
  constructor(
    private readonly random: Random,
    private readonly objects: number,
  ) {}

  changed(value: PdfObject, depth: number): PdfObject {
    if (depth > MAX_DEPTH) return this.value(depth);
    if (value instanceof PdfStream) {
      const dict = this.changedDict(value.dict, depth);
      return new PdfStream(dict, this.random.chance(0.5) ? value.raw : Buffer.from('x'));
    }
    if (value instanceof PdfDict) return this.changedDict(value, depth);
    if (isArray(value)) return this.changedArray(value, depth);
    return this.value(depth);
  }

  private changedDict(dict: PdfDict, depth: number): PdfDict {
    const { random } = this;
    const copy = new PdfDict(new Map(dict.entries));
    const keys = [...copy.entries.keys()];
    if (keys.length === 0 || random.chance(0.25)) {
      copy.entries.set(random.pick(KEYS), this.value(depth));
      return copy;
    }
    const key = random.pick(keys);
    const old = copy.entries.get(key) ?? null;
    if (random.chance(0.15)) copy.entries.delete(key);
    else
      copy.entries.set(key, random.chance(0.5) ? this.changed(old, depth + 1) : this.value(depth));
    return copy;
  }

  private changedArray(array: readonly PdfObject[], depth: number): PdfObject {
    const { random } = this;
    const at = random.int(array.length);
    const item = array[at] ?? null;
    switch (random.int(4)) {
      case 0:
        return array.filter((_, index) => index !== at);
      case 1:
        return [...array, item, this.value(depth)];
      case 2:
        return array.map((old, index) => (index === at ? this.value(depth) : old));
      default:
        return array.map((old, index) => (index === at ? this.changed(old, depth + 1) : old));
    }
  }

  private value(depth: number): PdfObject {
    const { random } = this;
    const isLeaf = depth > MAX_DEPTH;
    switch (random.int(isLeaf ? 6 : 8)) {
      case 0:
        return null;
      case 1:
        return random.chance(0.5);
      case 2:
        return Number(oddNumber(random, 10));
      case 3:
        return new PdfName(random.pick(KEYS));
      case 4:
        return new PdfRef(random.int(this.objects + 1), random.chance(0.9) ? 0 : 1);
      case 5:
        return PdfString.text(random.pick(['', 'Số', 'NguoiKy', 'CoQuan', 'x'.repeat(300)]));
      case 6:
        return Array.from({ length: random.int(5) }, () => this.value(depth + 2));
      default:
        return new PdfDict(
          new Map([
            [random.pick(KEYS), this.value(depth + 2)],
            [random.pick(KEYS), this.value(depth + 2)],
          ]),
        );
    }
  }
}
