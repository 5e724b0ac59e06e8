import { Pen } from './pen.js';
import type { Outline } from './outline.js';
import { shortNumber } from './short-number.js';

/** Parts that charstrings call by number. */
export type Subroutines = { readonly count: number; readonly at: (index: number) => Buffer };

const MAX_STEPS = 20_000;
const DEEPEST = 10;
const MAX_STACK = 513;

/** Draws a charstring of Type 2 (Adobe Technical Note 5177), as font files of CFF hold them. */
export class TypeTwoGlyph {
  private readonly pen = new Pen();
  private stack: number[] = [];
  private hints = 0;
  private hasWidth = false;
  private isDone = false;
  private steps = 0;
  private data: Buffer = Buffer.alloc(0);
  private at = 0;

  constructor(
    private readonly global: Subroutines,
    private readonly local: Subroutines,
  ) {}

  /** @throws RangeError for what cannot be read. */
  draw(charstring: Buffer): Outline {
    this.run(charstring, 0);
    return this.pen.outline;
  }

  private run(data: Buffer, depth: number): void {
    if (depth > DEEPEST) throw new RangeError('too deep');
    const outer = [this.data, this.at] as const;
    [this.data, this.at] = [data, 0];
    while (this.at < this.data.length && !this.isDone) {
      this.steps += 1;
      if (this.steps > MAX_STEPS || this.stack.length > MAX_STACK) throw new RangeError('too long');
      const byte = this.byte();
      if (byte === 11) break;
      if (byte >= 32 || byte === 28) this.stack.push(this.number(byte));
      else if (byte === 10) this.call(this.local, depth);
      else if (byte === 29) this.call(this.global, depth);
      else this.apply(byte);
    }
    [this.data, this.at] = outer;
  }

  private byte(): number {
    const byte = this.data.readUInt8(this.at);
    this.at += 1;
    return byte;
  }

  private number(first: number): number {
    if (first === 28) {
      this.at += 2;
      return this.data.readInt16BE(this.at - 2);
    }
    if (first === 255) {
      this.at += 4;
      return this.data.readInt32BE(this.at - 4) / 65_536;
    }
    const { value, size } = shortNumber(this.data, this.at, first);
    this.at += size;
    return value;
  }

  private call({ count, at }: Subroutines, depth: number): void {
    const bias = count < 1_240 ? 107 : count < 33_900 ? 1_131 : 32_768;
    this.run(at((this.stack.pop() ?? 0) + bias), depth + 1);
  }

  private apply(operator: number): void {
    const args = this.take(operator);
    const own = OPERATORS[operator];
    if (own !== undefined) own(this.pen, args);
    else if (operator === 12) flex(this.pen, this.byte(), args);
    else if (!this.hint(operator, args)) throw new RangeError('unknown operator');
  }

  /** The operands; the first operator has the width before its own. */
  private take(operator: number): readonly number[] {
    const args = this.stack;
    this.stack = [];
    if (this.hasWidth) return args;
    const own = OPERANDS[operator];
    if (own === undefined) return args;
    this.hasWidth = true;
    const isWide = own === 'even' ? args.length % 2 === 1 : args.length > own;
    return isWide ? args.slice(1) : args;
  }

  private hint(operator: number, args: readonly number[]): boolean {
    if (operator === 14) {
      // Two glyphs in one, as accented letters once were (Appendix C).
      if (args.length > 0) throw new RangeError('composed');
      this.isDone = true;
      return true;
    }
    if (![1, 3, 18, 19, 20, 23].includes(operator)) return false;
    this.hints += args.length >> 1;
    if (operator === 19 || operator === 20) this.at += (this.hints + 7) >> 3;
    return true;
  }
}

/** How many operands the operators have that may come first. */
const OPERANDS: Readonly<Record<number, number | 'even'>> = {
  ...{ 1: 'even', 3: 'even', 18: 'even', 19: 'even', 20: 'even', 23: 'even' },
  ...{ 4: 1, 14: 0, 21: 2, 22: 1 },
};

type Operator = (pen: Pen, args: readonly number[]) => void;

const lines: Operator = (pen, args) => {
  for (let at = 0; at + 1 < args.length; at += 2) pen.lineBy(args[at] ?? 0, args[at + 1] ?? 0);
};
const curves: Operator = (pen, args) => {
  for (let at = 0; at + 5 < args.length; at += 6) pen.curveBy(args.slice(at, at + 6));
};
const alternating =
  (isFlatFirst: boolean): Operator =>
  (pen, args) => {
    args.forEach((length, index) => {
      if ((index % 2 === 0) === isFlatFirst) pen.lineBy(length, 0);
      else pen.lineBy(0, length);
    });
  };
/** Curves that begin along one axis and end along the other, in turns. */
const turning =
  (isFlatFirst: boolean): Operator =>
  (pen, args) => {
    let isFlat = isFlatFirst;
    for (let at = 0; at + 3 < args.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0, last = 0] = args.slice(at, at + 5);
      const rest = args.length - at === 5 ? last : 0;
      pen.curveBy(isFlat ? [a, 0, b, c, rest, d] : [0, a, b, c, d, rest]);
      isFlat = !isFlat;
    }
  };
/** Curves that begin and end along one axis. */
const straight =
  (isFlat: boolean): Operator =>
  (pen, args) => {
    let aside = args.length % 4 === 1 ? (args[0] ?? 0) : 0;
    for (let at = args.length % 4 === 1 ? 1 : 0; at + 3 < args.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = args.slice(at, at + 4);
      pen.curveBy(isFlat ? [a, aside, b, c, d, 0] : [aside, a, b, c, 0, d]);
      aside = 0;
    }
  };

const OPERATORS: Readonly<Record<number, Operator>> = {
  4: (pen, [dy = 0]) => {
    pen.moveBy(0, dy);
  },
  5: lines,
  6: alternating(true),
  7: alternating(false),
  8: curves,
  21: (pen, [dx = 0, dy = 0]) => {
    pen.moveBy(dx, dy);
  },
  22: (pen, [dx = 0]) => {
    pen.moveBy(dx, 0);
  },
  24: (pen, args) => {
    curves(pen, args.slice(0, -2));
    lines(pen, args.slice(-2));
  },
  25: (pen, args) => {
    lines(pen, args.slice(0, -6));
    curves(pen, args.slice(-6));
  },
  26: straight(false),
  27: straight(true),
  30: turning(false),
  31: turning(true),
};

function flex(pen: Pen, operator: number, args: readonly number[]): void {
  const curved = FLEXES[operator];
  if (curved === undefined) throw new RangeError('unknown operator');
  const by = curved(args);
  pen.curveBy(by.slice(0, 6));
  pen.curveBy(by.slice(6));
}

/** Two flat curves (4.3), as the twelve operands of the plainest. */
const FLEXES: Readonly<Record<number, (args: readonly number[]) => readonly number[]>> = {
  34: ([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0]) => [a, 0, b, c, d, 0, e, 0, f, -c, g, 0],
  35: (args) => args,
  36: ([a = 0, b = 0, c = 0, d = 0, e = 0, ...[f = 0, g = 0, h = 0, i = 0]]) => {
    return [a, b, c, d, e, 0, f, 0, g, h, i, -(b + d + h)];
  },
  37: (args) => {
    const sum = (axis: number): number =>
      args.slice(0, 10).reduce((all, by, index) => (index % 2 === axis ? all + by : all), 0);
    const [dx, dy, last = 0] = [sum(0), sum(1), args[10]];
    const isFlat = Math.abs(dx) > Math.abs(dy);
    return [...args.slice(0, 10), isFlat ? last : -dx, isFlat ? -dy : last];
  },
};
