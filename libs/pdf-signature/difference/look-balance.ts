import { PdfSignatureError } from '../errors.js';
import type { PdfDocument } from '../pdf/document.js';
import { Lexer } from '../pdf/lexer.js';
import { PdfDict, PdfName, PdfRef, PdfStream, type PdfObject } from '../pdf/objects.js';
import { OperatorOrder, skipInlineImage, takeOperator } from './ink/operators.js';
import { decodeStream } from './streams.js';

const MAX_NESTING = 32;
/** Of the resources, what draws. */
const DRAWN = ['XObject', 'Pattern', 'Font', 'ExtGState'] as const;

/**
 * Whether looks leave things as they found them. When one restores more than it saved (ISO 32000-2,
 * 8.4.2), pdf.js restores what had been saved before it, and with it goes the box that cuts it off: what
 * follows is drawn anywhere. When one leaves optional content open (14.6), it hides all later looks, too.
 * When one asks for clipping (8.5.4) and ends, Poppler clips the next look by what that one paints first.
 */
export class LookBalance {
  private readonly known = new Map<number, boolean>();

  constructor(private readonly document: PdfDocument) {}

  /** Of an appearance, or of what it shows: forms, patterns, masks and drawn letters. */
  holds(value: PdfObject | undefined, depth = 0): boolean {
    if (!(value instanceof PdfRef)) return this.isBalanced(value, depth);
    const known = this.known.get(value.num);
    if (known !== undefined) return known;
    // Drawings may show each other in turn.
    this.known.set(value.num, true);
    const isBalanced = this.isBalanced(this.document.resolve(value), depth);
    this.known.set(value.num, isBalanced);
    return isBalanced;
  }

  private isBalanced(value: PdfObject | undefined, depth: number): boolean {
    if (depth > MAX_NESTING) return false;
    if (value instanceof PdfDict) {
      const glyphs = this.document.dict(value.get('CharProcs'));
      const parts = value.entries.has('Subtype') ? glyphs : value;
      return [...(parts?.entries.values() ?? [])].every((part) => this.holds(part, depth + 1));
    }
    if (!(value instanceof PdfStream)) return true;
    if (this.document.nameIn(value.dict, 'Subtype') === 'Image') return true;
    const resources = this.document.dict(value.dict.get('Resources'));
    const shown = DRAWN.map((category) => this.document.dict(resources?.get(category)));
    return (
      isContentBalanced(this.document, value) &&
      shown.every((names) => this.isBalanced(names, depth + 1))
    );
  }
}

const OPERATOR_STEPS = 40;

function isContentBalanced(document: PdfDocument, stream: PdfStream): boolean {
  const data = decodeStream(document, stream);
  if (data === null) return true;
  const lexer = new Lexer(data, 0, document.budget);
  const order = new OperatorOrder();
  const unfinished = new Unfinished();
  let operands: PdfObject[] = [];
  try {
    for (;;) {
      lexer.skipSpace();
      if (lexer.position >= data.length) return !unfinished.isAny;
      const operator = takeOperator(lexer);
      if (operator === null) {
        operands.push(lexer.readObject());
        continue;
      }
      document.budget.spend(OPERATOR_STEPS);
      if (operator === 'BI') skipInlineImage(lexer);
      if (!order.keepsStates(operator)) return false;
      unfinished.take(operator, operands);
      operands = [];
    }
  } catch (error) {
    if (!(error instanceof PdfSignatureError) || document.budget.stepsLeft < 0) throw error;
    return false;
  }
}

const PAINTING: ReadonlySet<string> = new Set('n f F f* B B* b b* S s'.split(' '));

/** What content has begun that reaches beyond its end: optional content, and clipping. */
class Unfinished {
  private readonly marked: boolean[] = [];
  private isClipping = false;

  take(operator: string, operands: readonly PdfObject[]): void {
    if (operator === 'BMC' || operator === 'BDC')
      this.marked.push(operands.some((one) => one instanceof PdfName && one.value === 'OC'));
    if (operator === 'EMC') this.marked.pop();
    if (operator === 'W' || operator === 'W*') this.isClipping = true;
    if (PAINTING.has(operator)) this.isClipping = false;
  }

  get isAny(): boolean {
    return this.isClipping || this.marked.includes(true);
  }
}
