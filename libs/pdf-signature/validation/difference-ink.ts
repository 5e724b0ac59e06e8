import type { Page } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { Lexer, isWhite } from '../pdf/lexer.js';
import { isArray, PdfName, PdfStream, PdfString, type PdfObject } from '../pdf/objects.js';
import { PdfSignatureError } from '../errors.js';
import { readFont, type TextFont } from './difference-text-font.js';
import { decodeStream } from './difference-streams.js';

/** Letters shown by one operator; where they stand is estimated by their number and size. */
export type TextRun = {
  /** null where the font does not say which letters its codes are. */
  readonly text: string | null;
  readonly letters: number;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
};

/** What a content stream draws (ISO 32000-2, 8 and 9), as far as a comparison needs it. */
export type Ink = {
  readonly runs: readonly TextRun[];
  readonly pictures: number;
  /** Painted areas that are no plain rectangles; letters drawn as outlines are among them. */
  readonly outlines: number;
  readonly fills: number;
  readonly isReadable: boolean;
};

type Matrix = readonly [number, number, number, number, number, number];
type State = { matrix: Matrix; font: TextFont | null; size: number; mode: number; leading: number };

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const DRAWS_LINE: ReadonlySet<string> = new Set(['c', 'v', 'y', 'l']);
const ENDS_PATH: ReadonlySet<string> = new Set(['n', 'S', 's']);
const FILLS: ReadonlySet<string> = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);
const MAX_OPERATORS = 200_000;
const MAX_NESTING = 8;
const MAX_OPERANDS = 64;
const INVISIBLE = 3;
const AVERAGE_WIDTH = 0.5;

/** Reads what streams draw one after the other, forms that they show included. */
export function readInk(
  document: PdfDocument,
  streams: readonly PdfStream[],
  resources: PdfObject | undefined,
): Ink {
  const reader = new InkReader(document);
  try {
    const parts = streams.map((stream) => decodeStream(document, stream));
    const data = parts.filter((part) => part !== null);
    reader.isReadable = data.length === parts.length;
    reader.read(
      Buffer.concat(data.flatMap((part) => [part, Buffer.from('\n')])),
      resources,
      IDENTITY,
      0,
    );
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    reader.isReadable = false;
  }
  return reader;
}

const pageTexts = new WeakMap<Page, Ink>();

/** What the page's own content draws; its annotations left out. */
export function readPageText(document: PdfDocument, page: Page): Ink {
  const known = pageTexts.get(page);
  if (known !== undefined) return known;
  const contents = document.resolve(page.dict.get('Contents'));
  const parts = isArray(contents) ? contents : [contents];
  const streams = parts
    .map((part) => document.resolve(part))
    .filter((part) => part instanceof PdfStream);
  const ink = readInk(document, streams, inherited(document, page, 'Resources'));
  pageTexts.set(page, ink);
  return ink;
}

function inherited(document: PdfDocument, page: Page, key: string): PdfObject | undefined {
  let node = document.dict(page.ref);
  for (let step = 0; node !== undefined && step < 64; step += 1) {
    if (node.entries.has(key)) return node.get(key);
    node = document.dict(node.get('Parent'));
  }
  return undefined;
}

/** How many letters have their middle inside a rectangle. */
export function countCovered(ink: Ink, rect: readonly [number, number, number, number]): number {
  let count = 0;
  for (const { letters, from, to } of ink.runs) {
    for (let index = 0; index < Math.min(letters, 10_000); index += 1) {
      const part = (index + 0.5) / letters;
      const x = from[0] + (to[0] - from[0]) * part;
      const y = from[1] + (to[1] - from[1]) * part;
      if (x > rect[0] && x < rect[2] && y > rect[1] && y < rect[3]) count += 1;
    }
  }
  return count;
}

class InkReader implements Ink {
  readonly runs: TextRun[] = [];
  pictures = 0;
  outlines = 0;
  fills = 0;
  isReadable = true;
  private operators = 0;
  private state: State = { matrix: IDENTITY, font: null, size: 0, mode: 0, leading: 0 };
  private readonly saved: State[] = [];
  private text: Matrix = IDENTITY;
  private line: Matrix = IDENTITY;
  private isOutline = false;
  private resources: PdfObject | undefined;
  private depth = 0;

  constructor(private readonly document: PdfDocument) {}

  read(data: Buffer, resources: PdfObject | undefined, matrix: Matrix, depth: number): void {
    const outer = { resources: this.resources, state: this.state, depth: this.depth };
    this.resources = resources;
    this.depth = depth;
    this.state = { ...this.state, matrix };
    const lexer = new Lexer(data, 0, this.document.budget);
    let operands: PdfObject[] = [];
    for (;;) {
      lexer.skipSpace();
      if (lexer.position >= data.length) break;
      const operator = takeOperator(lexer);
      if (operator === null) {
        operands.push(lexer.readObject());
        if (operands.length > MAX_OPERANDS) operands = operands.slice(1);
      } else {
        this.operators += 1;
        this.document.budget.spend(20);
        if (this.operators > MAX_OPERATORS) {
          this.isReadable = false;
          break;
        }
        if (operator === 'BI') this.skipImage(lexer);
        else this.apply(operator, operands);
        operands = [];
      }
    }
    this.resources = outer.resources;
    this.state = outer.state;
    this.depth = outer.depth;
  }

  private skipImage(lexer: Lexer): void {
    this.pictures += 1;
    const { bytes } = lexer;
    let at = bytes.indexOf('EI', lexer.position);
    while (
      at >= 0 &&
      !(isWhite(bytes[at - 1]) && (at + 2 >= bytes.length || isWhite(bytes[at + 2])))
    ) {
      at = bytes.indexOf('EI', at + 1);
    }
    lexer.position = at < 0 ? bytes.length : at + 2;
  }

  private apply(operator: string, operands: readonly PdfObject[]): void {
    switch (operator) {
      case 'q':
        this.saved.push({ ...this.state });
        return;
      case 'Q':
        this.state = this.saved.pop() ?? this.state;
        return;
      case 'cm':
        this.state.matrix = times(matrixOf(operands), this.state.matrix);
        return;
      case 'Do':
        this.show(operands[0]);
        return;
      case 'sh':
        this.pictures += 1;
        return;
      default:
        if (!this.applyPath(operator)) this.applyText(operator, operands);
    }
  }

  private applyPath(operator: string): boolean {
    if (DRAWS_LINE.has(operator)) {
      this.isOutline = true;
      return true;
    }
    if (!ENDS_PATH.has(operator) && !FILLS.has(operator)) return false;
    if (FILLS.has(operator)) {
      this.fills += 1;
      if (this.isOutline) this.outlines += 1;
    }
    this.isOutline = false;
    return true;
  }

  private applyText(operator: string, operands: readonly PdfObject[]): void {
    const [first, second] = operands;
    switch (operator) {
      case 'BT':
        this.text = this.line = IDENTITY;
        return;
      case 'Tf':
        this.state.font = this.fontNamed(first);
        this.state.size = number(second);
        return;
      case 'Tr':
        this.state.mode = number(first);
        return;
      case 'TL':
        this.state.leading = number(first);
        return;
      case 'Tm':
        this.text = this.line = matrixOf(operands);
        return;
      default:
        this.applyLine(operator, operands);
    }
  }

  private applyLine(operator: string, operands: readonly PdfObject[]): void {
    const [first, second] = operands;
    switch (operator) {
      case 'TD':
        this.state.leading = -number(second);
        this.nextLine(number(first), number(second));
        return;
      case 'Td':
        this.nextLine(number(first), number(second));
        return;
      case 'T*':
      case "'":
      case '"':
        this.nextLine(0, -this.state.leading);
        this.write(operands.at(-1));
        return;
      case 'Tj':
        this.write(first);
        return;
      case 'TJ':
        for (const item of isArray(first) ? first : []) this.write(item);
    }
  }

  private nextLine(x: number, y: number): void {
    this.text = this.line = times([1, 0, 0, 1, x, y], this.line);
  }

  private write(value: PdfObject | undefined): void {
    const { font, size, mode, matrix } = this.state;
    if (typeof value === 'number') {
      this.text = times([1, 0, 0, 1, (-value / 1000) * size, 0], this.text);
    }
    if (!(value instanceof PdfString)) return;
    const letters = font === null ? value.bytes.length : font.count(value.bytes);
    const next = times([1, 0, 0, 1, letters * size * AVERAGE_WIDTH, 0], this.text);
    const from = times([1, 0, 0, 1, 0, size * 0.3], times(this.text, matrix));
    const to = times([1, 0, 0, 1, 0, size * 0.3], times(next, matrix));
    this.text = next;
    if (letters === 0 || (mode & INVISIBLE) === INVISIBLE) return;
    this.runs.push({
      text: font === null ? null : font.decode(value.bytes),
      letters,
      from: [from[4], from[5]],
      to: [to[4], to[5]],
    });
  }

  private fontNamed(value: PdfObject | undefined): TextFont | null {
    const font = this.resource('Font', value);
    return font === undefined ? null : readFont(this.document, font);
  }

  private resource(category: string, value: PdfObject | undefined): PdfObject | undefined {
    if (!(value instanceof PdfName)) return undefined;
    const kind = this.document.dict(this.resources)?.get(category);
    return this.document.dict(kind)?.get(value.value);
  }

  private show(value: PdfObject | undefined): void {
    const stream = this.document.resolve(this.resource('XObject', value));
    if (!(stream instanceof PdfStream) || stream.dict.name('Subtype') !== 'Form') {
      this.pictures += 1;
      return;
    }
    const data = this.depth < MAX_NESTING ? decodeStream(this.document, stream) : null;
    if (data === null) {
      this.isReadable = false;
      return;
    }
    const own = this.document.array(stream.dict.get('Matrix'));
    const matrix = times(own === undefined ? IDENTITY : matrixOf(own), this.state.matrix);
    this.read(data, stream.dict.get('Resources') ?? this.resources, matrix, this.depth + 1);
  }
}

/** An operator is a bare word; anything else is an operand. */
function takeOperator(lexer: Lexer): string | null {
  const { bytes, position } = lexer;
  const match = /^(?:[A-Za-z][A-Za-z0-9*]{0,2}|['"])(?![A-Za-z0-9*])/.exec(
    bytes.toString('latin1', position, position + 4),
  );
  if (match === null) return null;
  lexer.position += match[0].length;
  return match[0];
}

function number(value: PdfObject | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function matrixOf(operands: readonly PdfObject[]): Matrix {
  const [a, b, c, d, e, f] = operands.map(number);
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0];
}

function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[1] * n[2],
    m[0] * n[1] + m[1] * n[3],
    m[2] * n[0] + m[3] * n[2],
    m[2] * n[1] + m[3] * n[3],
    m[4] * n[0] + m[5] * n[2] + n[4],
    m[4] * n[1] + m[5] * n[3] + n[5],
  ];
}
