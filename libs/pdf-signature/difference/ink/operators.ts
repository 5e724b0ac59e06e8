import { PdfSignatureError } from '../../errors.js';
import type { PdfDocument } from '../../pdf/document.js';
import { isWhite, Lexer } from '../../pdf/lexer.js';
import type { PdfObject } from '../../pdf/objects.js';

/** How many operands operators take (ISO 32000-2, Annex A). */
const OPERANDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ q: 0, Q: 0, cm: 6, w: 1, d: 2, gs: 1, Do: 1, sh: 1, BDC: 2, BMC: 1, EMC: 0 },
    ...{ m: 2, l: 2, c: 6, v: 4, y: 4, re: 4, h: 0, f: 0, F: 0, 'f*': 0, B: 0, 'B*': 0 },
    ...{ b: 0, 'b*': 0, S: 0, s: 0, n: 0, W: 0, 'W*': 0, cs: 1, CS: 1 },
    ...{ g: 1, G: 1, rg: 3, RG: 3, k: 4, K: 4 },
    ...{ BT: 0, ET: 0, Tf: 2, Tr: 1, TL: 1, Tc: 1, Tw: 1, Tz: 1, Ts: 1, Tm: 6, Td: 2, TD: 2 },
    ...{ 'T*': 0, Tj: 1, TJ: 1, "'": 1, '"': 3 },
  }),
);

/** Whether an operator has more or fewer operands than it takes: readers disagree on which count. */
export function isMiscounted(operator: string, operands: readonly PdfObject[]): boolean {
  return (OPERANDS.get(operator) ?? operands.length) !== operands.length;
}

/** The operands that most readers take: the last. */
export function ownOperands(
  operator: string,
  operands: readonly PdfObject[],
): readonly PdfObject[] {
  const count = OPERANDS.get(operator);
  return count === undefined || operands.length <= count
    ? operands
    : operands.slice(operands.length - count);
}

const TEXT_STARTS = 'BT';
const TEXT_ENDS = 'ET';
/** What stands in text objects alone (9.4.1, Table 51). */
const IN_TEXT: ReadonlySet<string> = new Set([
  ...['Td', 'TD', 'Tm', 'T*', 'Tj', 'TJ', "'", '"', TEXT_ENDS],
]);

/** Watches whether operators of one stream stand where they may (8.2): elsewhere readers skip some, or not. */
export class OperatorOrder {
  private saved = 0;
  private isText = false;

  takes(operator: string): boolean {
    const isKept = this.keepsStates(operator);
    const isPlaced =
      operator === TEXT_STARTS ? !this.isText : this.isText || !IN_TEXT.has(operator);
    if (operator === TEXT_STARTS || operator === TEXT_ENDS) this.isText = operator === TEXT_STARTS;
    return isPlaced && isKept;
  }

  /** Whether nothing is restored that had been saved before the stream (8.4.2). */
  keepsStates(operator: string): boolean {
    if (operator === 'q') this.saved += 1;
    if (operator === 'Q') this.saved -= 1;
    return this.saved >= 0;
  }
}

/** An operator is a bare word; anything else is an operand. */
export function takeOperator(lexer: Lexer): string | null {
  const { bytes, position } = lexer;
  if (!mayBeginOperator(bytes[position] ?? 0)) return null;
  const match = /^(?:[A-Za-z][A-Za-z0-9*]{0,2}|['"])(?![A-Za-z0-9*])/.exec(
    bytes.toString('latin1', position, position + 4),
  );
  if (match === null) return null;
  lexer.position += match[0].length;
  return match[0];
}

/** Letters and quotes; most of a stream is numbers. */
function mayBeginOperator(byte: number): boolean {
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || byte === 0x27 || byte === 0x22;
}

/**
 * Moves behind the data of an image that stands in the content (8.9.7).
 *
 * @returns whether all readers end it there: some ask for a blank before the word, others do not
 */
export function skipInlineImage(lexer: Lexer): boolean {
  const { bytes } = lexer;
  let at = bytes.indexOf('EI', lexer.position);
  while (at >= 0 && at + 2 < bytes.length && !isWhite(bytes[at + 2])) {
    at = bytes.indexOf('EI', at + 1);
  }
  lexer.position = at < 0 ? bytes.length : at + 2;
  return at >= 0 && isWhite(bytes[at - 1]);
}

const REGULAR = /[^\s()<>[\]{}/%]/;

/** Moves behind a token that nobody can read, as readers go on. */
export function skipToken(lexer: Lexer, start: number): void {
  const { bytes } = lexer;
  const isRegular = (at: number): boolean => REGULAR.test(String.fromCharCode(bytes[at] ?? 0));
  let at = start + 1;
  if (isRegular(start)) while (at < bytes.length && isRegular(at)) at += 1;
  lexer.position = at;
}

/** They end a path (8.5.3), and what was asked to be clipped by it is. */
export const PAINTING: ReadonlySet<string> = new Set('n f F f* B B* b b* S s'.split(' '));
const OPERATOR_STEPS = 40;

/**
 * Hands out operators one by one until one is not taken.
 *
 * @returns whether all were read and taken
 */
export function readOperators(
  document: PdfDocument,
  data: Buffer,
  take: (operator: string, operands: readonly PdfObject[]) => boolean,
): boolean {
  const lexer = new Lexer(data, 0, document.budget);
  let operands: PdfObject[] = [];
  try {
    for (;;) {
      lexer.skipSpace();
      if (lexer.position >= data.length) return true;
      const operator = takeOperator(lexer);
      if (operator === null) {
        operands.push(lexer.readObject());
        continue;
      }
      document.budget.spend(OPERATOR_STEPS);
      if (operator === 'BI') skipInlineImage(lexer);
      if (!take(operator, operands)) return false;
      operands = [];
    }
  } catch (error) {
    if (!(error instanceof PdfSignatureError) || document.budget.stepsLeft < 0) throw error;
    return false;
  }
}
