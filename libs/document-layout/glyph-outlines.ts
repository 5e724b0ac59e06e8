import { face, type FaceStyle } from './fonts.js';
import type { Point } from './raster.js';

const CURVE_STEPS = 6;

type Command = { readonly command: string; readonly args: readonly number[] };
export type PlacedGlyph = {
  /** Outlines in pixels around the origin of the glyph, y downwards. */
  readonly outlines: readonly (readonly Point[])[];
  readonly advance: number;
};

/** The outlines of a text, glyph by glyph, at a size in pixels. */
export function glyphOutlines(
  text: string,
  size: number,
  style: FaceStyle,
): readonly PlacedGlyph[] {
  const font = face(style);
  const scale = size / font.unitsPerEm;
  return font.layout(text.normalize('NFC')).glyphs.map((glyph) => ({
    outlines: flatten(glyph.path.commands, scale),
    advance: glyph.advanceWidth * scale,
  }));
}

function flatten(commands: readonly Command[], scale: number): Point[][] {
  const outlines: Point[][] = [];
  let current: Point[] = [];
  for (const { command, args } of commands) {
    const points = pairs(args, scale);
    const last = points.at(-1);
    if (command === 'moveTo' && last !== undefined) {
      current = [last];
      outlines.push(current);
    } else if (last !== undefined) {
      const from = current.at(-1) ?? last;
      current.push(...(points.length === 1 ? [last] : curve([from, ...points])));
    }
  }
  return outlines.filter((outline) => outline.length > 2);
}

function pairs(args: readonly number[], scale: number): Point[] {
  return Array.from({ length: args.length / 2 }, (_, index) => ({
    x: (args[2 * index] ?? 0) * scale,
    y: -(args[2 * index + 1] ?? 0) * scale,
  }));
}

/** A Bézier curve of any degree as short lines (de Casteljau). */
function curve(control: readonly Point[]): Point[] {
  return Array.from({ length: CURVE_STEPS }, (_, step) => {
    const t = (step + 1) / CURVE_STEPS;
    let points = control;
    while (points.length > 1) {
      points = points.slice(1).map((to, index) => mix(points[index] ?? to, to, t));
    }
    return points[0] ?? { x: 0, y: 0 };
  });
}

function mix(from: Point, to: Point, t: number): Point {
  return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
}
