import { readRect, type Page } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { isEqual } from '../pdf/equality.js';
import { PdfDict, PdfRef, PdfStream, type PdfObject } from '../pdf/objects.js';
import type { Comparison } from './comparison.js';
import { coversLetters, coversPictures, readInk, readPageText } from './ink/ink.js';
import { isSameItem, overlap, readAnnotations } from './ink/annotations.js';
import type { Box } from './ink/matrix.js';
import { isShown } from './new-field.js';
import { iconOf, isFramedOver, reachOf, rulesOut } from './note-reach.js';

/** Annotations that say something; the others do something, or nobody knows what (12.5.6). */
const NOTES: ReadonlySet<string> = new Set([
  ...['Text', 'Link', 'FreeText', 'Line', 'Square', 'Circle', 'Polygon', 'PolyLine', 'Highlight'],
  ...['Underline', 'Squiggly', 'StrikeOut', 'Caret', 'Stamp', 'Ink', 'Popup'],
]);
/** Where a link may lead; scripts, programs and submitted forms are no notes. */
const PASSIVE_ACTIONS: ReadonlySet<string> = new Set(['URI', 'GoTo', 'Named', 'Thread']);
/** Marks on text: they lie over it by their nature, and let it be read. */
const TEXT_MARKS: ReadonlySet<string> = new Set([
  ...['Highlight', 'Underline', 'Squiggly', 'StrikeOut', 'Caret', 'Text', 'Popup', 'Link'],
]);

/** A new annotation: permitted by /P 3 alone (12.8.2.2), and never to change what the page says. */
export function judgeAnnotation(comparison: Comparison, page: Page, item: PdfObject): void {
  const { after } = comparison;
  const dict = after.dict(item);
  comparison.find('annotation-added', 'annotations');
  if (dict === undefined) {
    comparison.find('annotation-changed');
    return;
  }
  const subtype = after.nameIn(dict, 'Subtype') ?? '';
  if (item instanceof PdfRef && !comparison.isNew(item)) comparison.find('hidden-object-shown');
  if (subtype === 'Widget' || dict.hasDuplicateKey) comparison.find('field-added');
  const isNote = NOTES.has(subtype) || subtype === 'Widget';
  if (!isNote || isActive(after, dict)) comparison.find('active-content-added');
  judgeCover(comparison, page, dict, item);
}

/** Whether an annotation hides text of the page: what it shows instead is nobody's signed word. */
function judgeCover(comparison: Comparison, page: Page, dict: PdfDict, item: PdfObject): void {
  const { after } = comparison;
  if (!isShown(after, dict)) return;
  if (readRect(after, dict.get('Rect')) === undefined) comparison.find('annotation-changed');
  if (hiddenByNote(after, page, dict).some((rect) => covers(comparison, page, rect, item)))
    comparison.find('content-covered', 'annotations');
}

function hiddenByNote(document: PdfDocument, page: Page, dict: PdfDict): readonly Box[] {
  if (!isShown(document, dict)) return [];
  const isMark = TEXT_MARKS.has(document.nameIn(dict, 'Subtype') ?? '') && !hides(document, dict);
  return (isMark ? iconOf : reachOf)(document, dict, page.rotate);
}

/** A value that is filled in below a note shows what the note says; some readers draw notes first. */
export function judgeFilled(comparison: Comparison, page: Page): void {
  const { after, filled } = comparison;
  const values = readAnnotations(after, page).filter(
    ({ item }) => item instanceof PdfRef && filled.has(item.num),
  );
  if (values.length === 0) return;
  const inks = values.map((value) => value.readInk());
  const notes = (after.array(page.dict.get('Annots')) ?? []).slice(0, MOST_NOTES);
  const isHidden = notes.some((item) => {
    const dict = after.dict(item);
    if (dict === undefined || after.nameIn(dict, 'Subtype') === 'Widget') return false;
    return hiddenByNote(after, page, dict).some((rect) =>
      inks.some((ink) => coversLetters(ink, rect, after)),
    );
  });
  if (isHidden) comparison.find('content-covered', 'form-filling');
}

const MOST_NOTES = 1_000;

function covers({ before }: Comparison, page: Page, rect: Box, item: PdfObject): boolean {
  const others = readAnnotations(before, page).filter(
    (other) => !isSameItem(other.item, item) && overlap(other.rect, rect) > 0,
  );
  return [readPageText(before, page), ...others.map((other) => other.readInk())].some(
    (ink) =>
      !ink.isReadable || coversLetters(ink, rect, before) || coversPictures(ink, rect, before),
  );
}

function isActive(document: PdfDocument, dict: PdfDict): boolean {
  if (dict.entries.has('AA') || dict.entries.has('PA')) return true;
  if (!dict.entries.has('A')) return false;
  const action = document.dict(dict.get('A'));
  return (
    action === undefined ||
    action.entries.has('Next') ||
    !PASSIVE_ACTIONS.has(document.nameIn(action, 'S') ?? '')
  );
}

/** Whether a mark's own appearance writes text, shows pictures or paints over what is below. */
function hides(document: PdfDocument, dict: PdfDict): boolean {
  if (isFramedOver(document, dict)) return true;
  const looks = document.dict(dict.get('AP'));
  if (looks?.get('N') === undefined && rulesOut(document, dict)) return true;
  // One of them shows under the pointer (12.5.5).
  const streams = [...(looks?.entries.values() ?? [])].flatMap((look) => {
    const states = document.dict(look);
    return states === undefined ? [look] : [...states.entries.values()];
  });
  return streams.some((value) => {
    const stream = document.resolve(value);
    if (!(stream instanceof PdfStream)) return stream !== null;
    const ink = readInk(document, [stream], stream.dict.get('Resources'));
    if (!ink.isReadable || ink.runs.length > 0 || ink.pictures > 0) return true;
    return ink.grounds > 0 || ink.sheers > quadsOf(document, dict);
  });
}

/** A highlight is one fill for each line of text, and one more for what surrounds them. */
function quadsOf(document: PdfDocument, dict: PdfDict): number {
  return 1 + Math.floor((document.array(dict.get('QuadPoints'))?.length ?? 0) / 8);
}

const SEEN_AS_ANNOTATION: ReadonlySet<string> = new Set([
  ...['Annots', 'Popup', 'Parent', 'IRT', 'K', 'Obj', 'Kids'],
]);

/** Notes may be edited under /P 3; a form's widgets are the form's matter. */
export function explainAnnotation(comparison: Comparison, page: Page, item: PdfObject): void {
  const { before, after } = comparison;
  const dict = before.dict(item);
  if (dict === undefined || before.nameIn(dict, 'Subtype') === 'Widget') return;
  const members = appearanceOf(before, dict);
  const isRedrawn =
    item instanceof PdfRef &&
    comparison.explainGroup(members, ({ from, key }) => from === item.num && key === 'AP');
  const now = after.dict(item) ?? dict;
  if (isRedrawn) {
    comparison.find('annotation-changed', 'annotations');
    judgeCover(comparison, page, now, item);
  }
  if (!comparison.isReplaced(item)) return;
  if (isEqual(dict, now)) return;
  const isKnown = comparison.explainIfOnlySeenBy(
    item,
    ({ key }) => SEEN_AS_ANNOTATION.has(key) || key === '',
  );
  if (!isKnown) return;
  comparison.find('annotation-changed', 'annotations');
  judgeCover(comparison, page, now, item);
  if (after.nameIn(now, 'Subtype') !== before.nameIn(dict, 'Subtype'))
    comparison.find('annotation-changed');
  if (isActive(after, now) && !isActive(before, dict)) comparison.find('active-content-added');
}

/** The objects of its looks. */
export function appearanceOf(document: PdfDocument, dict: PdfDict): PdfRef[] {
  const members: PdfRef[] = [];
  const collect = (value: PdfObject | undefined, depth: number): void => {
    if (value instanceof PdfRef) members.push(value);
    const resolved = document.resolve(value);
    if (!(resolved instanceof PdfDict) || depth === 0) return;
    for (const entry of resolved.entries.values()) collect(entry, depth - 1);
  };
  collect(dict.get('AP'), 2);
  return members;
}
