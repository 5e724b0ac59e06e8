import type { PdfDocument } from '../../pdf/document.js';
import { isArray, isInteger, type PdfDict, type PdfObject } from '../../pdf/objects.js';

/** How wide a code is set, in em (ISO 32000-2, 9.2.4). */
export type CodeWidth = (code: number) => number;

const MAX_WIDTHS = 70_000;

export function readWidths(document: PdfDocument, font: PdfDict, isComposite: boolean): CodeWidth {
  return isComposite ? compositeWidths(document, font) : simpleWidths(document, font);
}

function simpleWidths(document: PdfDocument, font: PdfDict): CodeWidth {
  const widths = document.array(font.get('Widths'));
  const first = document.resolve(font.get('FirstChar'));
  const isFixed = /Courier|Mono/i.test(document.nameIn(font, 'BaseFont') ?? '');
  if (widths === undefined || !isInteger(first)) return isFixed ? () => 0.6 : latinWidth;
  // The glyphs of a Type 3 font are as wide as its own matrix makes them.
  const matrix = document.array(font.get('FontMatrix'));
  const scale = typeof matrix?.[0] === 'number' ? matrix[0] : 0.001;
  return (code) => {
    const width = document.resolve(widths[code - first]);
    return typeof width === 'number' ? width * scale : latinWidth(code);
  };
}

const NARROW = new Set(Buffer.from("iljtfrI.,;:'!|()[] -/"));
const WIDE = new Set(Buffer.from('mwMW@%'));

/** About what Times and Helvetica have. */
export function latinWidth(code: number): number {
  if (NARROW.has(code)) return 0.29;
  if (WIDE.has(code)) return 0.83;
  return code >= 0x41 && code <= 0x5a ? 0.68 : 0.5;
}

/** /W of the descendant: runs of widths, or one width for a range (9.7.4.3). */
function compositeWidths(document: PdfDocument, font: PdfDict): CodeWidth {
  const descendant = document.dict(document.array(font.get('DescendantFonts'))?.[0]);
  const usual = document.resolve(descendant?.get('DW'));
  const known = new Map<number, number>();
  const list = document.array(descendant?.get('W')) ?? [];
  for (let at = 0; at + 1 < list.length && known.size < MAX_WIDTHS;) {
    const [first, second] = [document.resolve(list[at]), document.resolve(list[at + 1])];
    if (!isInteger(first)) break;
    if (isArray(second)) {
      second.forEach((width, index) => {
        put(known, first + index, document.resolve(width));
      });
      at += 2;
    } else {
      document.budget.spend(20 * rangeSize(first, second));
      putRange(known, [first, second], document.resolve(list[at + 2]));
      at += 3;
    }
  }
  const other = typeof usual === 'number' ? usual / 1000 : 1;
  return (code) => known.get(code) ?? other;
}

function rangeSize(first: number, last: PdfObject): number {
  return isInteger(last) ? Math.min(Math.max(last - first, 0), MAX_WIDTHS) : 0;
}

function putRange(
  known: Map<number, number>,
  [first, last]: readonly [number, PdfObject],
  width: PdfObject,
): void {
  const end = first + rangeSize(first, last);
  for (let code = first; code <= end; code += 1) put(known, code, width);
}

function put(known: Map<number, number>, code: number, width: PdfObject): void {
  if (typeof width === 'number') known.set(code, width / 1000);
}
