import type { PdfDocument } from '../pdf/document.js';
import { PdfDict, PdfName, PdfRef, PdfStream, type PdfObject } from '../pdf/objects.js';
import { leavesFirstPath } from './first-path.js';
import { OperatorOrder, PAINTING, readOperators } from './ink/operators.js';
import { decodeStream } from './streams.js';

const MAX_NESTING = 32;
/** Of the resources, what draws. */
const DRAWN = ['XObject', 'Pattern', 'Font', 'ExtGState'] as const;

/** The appearances of an annotation, and whether the update brought any of them. */
export type DrawnLook = { readonly look: PdfObject | undefined; readonly isTouched: boolean };

/**
 * Whether looks leave things as they found them. When one restores more than it saved (ISO 32000-2,
 * 8.4.2), pdf.js restores what had been saved before it, and with it goes the box that cuts it off: what
 * follows is drawn anywhere. When one leaves optional content open (14.6), it hides all later looks, too.
 * When one asks for clipping (8.5.4) and ends, Poppler clips the next look by what that one paints first.
 */
export class LookBalance {
  private readonly known = new Map<number, boolean>();

  constructor(private readonly document: PdfDocument) {}

  /** @param looks of a page, in the order of drawing */
  holdsAll(looks: readonly DrawnLook[]): boolean {
    let isClipped = false;
    return looks.every(({ look, isTouched }) => {
      const streams = isClipped || isTouched ? this.streamsOf(look) : [];
      // pypdf asks for clipping in each field that it fills, and never clips.
      if (isClipped && !streams.every((one) => leavesFirstPath(this.document, one))) return false;
      if (!isTouched) return true;
      const contents = streams.map((one) => readContent(this.document, one));
      isClipped ||= contents.some(({ isClipping }) => isClipping);
      return (
        contents.every(({ isBalanced }) => isBalanced) &&
        streams.every((one) => this.isDrawnBalanced(one, 0))
      );
    });
  }

  private streamsOf(look: PdfObject | undefined): PdfStream[] {
    const kinds = [...(this.document.dict(look)?.entries.values() ?? [])];
    return kinds.flatMap((kind) => {
      const value = this.document.resolve(kind);
      const states = value instanceof PdfDict ? [...value.entries.values()] : [value];
      return states
        .map((state) => this.document.resolve(state))
        .filter((state) => state instanceof PdfStream);
    });
  }

  /** Of what a look shows: forms, patterns, masks and drawn letters. */
  private holds(value: PdfObject | undefined, depth: number): boolean {
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
    const { isBalanced, isClipping } = readContent(this.document, value);
    return isBalanced && !isClipping && this.isDrawnBalanced(value, depth);
  }

  private isDrawnBalanced({ dict }: PdfStream, depth: number): boolean {
    const resources = this.document.dict(dict.get('Resources'));
    return DRAWN.map((category) => this.document.dict(resources?.get(category))).every((names) =>
      this.isBalanced(names, depth + 1),
    );
  }
}

type Content = { readonly isBalanced: boolean; readonly isClipping: boolean };

function readContent(document: PdfDocument, stream: PdfStream): Content {
  const data = decodeStream(document, stream);
  if (data === null) return { isBalanced: true, isClipping: false };
  const order = new OperatorOrder();
  const unfinished = new Unfinished();
  const isRead = readOperators(document, data, (operator, operands) => {
    unfinished.take(operator, operands);
    return order.keepsStates(operator);
  });
  return { isBalanced: isRead && !unfinished.isHiding, isClipping: unfinished.isClipping };
}

/** What content has begun that reaches beyond its end: optional content, and clipping. */
class Unfinished {
  private readonly marked: boolean[] = [];
  isClipping = false;

  take(operator: string, operands: readonly PdfObject[]): void {
    if (operator === 'BMC' || operator === 'BDC')
      this.marked.push(operands.some((one) => one instanceof PdfName && one.value === 'OC'));
    if (operator === 'EMC') this.marked.pop();
    if (operator === 'W' || operator === 'W*') this.isClipping = true;
    if (PAINTING.has(operator)) this.isClipping = false;
  }

  get isHiding(): boolean {
    return this.marked.includes(true);
  }
}
