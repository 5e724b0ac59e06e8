import type { PdfDocument } from '../../pdf/document.js';
import { isArray, PdfString, type PdfDict, type PdfObject } from '../../pdf/objects.js';
import type { LookWatch } from './look.js';
import { IDENTITY, matrixOf, number, through, times, type Matrix } from './matrix.js';
import type { InkState, TextRun } from './types.js';
import type { TextFont } from './text-font.js';

/** What letters are set on: the state and the runs of a stream that is read. */
type Sheet = {
  readonly document: PdfDocument;
  readonly state: InkState;
  readonly runs: TextRun[];
  readonly watch: LookWatch | undefined;
  readonly drawGlyph: (font: PdfDict, code: number, matrix: Matrix) => void;
  readonly fontNamed: (name: PdfObject | undefined) => TextFont | null;
};

const INVISIBLE = 3;
const BLANK = 32;

/** Sets letters as text objects do (ISO 32000-2, 9.3 and 9.4). */
export class InkText {
  /** Letters of fonts whose glyphs are drawings of their own. */
  drawings = 0;
  private text: Matrix = IDENTITY;
  private line: Matrix = IDENTITY;

  constructor(private readonly sheet: Sheet) {}

  apply(operator: string, operands: readonly PdfObject[]): void {
    const { state } = this.sheet;
    const [first, second] = operands;
    switch (operator) {
      case 'BT':
        this.text = this.line = IDENTITY;
        return;
      case 'Tf':
        state.font = this.sheet.fontNamed(first);
        state.size = number(second);
        return;
      case 'Tr':
        state.mode = number(first);
        return;
      case 'TL':
        state.leading = number(first);
        return;
      case 'Tc':
        state.spacing = number(first);
        return;
      case 'Tw':
        state.wordSpacing = number(first);
        return;
      case 'Tz':
        state.stretch = number(first) / 100;
        return;
      case 'Ts':
        state.rise = number(first);
        return;
      case 'Tm':
        this.text = this.line = matrixOf(operands);
        return;
      default:
        this.applyLine(operator, operands);
    }
  }

  private applyLine(operator: string, operands: readonly PdfObject[]): void {
    const { state } = this.sheet;
    const [first, second] = operands;
    switch (operator) {
      case 'TD':
        state.leading = -number(second);
        this.nextLine(number(first), number(second));
        return;
      case 'Td':
        this.nextLine(number(first), number(second));
        return;
      case 'T*':
        this.nextLine(0, -state.leading);
        return;
      case '"':
        state.wordSpacing = number(first);
        state.spacing = number(second);
        this.nextLine(0, -state.leading);
        this.write(operands[2]);
        return;
      case "'":
        this.nextLine(0, -state.leading);
        this.write(first);
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
    const { document, state } = this.sheet;
    const { size, stretch } = state;
    if (typeof value === 'number') {
      this.text = times([1, 0, 0, 1, (-value / 1000) * size * stretch, 0], this.text);
    }
    if (!(value instanceof PdfString)) return;
    const { bytes } = value;
    document.budget.spend(4 * bytes.length);
    const letters = state.font?.count(bytes) ?? bytes.length;
    const width = (state.font?.width(bytes) ?? letters * 0.5) * size;
    // Word spacing applies to the code 32 of fonts with codes of one byte (9.3.3).
    const isOfBytes = letters === bytes.length && state.wordSpacing !== 0;
    const blanks = isOfBytes ? bytes.filter((byte) => byte === BLANK).length : 0;
    const spaced = (width + state.spacing * letters + state.wordSpacing * blanks) * stretch;
    const place = this.text;
    this.text = times([1, 0, 0, 1, spaced, 0], place);
    this.note(bytes, letters, place);
    this.judge(bytes, blanks);
  }

  private judge(bytes: Buffer, blanks: number): void {
    const { state, watch } = this.sheet;
    if (watch === undefined) return;
    const isOdd = state.font?.isUneven(bytes) === true || state.font?.misleads(bytes) === true;
    if (!isEven(state, blanks) || isOdd) watch.veil();
  }

  private note(bytes: Buffer, letters: number, start: Matrix): void {
    const { state, runs, watch } = this.sheet;
    const { colour, font, size, mode, matrix, light, rise } = state;
    if (letters === 0 || mode === INVISIBLE) return;
    const place = times(start, matrix);
    const from = through(place, [0, size * 0.3 + rise]);
    const to = through(times(this.text, matrix), [0, size * 0.3 + rise]);
    const text = font === null ? null : font.decode(bytes);
    const height = Math.hypot(place[2], place[3]) * size;
    const style = `${colour} ${mode} ${height.toFixed(1)}`;
    runs.push({ text, letters, from, to, style });
    const edge = edgeOf(state);
    watch?.write({ from, to, letters, height, light, mode, text, edge, axes: place });
    if (font?.drawn !== undefined) this.draw(font, font.drawn, bytes, start);
  }

  /** Glyphs may draw far from where they stand. */
  private draw(font: TextFont, drawn: PdfDict, bytes: Buffer, start: Matrix): void {
    this.drawings += bytes.length;
    const { text, line } = this;
    const { size, stretch, spacing, rise } = this.sheet.state;
    let x = 0;
    for (const code of bytes) {
      const place = times([size * stretch, 0, 0, size, x, rise], start);
      this.sheet.drawGlyph(drawn, code, place);
      x += (font.width(Buffer.of(code)) * size + spacing) * stretch;
    }
    [this.text, this.line] = [text, line];
  }
}

/** Half of a letter's width, about: closer letters lie over each other, wider ones are torn apart. */
const CLOSEST = -0.25;
const WIDEST = 4;

function isEven({ size, spacing, stretch, wordSpacing }: InkState, blanks: number): boolean {
  const isSpaced = size > 0 && spacing >= CLOSEST * size && spacing <= WIDEST * size;
  const isStretched = stretch < 0.4 || stretch > WIDEST;
  return isSpaced && !isStretched && (blanks === 0 || Math.abs(wordSpacing) <= WIDEST * size);
}

/** The colour of lines around letters that are filled and stroked. */
function edgeOf({ mode, strokeLight, lineWidth }: InkState): number | null | undefined {
  return mode === 2 && lineWidth > 0 ? strokeLight : undefined;
}
