import { readRect } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { isEqual } from '../pdf/equality.js';
import { isArray, PdfDict, PdfString, type PdfObject } from '../pdf/objects.js';
import type { Comparison } from './comparison.js';
import { drawsAnew } from './default-look.js';
import { keepsOwnResources } from './form-resources.js';
import { isMovedOut, isSameText } from './moved.js';

/** Firefox keeps colours in bytes (1/255, rounded), and turns CMYK to RGB by a profile of its own. */
const ROUNDING = 0.003;
const PROFILE_DISTANCE = 0.35;
/** PyMuPDF writes a frame of 1, whatever it was: too thin to hide anything. */
const THIN_FRAME = 1;
/** In ZapfDingbats. */
const TICK = '4';

/**
 * What readers write anew about a widget while they fill its field, in other words for the same
 * thing: Table 192 (/MK), Table 168 (/BS) and an empty /TU of ISO 32000-2, and fonts for its letters.
 * It is what a reader draws a field from; what it has drawn is judged with the appearance.
 */
export function isSaidAgain(
  comparison: Comparison,
  key: string,
  old: PdfDict,
  now: PdfDict,
): boolean {
  switch (key) {
    case 'MK':
      return keepsCharacteristics(comparison, old, now);
    case 'BS':
      return keepsFrame(comparison, old, now);
    case 'T':
    case 'TM':
      return isSameText(old.get(key), now.get(key));
    case 'DV':
    case 'Opt':
      return isMovedOut(comparison, old.get(key), now.get(key));
    case 'TU':
      return (
        isSameText(old.get(key), now.get(key)) ||
        (isEmptyText(comparison.before, old.get(key)) &&
          isEmptyText(comparison.after, now.get(key)))
      );
    case 'Rect':
      return isPutInOrder(comparison, old.get(key), now.get(key));
    case 'DR':
      return keepsOwnResources(comparison, old, now);
    default:
      return false;
  }
}

/** The same corners, the lower left one first, as MuPDF writes them (7.9.5). */
function isPutInOrder(
  { before, after }: Comparison,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
): boolean {
  const rect = readRect(before, old);
  return rect !== undefined && isEqual([...rect], after.resolve(now));
}

function keepsCharacteristics({ before, after }: Comparison, old: PdfDict, now: PdfDict): boolean {
  const was = before.dict(old.get('MK') ?? new PdfDict());
  const is = after.dict(now.get('MK') ?? new PdfDict());
  if (was === undefined || is === undefined || is.hasDuplicateKey) return false;
  return [...new Set([...was.entries.keys(), ...is.entries.keys()])].every((key) => {
    const [earlier, later] = [was.get(key), is.get(key)];
    if (isEqual(earlier, later)) return true;
    if (key === 'R') return turn(before, earlier) === turn(after, later);
    if (key === 'BC' || key === 'BG') {
      const isDrawn = !drawsAnew(after) && after.dict(now.get('AP'))?.get('N') !== undefined;
      return isSameColour(colour(before, earlier), colour(after, later), isDrawn);
    }
    // The mark of a box, which is drawn already: readers that draw it again fall back to a tick.
    const isTick = earlier instanceof PdfString && earlier.toText() === TICK;
    return key === 'CA' && later === undefined && (isTick || !drawsAnew(after));
  });
}

function turn(document: PdfDocument, value: PdfObject | undefined): number {
  const degrees = document.resolve(value ?? 0);
  return typeof degrees === 'number' ? ((degrees % 360) + 360) % 360 : NaN;
}

/** The components; none at all is transparent, like an absent colour. */
function colour(
  document: PdfDocument,
  value: PdfObject | undefined,
): readonly number[] | undefined {
  const parts = document.resolve(value ?? []);
  if (!isArray(parts)) return undefined;
  const numbers = parts.map((part) => document.resolve(part));
  return numbers.every((part) => typeof part === 'number') ? numbers : undefined;
}

function isSameColour(
  old: readonly number[] | undefined,
  now: readonly number[] | undefined,
  isDrawn: boolean,
): boolean {
  const [was, is] = [asRgb(old), asRgb(now)];
  if (was === undefined || is?.length !== was.length) return false;
  // A reader that draws the field itself could lose its letters on such another ground.
  const isProfiled = isDrawn && old?.length === 4 && now?.length !== 4;
  const distance = isProfiled ? PROFILE_DISTANCE : ROUNDING;
  return was.every((part, index) => Math.abs(part - (is[index] ?? NaN)) <= distance);
}

/** Grey, RGB or CMYK as RGB, by the plain formulas of 10.4.2. */
function asRgb(parts: readonly number[] = UNREADABLE): readonly number[] | undefined {
  const [first = 0, , , black = 0] = parts;
  if (parts.length === 1) return [first, first, first];
  if (parts.length === 4) return parts.slice(0, 3).map((part) => 1 - Math.min(1, part + black));
  return parts.length === 0 || parts.length === 3 ? parts : undefined;
}

const UNREADABLE = [NaN, NaN];

function keepsFrame({ before, after }: Comparison, old: PdfDict, now: PdfDict): boolean {
  const was = before.dict(old.get('BS')) ?? new PdfDict();
  const is = after.dict(now.get('BS')) ?? new PdfDict();
  if (is.hasDuplicateKey) return false;
  return [...new Set([...was.entries.keys(), ...is.entries.keys()])].every((key) => {
    if (isEqual(was.get(key), is.get(key))) return true;
    if (key === 'S') return (was.name('S') ?? 'S') === (is.name('S') ?? 'S');
    const width = key === 'W' ? after.resolve(is.get('W') ?? 1) : undefined;
    return typeof width === 'number' && width >= 0 && width <= THIN_FRAME;
  });
}

function isEmptyText(document: PdfDocument, value: PdfObject | undefined): boolean {
  const text = document.resolve(value ?? null);
  return text === null || (text instanceof PdfString && text.bytes.length === 0);
}
