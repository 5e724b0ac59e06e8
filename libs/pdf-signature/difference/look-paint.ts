import { readRect, type FieldWidget } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { PdfName, PdfStream } from '../pdf/objects.js';
import type { Comparison } from './comparison.js';
import { placement } from './ink/annotations.js';
import { opaqueParts, UNIT } from './ink/masks.js';
import { isWithin, moved, times, widened, type Box, type Matrix } from './ink/matrix.js';
import { readInk } from './ink/ink.js';
import type { PlacedImage } from './ink/types.js';

type Hiding = {
  /** Where nothing below can be seen, on the page. */
  readonly boxes: readonly Box[];
  /** Whether the look is one picture and nothing else, as a scanned signature or a seal. */
  readonly isPicture: boolean;
};

/** A signature shows one, or a person and a seal; each is looked at closely. */
const MOST_PICTURES = 20;

/** Where the look of a widget hides what lies below. */
export function hiddenBy(document: PdfDocument, widget: FieldWidget): Hiding {
  const look = shownLook(document, widget);
  const rect = readRect(document, widget.dict.get('Rect'));
  if (look === null || rect === undefined) return { boxes: [], isPicture: false };
  const ink = readInk(document, [look], look.dict.get('Resources'));
  if (!ink.isReadable || ink.images.length > MOST_PICTURES)
    return { boxes: [rect], isPicture: false };
  const matrix = placement(document, look, rect);
  const covers = ink.covers.map((box) => moved(box, matrix));
  const boxes = [...covers, ...ink.images.flatMap((one) => opaqueOn(document, one, matrix))];
  const isPicture = ink.pictures === 1 && ink.runs.length + ink.drawings === 0 && !ink.hasPaint;
  return { boxes: boxes.map((box) => within(box, rect)), isPicture };
}

function opaqueOn(document: PdfDocument, { image, matrix }: PlacedImage, page: Matrix): Box[] {
  const placed = times(matrix, page);
  const [left, bottom, right, top] = moved(UNIT, placed);
  const size = { width: right - left, height: top - bottom };
  return opaqueParts(document, image, size).map((part) => moved(part, placed));
}

/** The part that is not cut off. */
function within(box: Box, rect: Box): Box {
  return [
    Math.max(box[0], rect[0]),
    Math.max(box[1], rect[1]),
    Math.min(box[2], rect[2]),
    Math.min(box[3], rect[3]),
  ];
}

type Paint = {
  readonly boxes: readonly Box[];
  readonly isReadable: boolean;
  readonly letters: number;
};

/** Points. */
const TOLERANCE = 2;

/** Remembers a widget that paints where it did not: what lies below could be hidden by it. */
export function notePaint(
  comparison: Comparison,
  old: FieldWidget | undefined,
  now: FieldWidget,
  isButton: boolean,
): void {
  const later = paintOf(comparison.after, now);
  if (now.ref === undefined || later === null) return;
  const earlier = old === undefined ? null : paintOf(comparison.before, old);
  if (isMore(later, earlier ?? NO_PAINT, isButton)) comparison.painted.add(now.ref.num);
}

const NO_PAINT: Paint = { boxes: [], isReadable: true, letters: 0 };

function isMore(later: Paint, earlier: Paint, isButton: boolean): boolean {
  return (
    (!later.isReadable && earlier.isReadable) ||
    (isButton && later.letters > 0 && earlier.letters === 0) ||
    later.boxes.some(
      (box) => !earlier.boxes.some((other) => isWithin(box, widened(other, TOLERANCE))),
    )
  );
}

function paintOf(document: PdfDocument, widget: FieldWidget): Paint | null {
  const look = shownLook(document, widget);
  const rect = readRect(document, widget.dict.get('Rect'));
  if (look === null || rect === undefined) return null;
  const ink = readInk(document, [look], look.dict.get('Resources'));
  const matrix = placement(document, look, rect);
  const boxes = [...ink.paints, ...ink.boxes].slice(0, MAX_BOXES);
  document.budget.spend(boxes.length * boxes.length);
  return {
    boxes: boxes.map((box) => moved(box, matrix)),
    isReadable: ink.isReadable,
    letters: ink.runs.length,
  };
}

/** The look of a field is a ground, a frame and some letters. */
const MAX_BOXES = 500;

/** The look of the state that is shown. */
function shownLook(document: PdfDocument, { dict }: FieldWidget): PdfStream | null {
  const look = document.resolve(document.dict(dict.get('AP'))?.get('N'));
  if (look instanceof PdfStream) return look;
  const state = document.resolve(dict.get('AS'));
  const own = document.dict(look)?.get(state instanceof PdfName ? state.value : 'Off');
  const shown = document.resolve(own);
  return shown instanceof PdfStream ? shown : null;
}
