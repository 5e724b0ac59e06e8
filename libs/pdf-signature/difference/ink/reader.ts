import { PdfRefusedError } from '../../errors.js';
import { readRect } from '../../form/form.js';
import type { PdfDocument } from '../../pdf/document.js';
import { isAmbiguous } from '../../pdf/equality.js';
import { Lexer } from '../../pdf/lexer.js';
import { PdfName, PdfStream, type PdfDict, type PdfObject } from '../../pdf/objects.js';
import { LookWatch, type Frame } from './look.js';
import {
  bleaches,
  isIsolated,
  isOptional,
  isPlainSpace,
  lightOf,
  multiplies,
  redefinesColours,
} from './colours.js';
import {
  IDENTITY,
  isMatrix,
  matrixOf,
  moved,
  number,
  times,
  widened,
  type Matrix,
} from './matrix.js';
import { drawnGlyph, isGradient, tilesWithInk } from './cells.js';
import { InkPaint } from './paint.js';
import { InkPath } from './path.js';
import {
  isMiscounted,
  OperatorOrder,
  ownOperands,
  skipInlineImage,
  skipToken,
  takeOperator,
} from './operators.js';
import { InkText } from './text.js';
import type { Ink, InkState, TextRun } from './types.js';
import { decodeStream } from '../streams.js';
import { plainFont, readFont, type TextFont } from './text-font.js';

const FILLS: ReadonlySet<string> = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);
const STROKES: ReadonlySet<string> = new Set(['S', 's']);
const STROKE_COLOURS: ReadonlySet<string> = new Set(['G', 'RG', 'K', 'SC', 'SCN']);
const PLAIN_COLOURS: ReadonlySet<string> = new Set(['g', 'rg', 'k']);
const COLOURS: ReadonlySet<string> = new Set([...PLAIN_COLOURS, 'sc', 'scn']);
const MAX_OPERATORS = 200_000;
const OPERATOR_STEPS = 80;
const MAX_NESTING = 8;
const MAX_OPERANDS = 64;

export class InkReader {
  readonly runs: TextRun[] = [];
  private readonly paint = new InkPaint();
  isReadable = true;
  private isMissing = false;
  readonly watch: LookWatch | undefined;
  private operators = 0;
  state: InkState = {
    ...{ matrix: IDENTITY, font: null, size: 0, mode: 0, leading: 0, colour: '0', light: 0 },
    ...{ strokeLight: 0, lineWidth: 1, opacity: 1, strokeOpacity: 1, multiplies: false },
    isApart: false,
    ...{ spacing: 0, wordSpacing: 0, stretch: 1, rise: 0, isPlainColour: true },
    ...{ tile: undefined, strokeTile: undefined, clip: undefined },
  };
  private readonly saved: InkState[] = [];
  private readonly text = new InkText(this);
  private path = new InkPath();
  private isClipping = false;
  private resources: PdfObject | undefined;
  private depth = 0;

  constructor(
    readonly document: PdfDocument,
    frame: Frame | undefined,
  ) {
    this.watch = frame === undefined ? undefined : new LookWatch(frame);
  }

  get ink(): Ink {
    const { boxes, covers, grounds, paints, pictures, shapes, sheers } = this.paint;
    const { hasPaint, images } = this.paint;
    return {
      ...{ boxes, covers, grounds, hasPaint, images, paints, pictures, shapes, sheers },
      runs: this.runs,
      drawings: this.text.drawings,
      isReadable: this.isReadable,
      isMissing: this.isMissing,
      isVeiled: this.watch?.isVeiled === true,
      marks: this.watch?.marks ?? [],
      outlines: this.watch?.outlines ?? 0,
      rings: this.watch?.rings ?? 0,
    };
  }

  read(data: Buffer, resources: PdfObject | undefined, matrix: Matrix, depth: number): void {
    const outer = { resources: this.resources, state: this.state, depth: this.depth };
    this.resources = resources;
    this.depth = depth;
    if (this.watch !== undefined && redefinesColours(this.document, resources)) this.watch.veil();
    this.state = { ...this.state, matrix };
    const lexer = new Lexer(data, 0, this.document.budget);
    const order = new OperatorOrder();
    let operands: PdfObject[] = [];
    for (;;) {
      lexer.skipSpace();
      if (lexer.position >= data.length) break;
      const operator = takeOperator(lexer);
      if (operator === null) {
        operands.push(this.operand(lexer));
        if (operands.length > 2 * MAX_OPERANDS) operands = operands.slice(-MAX_OPERANDS);
      } else {
        this.operators += 1;
        this.document.budget.spend(OPERATOR_STEPS);
        if (this.operators > MAX_OPERATORS) {
          this.isReadable = false;
          break;
        }
        if (isMiscounted(operator, operands) || !order.takes(operator)) this.watch?.veil();
        if (operator === 'BI') this.skipImage(lexer);
        else this.apply(operator, ownOperands(operator, operands));
        operands = [];
      }
    }
    this.resources = outer.resources;
    this.state = outer.state;
    this.depth = outer.depth;
  }

  /** Something is drawn and was not read at all. */
  miss(): void {
    this.isReadable = false;
    this.isMissing = true;
  }

  private operand(lexer: Lexer): PdfObject {
    const start = lexer.position;
    try {
      const operand = lexer.readObject();
      if (isAmbiguous(operand)) this.watch?.veil();
      return operand;
    } catch (error) {
      if (!(error instanceof PdfRefusedError) || error.code !== 'pdf.broken') throw error;
      this.isReadable = false;
      skipToken(lexer, start);
      return null;
    }
  }

  private skipImage(lexer: Lexer): void {
    this.paint.picture(null, this.state);
    if (!skipInlineImage(lexer)) this.isReadable = false;
  }

  private apply(operator: string, operands: readonly PdfObject[]): void {
    if (this.applyColour(operator, operands)) return;
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
      case 'w':
        this.state.lineWidth = number(operands[0]);
        return;
      case 'Do':
        this.show(operands[0]);
        return;
      case 'gs':
        this.applyState(operands[0]);
        return;
      default:
        if (!this.applyPath(operator, operands)) this.applyOther(operator, operands);
    }
  }

  private applyOther(operator: string, operands: readonly PdfObject[]): void {
    const [first] = operands;
    if (operator === 'sh')
      this.paint.shading(this.state, isGradient(this.document, this.needed('Shading', first)));
    else if (operator !== 'BDC') this.text.apply(operator, operands);
    else if (first instanceof PdfName && first.value === 'OC') this.watch?.veil();
  }

  private applyColour(operator: string, operands: readonly PdfObject[]): boolean {
    const { document, state } = this;
    if (STROKE_COLOURS.has(operator)) {
      state.strokeLight = lightOf(operands);
      state.strokeTile = this.tileOf(operands);
    } else if (operator === 'cs') {
      const [name] = operands;
      state.isPlainColour = isPlainSpace(document, name, this.resource('ColorSpace', name));
      state.light = state.isPlainColour ? 0 : null;
    } else if (COLOURS.has(operator)) {
      if (PLAIN_COLOURS.has(operator)) state.isPlainColour = true;
      state.tile = this.tileOf(operands);
      state.colour = operands.map(String).join(' ');
      state.light = state.isPlainColour ? lightOf(operands) : null;
    } else {
      return false;
    }
    return true;
  }

  private tileOf(operands: readonly PdfObject[]): PdfObject | undefined {
    const name = operands.at(-1);
    return name instanceof PdfName ? this.needed('Pattern', name) : undefined;
  }

  private applyState(name: PdfObject | undefined): void {
    const { document, state } = this;
    const own = document.dict(this.needed('ExtGState', name));
    if (bleaches(document, own)) this.watch?.veil();
    this.applyFont(document.array(own?.get('Font')) ?? []);
    const mask = document.resolve(own?.get('SMask'));
    const isMasked = mask !== null && !(mask instanceof PdfName);
    this.watch?.state(document.resolve(own?.get('ca')), isMasked ? mask : undefined);
    const stated = (key: string, old: number): number => {
      const value = document.resolve(own?.get(key));
      return typeof value === 'number' ? value : old;
    };
    state.opacity = stated('ca', state.opacity);
    state.strokeOpacity = stated('CA', state.strokeOpacity);
    state.lineWidth = stated('LW', state.lineWidth);
    if (!state.isApart) state.multiplies = multiplies(document, own) ?? state.multiplies;
  }

  private applyFont([font, size]: readonly PdfObject[]): void {
    if (font === undefined) return;
    this.state.font = readFont(this.document, font);
    this.state.size = number(this.document.resolve(size));
  }

  private applyPath(operator: string, operands: readonly PdfObject[]): boolean {
    if (this.path.add(operator, operands, this.state.matrix)) return true;
    if (operator === 'W' || operator === 'W*') {
      this.isClipping = true;
      return true;
    }
    if (FILLS.has(operator)) this.noteFill();
    else if (STROKES.has(operator)) this.noteStroke();
    else if (operator !== 'n') return false;
    if (this.isClipping) {
      this.watch?.clip(this.path.isRectangle ? this.path.box : null);
      this.state.clip = this.path;
    }
    this.isClipping = false;
    this.path = new InkPath();
    return true;
  }

  private noteStroke(): void {
    const { lineWidth, matrix, strokeTile } = this.state;
    const scale = Math.max(Math.hypot(matrix[0], matrix[1]), Math.hypot(matrix[2], matrix[3]));
    this.watch?.stroke(this.path, lineWidth * scale);
    this.paint.stroke(this.path, lineWidth * scale, this.state);
    this.noteTile(strokeTile, (lineWidth * scale) / 2);
  }

  private noteFill(): void {
    this.paint.fill(this.path, this.state);
    this.watch?.fill(this.path, this.state.light);
    this.noteTile(this.state.tile, 0);
  }

  /** What a pattern draws stands wherever it is painted. */
  private noteTile(pattern: PdfObject | undefined, around: number): void {
    const { box } = this.path;
    if (pattern === undefined || box === null) return;
    const isInked = tilesWithInk(this.document, pattern, (cell) => {
      const reader = new InkReader(this.document, undefined);
      const data = this.depth < MAX_NESTING ? decodeStream(this.document, cell) : null;
      if (data === null) reader.miss();
      else reader.read(data, cell.dict.get('Resources'), IDENTITY, this.depth + 1);
      return reader.ink;
    });
    if (isInked) this.paint.box(widened(box, around));
  }

  drawGlyph(font: PdfDict, code: number, place: Matrix): void {
    const glyph = this.depth < MAX_NESTING ? drawnGlyph(this.document, font, code) : null;
    if (glyph === null) return;
    const matrix = times(glyph.matrix, times(place, this.state.matrix));
    this.read(glyph.data, glyph.resources ?? this.resources, matrix, this.depth + 1);
  }

  /** A font that is not there: some readers take one of their own, with Latin letters. */
  fontNamed(value: PdfObject | undefined): TextFont | null {
    const font = this.needed('Font', value);
    return font === undefined ? plainFont() : readFont(this.document, font);
  }

  /** What is nowhere Poppler takes from the page, and others leave out. */
  private needed(category: string, value: PdfObject | undefined): PdfObject | undefined {
    const found = this.resource(category, value);
    if (found === undefined) this.watch?.veil();
    return found;
  }

  private resource(category: string, value: PdfObject | undefined): PdfObject | undefined {
    if (!(value instanceof PdfName)) return undefined;
    const kind = this.document.dict(this.resources)?.get(category);
    return this.document.dict(kind)?.get(value.value);
  }

  private ownMatrix({ dict }: PdfStream): Matrix {
    const stated = this.document.array(dict.get('Matrix'));
    if (stated === undefined) return IDENTITY;
    if (!isMatrix(stated)) this.watch?.veil();
    return matrixOf(stated);
  }

  private show(value: PdfObject | undefined): void {
    const stream = this.document.resolve(this.resource('XObject', value));
    if (!(stream instanceof PdfStream) || this.document.nameIn(stream.dict, 'Subtype') !== 'Form') {
      this.paint.picture(stream, this.state);
      return;
    }
    if (isOptional(stream.dict)) this.watch?.veil();
    const data = this.depth < MAX_NESTING ? decodeStream(this.document, stream) : null;
    if (data === null) {
      this.miss();
      return;
    }
    const matrix = times(this.ownMatrix(stream), this.state.matrix);
    const box = readRect(this.document, stream.dict.get('BBox'));
    this.watch?.clip(box === undefined ? null : moved(box, matrix));
    const outer = this.state;
    const isApart = outer.isApart || isIsolated(this.document, stream.dict);
    this.state = { ...outer, isApart };
    this.read(data, stream.dict.get('Resources') ?? this.resources, matrix, this.depth + 1);
    this.state = outer;
  }
}
