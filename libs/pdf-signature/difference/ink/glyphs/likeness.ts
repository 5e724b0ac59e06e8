import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Recent } from '../../../recent.js';
import { distance, fromUpright, shapeOf, type Shape } from './shapes.js';
import type { Outline } from './outline.js';
import { TrueTypeFile } from './true-type.js';

const FACES = [
  '400Regular/Tinos_400Regular.ttf',
  '700Bold/Tinos_700Bold.ttf',
  '400Regular_Italic/Tinos_400Regular_Italic.ttf',
];
const DIGITS = Array.from('0123456789');
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');

/** How much more like another letter a glyph may be, before it is one: measured on 158 fonts. */
const MOST_DIGIT = 0.15;
const MOST_LETTER = 0.6;
const MOST_LETTERS = 0.3;

let known: ReadonlyMap<string, readonly Shape[]> | undefined;

/** Letters as Times has them, small and large ones together where they are hard to tell apart. */
function references(): ReadonlyMap<string, readonly Shape[]> {
  if (known !== undefined) return known;
  const require = createRequire(import.meta.url);
  const shapes = new Map<string, Shape[]>();
  for (const face of FACES) {
    const path = require.resolve(`@expo-google-fonts/tinos/${face}`);
    const file = new TrueTypeFile(readFileSync(path));
    const map = file.maps.find(({ platform, encoding }) => platform === 3 && encoding === 1);
    for (const letter of [...DIGITS, ...LETTERS]) {
      const glyph = map?.glyphOf(letter.codePointAt(0) ?? 0) ?? 0;
      const shape = shapeOf(file.outline(glyph));
      const key = folded(letter);
      if (shape !== null) shapes.set(key, [...(shapes.get(key) ?? []), shape]);
    }
  }
  known = shapes;
  return shapes;
}

function folded(letter: string): string {
  return letter === 'l' ? 'I' : letter.toUpperCase();
}

/** Whether a letter is drawn as it is, or how much more like another. */
export type Likeness = 'same' | 'doubtful' | 'other';

/** The fonts of an office are few. */
const looked = new Recent<Likeness>(400);

export function likenessOf(letter: string, outline: Outline): Likeness {
  const key = hash('sha256', `${letter} ${outline.join(';')}`);
  return looked.getOrMake(key, () => compare(letter, outline));
}

/** Digits are told from digits; letters vary more, and one alone says less than two. */
function compare(letter: string, outline: Outline): Likeness {
  const shape = shapeOf(outline);
  if (shape === null) return 'other';
  const isDigit = DIGITS.includes(letter);
  const own = folded(letter);
  let [nearest, other] = [Infinity, Infinity];
  for (const [key, shapes] of references()) {
    // A zero is an O, and a one an l, in some hands.
    if (isDigit !== DIGITS.includes(key)) continue;
    const least = Math.min(...shapes.map((one) => (isDigit ? fromUpright : distance)(shape, one)));
    if (key === own) nearest = least;
    else other = Math.min(other, least);
  }
  const excess = nearest - other;
  if (isDigit) return excess > MOST_DIGIT ? 'other' : 'same';
  return excess > MOST_LETTER ? 'other' : excess > MOST_LETTERS ? 'doubtful' : 'same';
}
