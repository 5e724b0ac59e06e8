import { glyphOutlines } from './glyph-outlines.js';
import { InkSheet, circle, type Point } from './raster.js';

const PIXELS_PER_MM = 300 / 25.4;
const RED = [206, 17, 38] as const;
const OPACITY = 0.82;
const SAMPLE_TEXT = 'MẪU - DỮ LIỆU MINH HỌA';

/**
 * A seal that nobody could take for a real one: a single ring, neither star nor emblem, and the
 * words that say it is a sample. Red on a transparent ground, 300 dpi, in its true size.
 */
export function drawSeal(diameterMm: number, topText: string): Promise<Uint8Array> {
  const size = Math.round(diameterMm * PIXELS_PER_MM);
  const sheet = new InkSheet(size, size);
  const middle = { x: size / 2, y: size / 2 };
  const outer = size / 2 - 1;

  ring(sheet, middle, outer, size * 0.022);
  ring(sheet, middle, size * 0.315, size * 0.008);
  const text = size * 0.086;
  arc(sheet, middle, { text: topText, size: text, radius: size * 0.365, bottom: false });
  arc(sheet, middle, {
    text: 'KHÔNG CÓ GIÁ TRỊ PHÁP LÝ',
    size: text * 0.72,
    radius: size * 0.415,
    bottom: true,
  });
  centred(sheet, { x: middle.x, y: middle.y - size * 0.03 }, 'MẪU', size * 0.19);
  centred(sheet, { x: middle.x, y: middle.y + size * 0.07 }, 'DỮ LIỆU', size * 0.082);
  centred(sheet, { x: middle.x, y: middle.y + size * 0.165 }, 'MINH HỌA', size * 0.082);
  return sheet.toPng(RED, OPACITY);
}

export function sealText(topText: string | undefined): string {
  return topText ?? SAMPLE_TEXT;
}

function ring(sheet: InkSheet, centre: Point, radius: number, width: number): void {
  sheet.fill([circle(centre, radius), circle(centre, radius - width, false)]);
}

/** Text along a circle, upright at the top, or readable from below at the bottom. */
function arc(
  sheet: InkSheet,
  centre: Point,
  line: {
    readonly text: string;
    readonly size: number;
    readonly radius: number;
    readonly bottom: boolean;
  },
): void {
  const glyphs = glyphOutlines(line.text, line.size, 'bold');
  const spacing = line.size * 0.06;
  const length = glyphs.reduce((sum, glyph) => sum + glyph.advance + spacing, -spacing);
  const turn = line.bottom ? -1 : 1;
  let along = -length / 2;
  for (const { outlines, advance } of glyphs) {
    const angle = (turn * (along + advance / 2)) / line.radius;
    const direction = line.bottom ? Math.PI / 2 + angle : -Math.PI / 2 + angle;
    const base = {
      x: centre.x + line.radius * Math.cos(direction),
      y: centre.y + line.radius * Math.sin(direction),
    };
    const placed = outlines.map((outline) =>
      outline.map((point) => rotated({ x: point.x - advance / 2, y: point.y }, angle, base)),
    );
    if (placed.length > 0) sheet.fill(placed);
    along += advance + spacing;
  }
}

function rotated(point: Point, angle: number, base: Point): Point {
  return {
    x: base.x + point.x * Math.cos(angle) - point.y * Math.sin(angle),
    y: base.y + point.x * Math.sin(angle) + point.y * Math.cos(angle),
  };
}

function centred(sheet: InkSheet, base: Point, text: string, size: number): void {
  const glyphs = glyphOutlines(text, size, 'bold');
  const length = glyphs.reduce((sum, glyph) => sum + glyph.advance, 0);
  let x = base.x - length / 2;
  for (const { outlines, advance } of glyphs) {
    const left = x;
    const placed = outlines.map((outline) =>
      outline.map((point) => ({ x: left + point.x, y: base.y + point.y })),
    );
    if (placed.length > 0) sheet.fill(placed);
    x += advance;
  }
}
