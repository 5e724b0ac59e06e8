import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

type PathCommand = { readonly command: string; readonly args: readonly number[] };
type Glyph = {
  readonly path: { readonly commands: readonly PathCommand[] };
  readonly advanceWidth: number;
};

/** The part of fontkit that is used here; the package carries no types. */
export type Face = {
  readonly unitsPerEm: number;
  layout(text: string): { readonly advanceWidth: number; readonly glyphs: readonly Glyph[] };
};

type Fontkit = { readonly openSync: (path: string) => Face };

export type FaceStyle = 'normal' | 'bold' | 'italics' | 'bolditalics';

/** Tinos has the advance widths of Times New Roman and every Vietnamese letter. */
export const FONT_FILES: Readonly<Record<FaceStyle, string>> = {
  normal: require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf'),
  italics:
    require.resolve('@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  bolditalics: require.resolve('@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf'),
};

const faces = new Map<FaceStyle, Face>();

export function face(style: FaceStyle): Face {
  const known = faces.get(style);
  if (known !== undefined) return known;

  const { openSync } = require('fontkit') as Fontkit;
  const opened = openSync(FONT_FILES[style]);
  faces.set(style, opened);
  return opened;
}

/** Width in points of one line of text. */
export function widthOf(text: string, fontSize: number, style: FaceStyle = 'normal'): number {
  const { unitsPerEm } = face(style);
  return (face(style).layout(text).advanceWidth / unitsPerEm) * fontSize;
}

/** Ascender plus descender of Tinos, the natural height of a line per point of size. */
export const NATURAL_LINE = 1.107;

/** `lineHeight` factor that makes lines exactly `points` apart. */
export function exactLine(points: number, fontSize: number): number {
  return points / (fontSize * NATURAL_LINE);
}

/** Breaks text as the typesetter does: greedily, at spaces. */
export function breakLines(
  text: string,
  width: number,
  options: { readonly fontSize: number; readonly style?: FaceStyle; readonly indent?: number },
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    const room = width - (lines.length === 0 ? (options.indent ?? 0) : 0);
    if (line !== '' && widthOf(longer, options.fontSize, options.style) > room) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** The narrowest width that keeps the number of lines, so that centred titles break evenly. */
export function balancedWidth(
  text: string,
  width: number,
  options: { readonly fontSize: number; readonly style?: FaceStyle },
): number {
  const count = breakLines(text, width, options).length;
  if (count < 2) return width;

  let narrow = width / 3;
  let wide = width;
  while (wide - narrow > 2) {
    const middle = (narrow + wide) / 2;
    if (breakLines(text, middle, options).length <= count) wide = middle;
    else narrow = middle;
  }
  return Math.min(width, wide + 2);
}
