import { broken } from '../errors.js';
import type { Budget } from './budget.js';

const CLEAR = 256;
const END = 257;
const MAX_CODES = 4_096;

/** LZW with codes of 9 to 12 bits (ISO 32000-2, 7.4.4.3). */
export function unpackLzw(data: Buffer, changesEarly: boolean, budget: Budget): Buffer {
  const out = new Output(budget);
  const codes = new BitReader(data);
  const table = new CodeTable(changesEarly ? 1 : 0);
  for (;;) {
    const code = codes.read(table.width);
    if (code === undefined || code === END) return out.done();
    if (code === CLEAR) table.clear();
    else table.put(code, out);
  }
}

/** A code stands for a stretch of what has been put out, so an entry is two numbers. */
class CodeTable {
  private readonly starts = new Uint32Array(MAX_CODES);
  private readonly lengths = new Uint32Array(MAX_CODES);
  private next = END + 1;
  /** Length of what was put out last. */
  private previous = 0;

  constructor(private readonly early: 0 | 1) {}

  get width(): number {
    const reach = this.next + this.early;
    if (reach >= 2_048) return 12;
    if (reach >= 1_024) return 11;
    return reach >= 512 ? 10 : 9;
  }

  clear(): void {
    this.next = END + 1;
    this.previous = 0;
  }

  put(code: number, out: Output): void {
    const { next, previous } = this;
    const start = out.length;
    if (code < CLEAR) out.byte(code);
    else if (code < next) out.repeat(this.starts[code] ?? 0, this.lengths[code] ?? 0);
    else if (code === next && previous > 0) out.repeat(start - previous, previous + 1);
    else throw broken('malformed LZW stream');
    if (previous > 0 && next < MAX_CODES) {
      this.starts[next] = start - previous;
      this.lengths[next] = previous + 1;
      this.next += 1;
    }
    this.previous = out.length - start;
  }
}

class BitReader {
  private position = 0;

  constructor(private readonly data: Buffer) {}

  read(width: number): number | undefined {
    if (this.position + width > this.data.length * 8) return undefined;
    let value = 0;
    for (let taken = 0; taken < width;) {
      const offset = this.position & 7;
      const count = Math.min(8 - offset, width - taken);
      const byte = this.data[this.position >> 3] ?? 0;
      value = (value << count) | ((byte >> (8 - offset - count)) & ((1 << count) - 1));
      taken += count;
      this.position += count;
    }
    return value;
  }
}

class Output {
  length = 0;
  private buffer = Buffer.alloc(4_096);

  constructor(private readonly budget: Budget) {}

  byte(value: number): void {
    this.room(1);
    this.buffer[this.length] = value;
    this.length += 1;
  }

  /** Copies byte by byte, because the stretch may run into what it writes. */
  repeat(from: number, count: number): void {
    this.room(count);
    for (let index = 0; index < count; index += 1) {
      this.buffer[this.length] = this.buffer[from + index] ?? 0;
      this.length += 1;
    }
  }

  done(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private room(count: number): void {
    this.budget.spend(10 + count);
    if (this.length + count <= this.buffer.length) return;
    const size = Math.max(this.buffer.length * 2, this.length + count);
    this.budget.hold(size);
    const larger = Buffer.alloc(size);
    this.buffer.copy(larger);
    this.buffer = larger;
  }
}
