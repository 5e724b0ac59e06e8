import { Pen } from './pen.js';
import type { Outline } from './outline.js';
import { shortNumber } from './short-number.js';

const MAX_STEPS = 20_000;
const DEEPEST = 10;
const MAX_STACK = 256;

/** Draws a charstring of Type 1 (Adobe Type 1 Font Format, 6). */
export class TypeOneGlyph {
  private readonly pen = new Pen();
  private stack: number[] = [];
  /** What other subroutines, which are no charstrings, give back. */
  private given: number[] = [];
  /** The moves of a flat curve (8.3). */
  private flex: (readonly [number, number])[] | undefined;
  private isDone = false;
  private steps = 0;

  constructor(private readonly subroutine: (index: number) => Buffer) {}

  /** @throws RangeError for what cannot be read. */
  draw(charstring: Buffer): Outline {
    this.run(charstring, 0);
    return this.pen.outline;
  }

  private run(data: Buffer, depth: number): void {
    if (depth > DEEPEST) throw new RangeError('too deep');
    for (let at = 0; at < data.length && !this.isDone;) {
      this.steps += 1;
      if (this.steps > MAX_STEPS || this.stack.length > MAX_STACK) throw new RangeError('too long');
      const byte = data.readUInt8(at);
      at += 1;
      if (byte >= 32) at += this.push(data, at, byte);
      else if (byte === 11) return;
      else if (byte === 10) this.run(this.subroutine(this.stack.pop() ?? -1), depth + 1);
      else if (byte === 12) {
        this.escaped(data.readUInt8(at));
        at += 1;
      } else this.apply(byte);
    }
  }

  /** How many bytes more the number takes. */
  private push(data: Buffer, at: number, first: number): number {
    const { value, size } =
      first === 255 ? { value: data.readInt32BE(at), size: 4 } : shortNumber(data, at, first);
    this.stack.push(value);
    return size;
  }

  private apply(operator: number): void {
    const own = OPERATORS[operator];
    if (own === undefined) throw new RangeError('unknown operator');
    const args = this.stack;
    this.stack = [];
    own(this, args);
  }

  private escaped(operator: number): void {
    if (operator === 16) this.other();
    else if (operator === 17) this.stack.push(this.given.pop() ?? 0);
    else if (operator === 12) {
      const by = this.stack.pop() ?? 1;
      this.stack.push((this.stack.pop() ?? 0) / by);
    } else {
      if (operator === 7) this.pen.place(this.stack[0] ?? 0, this.stack[1] ?? 0);
      else if (!IDLE.has(operator)) throw new RangeError('unknown operator');
      this.stack = [];
    }
  }

  private other(): void {
    const kind = this.stack.pop() ?? -1;
    const count = this.stack.pop() ?? 0;
    if (count < 0 || count > this.stack.length) throw new RangeError('too few operands');
    this.given = this.stack.splice(this.stack.length - count).reverse();
    if (kind === 1) this.flex = [];
    if (kind !== 0 || this.flex === undefined) return;
    const [from = [0, 0], to = [0, 0], ...others] = this.flex;
    const all = [[from[0] + to[0], from[1] + to[1]], ...others].flat();
    this.flex = undefined;
    if (all.length !== 12) throw new RangeError('no flat curve');
    this.pen.curveBy(all.slice(0, 6));
    this.pen.curveBy(all.slice(6));
  }

  move(dx: number, dy: number): void {
    if (this.flex === undefined) this.pen.moveBy(dx, dy);
    else this.flex.push([dx, dy]);
  }

  line(dx: number, dy: number): void {
    this.pen.lineBy(dx, dy);
  }

  curve(by: readonly number[]): void {
    this.pen.curveBy(by);
  }

  begin(x: number): void {
    this.pen.place(x, 0);
  }

  end(): void {
    this.isDone = true;
  }
}

/** Hints, and the point that a flat curve has led to already. */
const IDLE: ReadonlySet<number> = new Set([0, 1, 2, 33]);

type Operator = (glyph: TypeOneGlyph, args: readonly number[]) => void;
const nothing: Operator = () => undefined;

const OPERATORS: Readonly<Record<number, Operator>> = {
  1: nothing,
  3: nothing,
  9: nothing,
  4: (glyph, [dy = 0]) => {
    glyph.move(0, dy);
  },
  5: (glyph, [dx = 0, dy = 0]) => {
    glyph.line(dx, dy);
  },
  6: (glyph, [dx = 0]) => {
    glyph.line(dx, 0);
  },
  7: (glyph, [dy = 0]) => {
    glyph.line(0, dy);
  },
  8: (glyph, args) => {
    glyph.curve(args);
  },
  13: (glyph, [x = 0]) => {
    glyph.begin(x);
  },
  14: (glyph) => {
    glyph.end();
  },
  21: (glyph, [dx = 0, dy = 0]) => {
    glyph.move(dx, dy);
  },
  22: (glyph, [dx = 0]) => {
    glyph.move(dx, 0);
  },
  30: (glyph, [a = 0, b = 0, c = 0, d = 0]) => {
    glyph.curve([0, a, b, c, d, 0]);
  },
  31: (glyph, [a = 0, b = 0, c = 0, d = 0]) => {
    glyph.curve([a, 0, b, c, 0, d]);
  },
};
