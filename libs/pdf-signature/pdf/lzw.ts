import { broken } from '../errors.js';
import type { Budget } from './budget.js';

const CLEAR = 256;
const END = 257;
const MAX_CODES = 4_096;

/**
 * LZW with codes of 9 to 12 bits (ISO 32000-2, 7.4.4.3). A code stands for a stretch of what has
 * been put out already, so the table is two numbers for each code.
 */
export function unpackLzw(data: Buffer, changesEarly: boolean, budget: Budget): Buffer {
  const starts = new Uint32Array(MAX_CODES);
  const lengths = new Uint32Array(MAX_CODES);
  const early = changesEarly ? 1 : 0;
  const out = new Output(budget);
  const codes = new BitReader(data);
  let next = END + 1;
  let width = 9;
  let previous = 0;
  for (let code = codes.read(width); code !== END; code = codes.read(width)) {
    if (code === undefined) return out.done();
    if (code === CLEAR) {
      next = END + 1;
      width = 9;
      previous = 0;
      continue;
    }
    const start = out.length;
    if (code < CLEAR) {
      out.byte(code);
    } else if (code < next) {
      out.repeat(starts[code] ?? 0, lengths[code] ?? 0);
    } else if (code === next && previous > 0) {
      out.repeat(start - previous, previous + 1);
    } else {
      throw broken('malformed LZW stream');
    }
    if (previous > 0 && next < MAX_CODES) {
      starts[next] = start - previous;
      lengths[next] = previous + 1;
      next += 1;
    }
    previous = out.length - start;
    width = next + early >= 2_048 ? 12 : next + early >= 1_024 ? 11 : next + early >= 512 ? 10 : 9;
  }
  return out.done();
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
