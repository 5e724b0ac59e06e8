import type { PdfDocument } from '../pdf/document.js';
import { PdfName, type PdfStream, type PdfObject } from '../pdf/objects.js';
import { DrawnStreams } from './drawn-streams.js';
import { leavesFirstPath } from './first-path.js';
import { OperatorOrder, PAINTING, readOperators } from './ink/operators.js';
import { decodeStream } from './streams.js';

/** The appearances of an annotation, and whether the update brought any of them. */
export type DrawnLook = { readonly looks: readonly PdfStream[]; readonly isTouched: boolean };

/**
 * Whether looks of a page, in the order of drawing, leave things as they found them. When one restores
 * more than it saved (ISO 32000-2, 8.4.2), pdf.js restores what had been saved before it, and with it
 * goes the box that cuts it off: what follows is drawn anywhere. When one leaves optional content open
 * (14.6), it hides all later looks, too. When one asks for clipping (8.5.4) and ends, Poppler clips the
 * next look by what that one paints first.
 */
export function areBalanced(document: PdfDocument, drawn: readonly DrawnLook[]): boolean {
  const inner = new DrawnStreams(document);
  const read = once((look) => readContent(document, look));
  const leaves = once((look) => leavesFirstPath(document, look));
  let isClipped = false;
  return drawn.every(({ looks, isTouched }) => {
    // pypdf asks for clipping in each field that it fills, and never clips.
    if (isClipped && !looks.every(leaves)) return false;
    if (!isTouched) return true;
    const contents = looks.map(read);
    isClipped ||= contents.some(({ isClipping }) => isClipping);
    const parts = looks
      .flatMap(({ dict }) => inner.inResources(dict.get('Resources')))
      .map((part) => readContent(document, part));
    return (
      contents.every(({ isBalanced }) => isBalanced) &&
      parts.every(({ isBalanced, isClipping }) => isBalanced && !isClipping)
    );
  });
}

/** Thousands of notes may be drawn by one stream. */
function once<Answer>(ask: (look: PdfStream) => Answer): (look: PdfStream) => Answer {
  const answers = new Map<PdfStream, Answer>();
  return (look) => {
    const answer = answers.get(look) ?? ask(look);
    answers.set(look, answer);
    return answer;
  };
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
