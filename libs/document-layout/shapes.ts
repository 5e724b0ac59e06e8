import type { Content } from 'pdfmake';
import { NATURAL_LINE, balancedWidth, breakLines, widthOf, type FaceStyle } from './fonts.js';

/** A solid line of the given length in the middle of a block of the given width. */
export function centredRule(length: number, blockWidth: number, above = 1): Content {
  const start = (blockWidth - length) / 2;
  return {
    canvas: [{ type: 'line', x1: start, y1: 0, x2: start + length, y2: 0, lineWidth: 0.75 }],
    margin: [0, above, 0, 0],
  };
}

/** NĐ 30 asks for a third to a half of the line above it. */
export function shortRule(
  lineAbove: { readonly text: string; readonly fontSize: number; readonly style: FaceStyle },
  blockWidth: number,
  indent = 0,
): Content {
  const width = Math.min(widthOf(lineAbove.text, lineAbove.fontSize, lineAbove.style), blockWidth);
  return centredRule(width * 0.4, blockWidth + 2 * indent, 3);
}

/** Centred lines of bold text of even length, and the last of them for a rule to be measured by. */
export function centredTitle(
  text: string,
  width: number,
  fontSize: number,
): { readonly content: Content; readonly lastLine: string } {
  const options = { fontSize, style: 'bold' } as const;
  const side = Math.max(0, (width - balancedWidth(text, width * 0.9, options)) / 2);
  const lines = breakLines(text, width - 2 * side, options);
  return {
    content: { text, bold: true, fontSize, alignment: 'center', margin: [side, 0, side, 0] },
    lastLine: lines.at(-1) ?? text,
  };
}

/** Height of one natural line. */
export function lineHeightOf(fontSize: number): number {
  return fontSize * NATURAL_LINE;
}
