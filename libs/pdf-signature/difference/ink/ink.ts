import { PdfSignatureError } from '../../errors.js';
import type { Page } from '../../form/form.js';
import type { PdfDocument } from '../../pdf/document.js';
import { isArray, PdfStream, type PdfObject } from '../../pdf/objects.js';
import type { Frame } from './look.js';
import type { Ink, TextRun } from './types.js';
import { IDENTITY, type Box, type Point } from './matrix.js';
import { isIsolated } from './colours.js';
import { InkReader } from './reader.js';
import { decodeStream } from '../streams.js';

/**
 * Reads what streams draw one after the other, forms that they show included.
 *
 * @param frame the box of a field's appearance, when people must see what is read from it
 */
export function readInk(
  document: PdfDocument,
  streams: readonly PdfStream[],
  resources: PdfObject | undefined,
  frame?: Frame,
): Ink {
  const reader = new InkReader(document, frame);
  try {
    const parts = streams.map((stream) => decodeStream(document, stream));
    const data = parts.filter((part) => part !== null);
    if (data.length < parts.length) reader.miss();
    reader.state.isApart = streams.some(({ dict }) => isIsolated(document, dict));
    reader.read(
      Buffer.concat(data.flatMap((part) => [part, Buffer.from('\n')])),
      resources,
      IDENTITY,
      0,
    );
  } catch (error) {
    // Once the file has cost what it may, whatever is read next would cost more.
    if (!(error instanceof PdfSignatureError) || document.budget.stepsLeft < 0) throw error;
    reader.miss();
  }
  return reader.ink;
}

const pageTexts = new WeakMap<Page, Ink>();

/** What the page's own content draws; its annotations left out. */
export function readPageText(document: PdfDocument, page: Page): Ink {
  const known = pageTexts.get(page);
  if (known !== undefined) return known;
  const contents = document.resolve(page.dict.get('Contents'));
  const parts = isArray(contents) ? contents : [contents];
  const streams = parts
    .map((part) => document.resolve(part))
    .filter((part) => part instanceof PdfStream);
  const ink = readInk(document, streams, inherited(document, page, 'Resources'));
  pageTexts.set(page, ink);
  return ink;
}

function inherited(document: PdfDocument, page: Page, key: string): PdfObject | undefined {
  let node = document.dict(page.ref);
  for (let step = 0; node !== undefined && step < 64; step += 1) {
    if (node.entries.has(key)) return node.get(key);
    node = document.dict(node.get('Parent'));
  }
  return undefined;
}

/** Lines to write on are made of these. */
const BLANK = /[\s_.\u2026\u00a0]/;

/** One digit is enough for another number: it weighs more than all letters that may be touched. */
const DIGIT = /\d/;
const DIGIT_WEIGHT = 4;

/** So few letters are touched by a frame drawn by hand; more are hidden. */
const TOUCHED_LETTERS = 3;
const RUN_STEPS = 4;
const LETTER_STEPS = 8;

/**
 * Whether a rectangle covers letters: how many have their middle inside; blanks and dotted lines are
 * none, and a few that are touched at the edge do not count.
 */
export function coversLetters(ink: Ink, rect: Box, document: PdfDocument): boolean {
  return isHeavyBelow(ink, rect, document, weightOf);
}

/** The same of numbers alone. */
export function coversDigits(ink: Ink, rect: Box, document: PdfDocument): boolean {
  // What cannot be read may be a number.
  return isHeavyBelow(ink, rect, document, (letter = '0') =>
    DIGIT.test(letter) ? DIGIT_WEIGHT : 0,
  );
}

function weightOf(letter = 'x'): number {
  if (DIGIT.test(letter)) return DIGIT_WEIGHT;
  return BLANK.test(letter) ? 0 : 1;
}

function isHeavyBelow(
  ink: Ink,
  rect: Box,
  { budget }: PdfDocument,
  weigh: (letter: string | undefined) => number,
): boolean {
  let count = 0;
  budget.spend(RUN_STEPS * ink.runs.length);
  for (const run of ink.runs) {
    if (!touches(run, rect)) continue;
    const { text, letters, from, to } = run;
    budget.spend(LETTER_STEPS * Math.min(letters, MAX_LETTERS));
    const known = text !== null && text.length === letters ? text : undefined;
    for (let index = 0; index < Math.min(letters, MAX_LETTERS); index += 1) {
      const part = (index + 0.5) / letters;
      const x = from[0] + (to[0] - from[0]) * part;
      const y = from[1] + (to[1] - from[1]) * part;
      if (!isInside([x, y], rect)) continue;
      count += weigh(known?.[index]);
      if (count > TOUCHED_LETTERS) return true;
    }
  }
  return false;
}

const MAX_LETTERS = 10_000;

function touches({ from, to }: TextRun, rect: Box): boolean {
  return (
    Math.max(from[0], to[0]) > rect[0] &&
    Math.min(from[0], to[0]) < rect[2] &&
    Math.max(from[1], to[1]) > rect[1] &&
    Math.min(from[1], to[1]) < rect[3]
  );
}

/** Square points; less is a corner that two neighbours share. */
const SMALLEST_OVERLAP = 64;

/** Whether pictures, or letters drawn as outlines, lie inside a rectangle: scans have no letters. */
export function coversPictures(
  ink: Pick<Ink, 'boxes' | 'shapes'>,
  rect: Box,
  { budget }: PdfDocument,
): boolean {
  budget.spend(2 * (ink.boxes.length + ink.shapes.length));
  const overlaps = ink.boxes.some((box) => {
    const width = Math.min(box[2], rect[2]) - Math.max(box[0], rect[0]);
    const height = Math.min(box[3], rect[3]) - Math.max(box[1], rect[1]);
    return width > 0 && height > 0 && width * height > SMALLEST_OVERLAP;
  });
  return overlaps || ink.shapes.filter((shape) => isInside(shape, rect)).length > TOUCHED_LETTERS;
}

function isInside([x, y]: Point, rect: Box): boolean {
  return x > rect[0] && x < rect[2] && y > rect[1] && y < rect[3];
}
