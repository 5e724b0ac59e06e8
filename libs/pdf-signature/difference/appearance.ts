import {
  fieldFlags,
  pageOfWidget,
  readRect,
  type FieldWidget,
  type FormField,
} from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { isEqual } from '../pdf/equality.js';
import { PdfDict, PdfStream, type PdfObject } from '../pdf/objects.js';
import type { Comparison } from './comparison.js';
import { marksItsState, showsItsState } from './button.js';
import { allLooks } from './drawn-streams.js';
import { isListBox, showsValue, squeezed, valuesOf, wordsOf } from './field-values.js';
import { drawsAnew, judgeUndrawn } from './default-look.js';
import type { Ink } from './ink/types.js';
import { readInk } from './ink/ink.js';
import { hasRoom, placement } from './ink/annotations.js';
import { isOptional } from './ink/colours.js';
import { isMatrix, number } from './ink/matrix.js';
import { notePaint } from './look-paint.js';
import { isMarkedByLetters, marksItsChoice } from './marked-options.js';
import { plainText } from './rich-text.js';
import { hasSameData } from './streams.js';

/**
 * A field that is filled shows its value (ISO 32000-2, 12.7.4.3): people read the appearance,
 * programs and readers that draw fields anew take the value. Filling may not make them differ.
 */
export function judgeFieldAppearance(comparison: Comparison, old: FormField, now: FormField): void {
  now.widgets.forEach((widget, index) => {
    const earlier = old.widgets[index];
    if (widget.ref !== undefined) comparison.filled.add(widget.ref.num);
    if (!saysTheSame(comparison, now, earlier, widget)) comparison.find('appearance-differs');
    const isRedrawn =
      earlier === undefined || hasNewLook(comparison.before, earlier, comparison.after, widget);
    if (now.type === 'Btn') {
      const isStill = isEqual(old.value, now.value) && isSameState(earlier, widget);
      judgeButton(comparison, now, [earlier, widget], { isRedrawn, isStill });
    } else {
      if (!isPlainLook(comparison, earlier, widget)) noteLook(comparison, [old, now], widget);
      judgeText(comparison, now, widget, isRedrawn);
      if (looks(comparison.after, widget) === null) {
        judgeUndrawn(comparison, [old, earlier], [now, widget]);
      }
    }
    notePaint(comparison, earlier, widget, now.type === 'Btn');
  });
}

/** Some readers take a value of the widget for the field's, and rich text for its words (12.7.4.3). */
function saysTheSame(
  { before, after }: Comparison,
  field: FormField,
  old: FieldWidget | undefined,
  now: FieldWidget,
): boolean {
  const said = (value: PdfObject): string => squeezed(wordsOf(after, value));
  const isOther = (key: string): boolean =>
    now.dict.entries.has(key) &&
    !isEqual(before.resolve(old?.dict.get(key)), after.resolve(now.dict.get(key)));
  if (isOther('V') && said(now.dict.get('V') ?? null) !== said(field.value)) return false;
  return [now.dict, field.dict].every(
    (dict) =>
      !(dict === now.dict ? isOther('RV') : dict.entries.has('RV')) ||
      squeezed(plainText(wordsOf(after, dict.get('RV') ?? null))) === said(field.value),
  );
}

/** A mark is one letter of a font of marks, or a drawing. */
const LONGEST_MARK = 2;

function judgeButton(
  comparison: Comparison,
  field: FormField,
  [earlier, widget]: readonly [FieldWidget | undefined, FieldWidget],
  { isRedrawn, isStill }: { readonly isRedrawn: boolean; readonly isStill: boolean },
): void {
  const { before, after } = comparison;
  const isOther = !isStill && !showsItsState(after, field, widget);
  if (isOther || (isRedrawn && isStill)) comparison.find('appearance-differs');
  if (!isRedrawn) return;
  const isMarked = marksItsState([before, earlier], [after, widget], (document, look) =>
    inkOf(document, field, widget, look),
  );
  if (!isMarked) comparison.find('appearance-differs');
  for (const look of allLooks(comparison.after, widget.dict))
    judgeMark(comparison, field, widget, look);
}

function judgeMark(
  comparison: Comparison,
  field: FormField,
  widget: FieldWidget,
  look: PdfStream,
): void {
  const ink = inkOf(comparison.after, field, widget, look);
  const letters = ink.runs.reduce((sum, run) => sum + run.letters, 0);
  const [x0, y0, x1, y1] = readRect(comparison.after, widget.dict.get('Rect')) ?? NO_BOX;
  const isLarge = Math.max(x1 - x0, y1 - y0) > LARGEST_BOX;
  const isOther = ink.pictures + ink.drawings > 0 || (isLarge && ink.outlines > 0);
  const isLost = !hasRoom(comparison.after, look) && (letters > 0 || ink.hasPaint);
  if (letters > LONGEST_MARK) comparison.find('appearance-differs');
  else if (!ink.isReadable || isOther || isLost)
    comparison.find('appearance-unreadable', 'form-filling');
}

/** Points; a drawing in a larger box could say anything. */
const LARGEST_BOX = 72;

/** Without a look, and nobody told to draw one, some readers show the new value, others nothing. */
function noteLook(
  comparison: Comparison,
  [old, now]: readonly [FormField, FormField],
  widget: FieldWidget,
): void {
  const { after } = comparison;
  const isGone = after.dict(widget.dict.get('AP'))?.entries.has('N') !== true;
  const isFilled = wordsOf(after, now.value) !== '' && !isEqual(old.value, now.value);
  if (isGone && isFilled) comparison.find('appearance-unreadable', 'form-filling');
  else comparison.find('appearance-differs');
}

/** One stream for all states of the pointer, and none only where none was or readers draw it. */
function isPlainLook(
  { before, after }: Comparison,
  old: FieldWidget | undefined,
  now: FieldWidget,
): boolean {
  const was = before.dict(old?.dict.get('AP'));
  const is = after.dict(now.dict.get('AP'));
  if (is?.get('N') === undefined) {
    return was?.get('N') === undefined || drawsAnew(after);
  }
  // What shows under the pointer stays as it was.
  const isKnown = (key: string): boolean =>
    key === 'N' || isSameLook(before, was?.get(key), after, is.get(key), 2);
  return looks(after, now) !== null && [...is.entries.keys()].every(isKnown);
}

function judgeText(
  comparison: Comparison,
  field: FormField,
  widget: FieldWidget,
  isRedrawn: boolean,
): void {
  const { after } = comparison;
  const look = looks(after, widget);
  if (look === null || isPassword(after, field)) return;
  const ink = inkOf(after, field, widget, look);
  if (!isRedrawn && ink.runs.length === 0) return;
  const shown = wordsShown(ink);
  if (shown === null || isMarkedByLetters(after, field, ink)) {
    comparison.find('appearance-unreadable', 'form-filling');
  } else if (!showsValue(after, field, shown) || !marksItsChoice(after, field, ink)) {
    noteOther(comparison, isRedrawn);
  }
}

/** Told to draw fields anew, some readers show the value, others what is still there. */
function noteOther(comparison: Comparison, isRedrawn: boolean): void {
  const isStale = !isRedrawn && drawsAnew(comparison.after);
  if (isStale) comparison.find('appearance-unreadable', 'form-filling');
  else comparison.find('appearance-differs');
}

/** Whether every widget of a text field that shows anything shows the value. */
export function fieldShowsItsValue(document: PdfDocument, field: FormField): boolean {
  return field.widgets.every((widget) => {
    const look = looks(document, widget);
    if (look === null || isPassword(document, field)) return true;
    const shown = wordsShown(inkOf(document, field, widget, look));
    return shown !== null && showsValue(document, field, shown);
  });
}

/**
 * Readers that are told to draw fields anew show their values (12.7.3, NeedAppearances): words that
 * differ from those that were shown at signing had been prepared.
 */
export function judgeAnew(comparison: Comparison, fields: readonly FormField[]): void {
  const { before } = comparison;
  for (const field of fields) {
    for (const widget of field.widgets) {
      const look = looks(before, widget);
      const said = saidAnew(before, field, widget).map(squeezed);
      if (look === null || isPassword(before, field) || said.length === 0) continue;
      const shown = wordsShown(inkOf(before, field, widget, look));
      const isSaid = shown === null || said.includes(squeezed(shown));
      if (!isSaid && !showsValue(before, field, shown)) comparison.find('appearance-differs');
      if (shown === null && said.some((words) => words !== ''))
        comparison.find('appearance-unreadable', 'form-filling');
    }
  }
}

/** The words of a value, or the caption of a push button (/CA, Table 192). */
function saidAnew(document: PdfDocument, field: FormField, { dict }: FieldWidget): string[] {
  if (field.type === 'Tx' || field.type === 'Ch') return valuesOf(document, field);
  const caption = document.dict(dict.get('MK'))?.get('CA');
  const isPushed = field.type === 'Btn' && (fieldFlags(document, field.dict) & PUSH_BUTTON) !== 0;
  return isPushed && caption !== undefined ? [wordsOf(document, caption)] : [];
}

const PUSH_BUTTON = 0x1_0000;
const COMB = 0x100_0000;

function inkOf(document: PdfDocument, field: FormField, widget: FieldWidget, look: PdfStream): Ink {
  const { dict } = widget;
  const box = readRect(document, look.dict.get('BBox')) ?? NO_BOX;
  const isComb = (fieldFlags(document, field.dict) & COMB) !== 0;
  const isCombo = field.type === 'Ch' && !isListBox(document, field);
  const resources = look.dict.get('Resources');
  const rect = readRect(document, dict.get('Rect'));
  const frame = {
    box,
    isComb,
    isCombo,
    isVeiled: isOptional(look.dict) || !isPlaced(document, look),
  };
  if (rect === undefined) return readInk(document, [look], resources, frame);
  const turn = document.resolve(document.dict(dict.get('MK'))?.get('R'));
  const turns = [number(turn), pageOfWidget(document, widget)?.rotate ?? 0];
  const place = placement(document, look, rect);
  return readInk(document, [look], resources, { ...frame, placement: place, turns });
}

/** Whether all readers find its /Matrix, or none. */
function isPlaced(document: PdfDocument, { dict }: PdfStream): boolean {
  const stated = document.array(dict.get('Matrix'));
  return stated === undefined || isMatrix(stated);
}

const NO_BOX = [0, 0, 0, 0] as const;

/** null where pictures, outlines or unknown letters could be read as words. */
function wordsShown(ink: Ink): string | null {
  const texts = ink.runs.map(({ text }) => text);
  if (!ink.isReadable || ink.isVeiled || ink.pictures + ink.drawings + ink.outlines > 0)
    return null;
  return texts.includes(null) ? null : texts.join('');
}

function looks(document: PdfDocument, { dict }: FieldWidget): PdfStream | null {
  const look = document.resolve(document.dict(dict.get('AP'))?.get('N'));
  return look instanceof PdfStream ? look : null;
}

/** Whether a widget is drawn by other objects, or by the same that say something else. */
function hasNewLook(
  before: PdfDocument,
  old: FieldWidget,
  after: PdfDocument,
  now: FieldWidget,
): boolean {
  const was = before.dict(old.dict.get('AP'));
  const is = after.dict(now.dict.get('AP'));
  if (was === undefined || is === undefined) return was !== is;
  return !isSameLook(before, was.get('N'), after, is.get('N'), 2);
}

function isSameLook(
  before: PdfDocument,
  old: PdfObject | undefined,
  after: PdfDocument,
  now: PdfObject | undefined,
  depth: number,
): boolean {
  const was = before.resolve(old);
  const is = after.resolve(now);
  if (was instanceof PdfDict && is instanceof PdfDict && depth > 0) {
    return (
      was.entries.size === is.entries.size &&
      [...was.entries].every(([key, item]) =>
        isSameLook(before, item, after, is.get(key), depth - 1),
      )
    );
  }
  return isEqual(was, is) || hasSameData(after, was, is);
}

function isSameState(old: FieldWidget | undefined, now: FieldWidget): boolean {
  return isEqual(old?.dict.get('AS'), now.dict.get('AS'));
}

const PASSWORD = 0x2000;

function isPassword(document: PdfDocument, { dict }: FormField): boolean {
  return (fieldFlags(document, dict) & PASSWORD) !== 0;
}
