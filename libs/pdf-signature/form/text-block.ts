import { FieldRefusedError } from '../errors.js';
import { OfficeFont, type FontStyle } from '../pdf/font.js';
import { decimal } from './appearance.js';

/** Lines of text in a box; they wrap at spaces and shrink when the box is too small for them. */
export type TextBlock = {
  readonly lines: readonly string[];
  /** Points. */
  readonly fontSize: number;
  readonly style: FontStyle;
  readonly align: 'left' | 'center' | 'right';
  /** Where the lines stand in a box that is taller than they are. */
  readonly vertical: 'top' | 'middle' | 'bottom';
  /** Red, green and blue from 0 to 1. */
  readonly colour: readonly [number, number, number];
};

export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

const SMALLEST_FONT_SIZE = 5;
const SIZE_STEP = 0.5;

/**
 * Content stream operators that write the block, with its font as the given resource.
 *
 * @throws FieldRefusedError `field.character-unsupported`; `field.text-too-long` when even the
 *   smallest readable size does not fit.
 */
export function textBlock(block: TextBlock, area: Area, resource: string): string {
  const face = OfficeFont.of(block.style);
  const lines = block.lines.map((line) => line.normalize('NFC'));
  for (const line of lines) face.refuseUnknown(line);
  const { size, wrapped } = fit(lines, block.fontSize, area, face);
  const lineHeight = ((face.ascent - face.descent) * size) / 1000;
  const spare = area.height - lineHeight * wrapped.length;
  const lift = { top: 0, middle: 0.5, bottom: 1 }[block.vertical];
  const shift = { left: 0, center: 0.5, right: 1 }[block.align];
  const top = area.y + area.height - spare * lift - (face.ascent * size) / 1000;
  const shown = wrapped.map((line, index) => {
    const x = area.x + (area.width - (face.width(line) * size) / 1000) * shift;
    const y = top - index * lineHeight;
    return `1 0 0 1 ${decimal(x)} ${decimal(y)} Tm ${face.encode(line)} Tj`;
  });
  const colour = block.colour.map(decimal).join(' ');
  return `BT /${resource} ${decimal(size)} Tf ${colour} rg ${shown.join(' ')} ET`;
}

function fit(
  lines: readonly string[],
  wanted: number,
  area: Area,
  face: OfficeFont,
): { readonly size: number; readonly wrapped: readonly string[] } {
  for (let size = wanted; ; size -= SIZE_STEP) {
    const wrapped = lines.flatMap((line) => wrap(line, (area.width * 1000) / size, face));
    const height = (wrapped.length * (face.ascent - face.descent) * size) / 1000;
    const isWide = wrapped.some((line) => face.width(line) * size > area.width * 1000 + 1);
    if (!isWide && height <= area.height + 0.01) return { size, wrapped };
    if (size - SIZE_STEP < Math.min(SMALLEST_FONT_SIZE, wanted)) {
      throw new FieldRefusedError('field.text-too-long', { length: lines.join('').length });
    }
  }
}

function wrap(line: string, limit: number, face: OfficeFont): string[] {
  const wrapped: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && face.width(longer) > limit) {
      wrapped.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  return [...wrapped, current];
}
