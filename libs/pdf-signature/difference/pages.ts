import { handedDown, readPages, readRect, type FieldWidget, type Page } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { changedKeys, isEqual } from '../pdf/equality.js';
import { PdfDict, PdfRef, PdfString, type PdfObject } from '../pdf/objects.js';
import { serialize } from '../pdf/serializer.js';
import type { Comparison } from './comparison.js';
import { appearanceOf, explainAnnotation, judgeAnnotation, judgeFilled } from './annotations.js';
import { isOfItsKind } from './kinds.js';
import { isMovedOut } from './moved.js';
import { coversDigits, coversLetters, coversPictures, readPageText } from './ink/ink.js';
import type { Box } from './ink/matrix.js';
import type { Ink } from './ink/types.js';
import { reachOf } from './note-reach.js';
import { isSameItem, overlap, readAnnotations } from './ink/annotations.js';
import { areBalanced } from './look-balance.js';
import { allLooks } from './drawn-streams.js';
import { hiddenBy } from './look-paint.js';
import { marksPlace, type AddedField } from './new-field.js';

/** Pages: nothing but their lists of annotations may change. */
export function comparePages(comparison: Comparison, added: readonly AddedField[]): void {
  const old = readPages(comparison.before);
  const now = readPages(comparison.after);
  if (old.length !== now.length) comparison.find('page-tree-changed');
  explainTree(comparison);
  const widgets = new Map(
    added.flatMap((field) =>
      field.field.widgets.flatMap(({ ref }) =>
        ref === undefined ? [] : [[ref.num, field] as const],
      ),
    ),
  );
  old.forEach((page, index) => {
    const other = now[index];
    if (other === undefined || !isEqual(page.ref, other.ref)) comparison.find('page-tree-changed');
    else comparePage(comparison, page, other, widgets);
  });
}

/** iText, up to 5.0, notes its version at the root of the tree, where nobody reads it (7.7.3.2). */
function explainTree(comparison: Comparison): void {
  const { before, after } = comparison;
  const root = before.catalog.get('Pages');
  const [old, now] = [before.dict(root), after.dict(root)];
  if (old === undefined || now === undefined || now.hasDuplicateKey) return;
  if (!comparison.isReplaced(root) || !(now.get('ITXT') instanceof PdfString)) return;
  if (changedKeys(old, now).some((key) => key !== 'ITXT')) return;
  comparison.raise('lta-updates');
  comparison.explain(root);
}

type AddedWidgets = ReadonlyMap<number, AddedField>;

function comparePage(comparison: Comparison, old: Page, now: Page, widgets: AddedWidgets): void {
  const list = old.dict.get('Annots');
  comparison.explainIfOnlySeenBy(list, ({ from, key }) => from === old.ref.num && key === 'Annots');
  const isKnown = (key: string): boolean =>
    (key === 'Annots' && isOfItsKind(comparison.after, key, now.dict.get(key))) ||
    isWrittenDown(comparison, old, now, key);
  if (!changedKeys(old.dict, now.dict).every(isKnown)) comparison.find('page-changed');
  comparison.explain(old.ref);
  const before = comparison.before.array(list) ?? [];
  const after = movedBack(comparison, before, now.dict.get('Annots'));
  if (!isEqual(before, after)) compareAnnotations(comparison, old, { before, after, widgets });
  for (const item of before) {
    explainAnnotation(comparison, old, item);
    if (item instanceof PdfRef && comparison.painted.has(item.num))
      judgePaint(comparison, old, item);
    const signed = item instanceof PdfRef ? comparison.signed.get(item.num) : undefined;
    if (signed !== undefined) judgeLaidOut(comparison, old, signed);
  }
  judgeFilled(comparison, now);
  judgeBalance(comparison, now);
}

const INHERITED: ReadonlySet<string> = new Set(['Resources', 'MediaBox', 'CropBox', 'Rotate']);

/** iText writes what the page inherits into each page that it touches. */
function isWrittenDown({ before }: Comparison, old: Page, now: Page, key: string): boolean {
  if (!INHERITED.has(key) || old.dict.entries.has(key)) return false;
  const value = handedDown(before, old.ref, key);
  // Readers that ask for an integer find none in 90.0 (7.3.3).
  const isFraction = now.dict.fractions?.has(key) === true;
  return value !== undefined && !isFraction && isEqual(value, now.dict.get(key));
}

/** What an update has annotations draw stays within their rectangles, where it is looked for. */
function judgeBalance(comparison: Comparison, page: Page): void {
  const { after } = comparison;
  const looks = (after.array(page.dict.get('Annots')) ?? []).map((item) => {
    const dict = after.dict(item);
    const isTouched =
      isFresh(comparison, item instanceof PdfRef ? item : page.ref) ||
      (dict !== undefined && appearanceOf(after, dict).some((one) => isFresh(comparison, one)));
    return { looks: allLooks(after, dict), isTouched };
  });
  if (!areBalanced(after, looks)) comparison.find('content-covered', 'form-filling');
}

function isFresh(comparison: Comparison, ref: PdfRef): boolean {
  return comparison.isNew(ref) || comparison.isReplaced(ref);
}

/** The new list; what PDFBox put into objects of their own stands there as it was written before. */
function movedBack(
  comparison: Comparison,
  before: readonly PdfObject[],
  list: PdfObject | undefined,
): readonly PdfObject[] {
  return (comparison.after.array(list) ?? []).map((item, index) => {
    const old = before[index];
    if (!(old instanceof PdfDict) || !(item instanceof PdfRef)) return item;
    if (!isMovedOut(comparison, old, item)) return item;
    comparison.raise('lta-updates');
    return old;
  });
}

/** A field that lies over text and paints a ground when it is filled, replaces what was signed. */
function judgePaint(comparison: Comparison, page: Page, item: PdfRef): void {
  const dict = comparison.before.dict(item);
  const [rect] = dict === undefined ? [] : reachOf(comparison.before, dict, page.rotate);
  if (rect === undefined) return;
  const text = readPageText(comparison.before, page);
  const others = readAnnotations(comparison.before, page)
    .filter((other) => !isSameItem(other.item, item) && overlap(other.rect, rect) > 0)
    .map((other) => other.readInk());
  const isCovered =
    coversLetters(text, rect, comparison.before) ||
    others.some(
      (ink) =>
        coversLetters(ink, rect, comparison.before) || coversPictures(ink, rect, comparison.before),
    );
  if (isCovered) comparison.find('content-covered', 'form-filling');
}

/** What lay below another annotation and lies above it now hides what that one shows. */
function judgeOrder(comparison: Comparison, page: Page, order: readonly string[]): void {
  const { before } = comparison;
  const place = new Map(order.map((key, index) => [key, index]));
  const shown = readAnnotations(before, page).map(({ item, rect }) => {
    return { rect, at: place.get(serialize(item)) ?? -1 };
  });
  before.budget.spend(shown.length * shown.length);
  const isRaised = shown.some((one, index) =>
    shown
      .slice(index + 1)
      .some((other) => one.at > other.at && other.at >= 0 && shares(one, other)),
  );
  if (isRaised) comparison.find('content-covered', 'form-filling');
}

function shares({ rect }: { readonly rect: Box }, other: { readonly rect: Box }): boolean {
  const [x0, y0, x1, y1] = rect;
  return overlap(rect, other.rect) * (x1 - x0) * (y1 - y0) > SMALLEST_PART;
}

/** Square points; less is a corner that two neighbours share. */
const SMALLEST_PART = 64;

/** New signatures may bring their widgets; any other addition or removal is an annotation's. */
function compareAnnotations(
  comparison: Comparison,
  page: Page,
  lists: {
    readonly before: readonly PdfObject[];
    readonly after: readonly PdfObject[];
    readonly widgets: AddedWidgets;
  },
): void {
  const { before, after, widgets } = lists;
  const earlier = new Set(before.map(serialize));
  const later = new Set(after.map(serialize));
  const gone = before.filter((item) => !later.has(serialize(item)));
  for (const item of gone) {
    const isWidget = comparison.before.nameIn(comparison.before.dict(item), 'Subtype') === 'Widget';
    if (isWidget) comparison.find('field-removed');
    else comparison.find('annotation-changed', 'annotations');
  }
  const kept = after.map(serialize).filter((key) => earlier.has(key));
  const order = before.map(serialize).filter((key) => later.has(key));
  if (kept.join() !== order.join()) {
    comparison.find('annotation-changed', 'annotations');
    judgeOrder(comparison, page, kept);
  }
  // Drawn twice, what is half transparent hides, and what lay below lies above.
  if (kept.length > order.length) comparison.find('annotation-changed');
  const placed = new Set(earlier);
  for (const item of after) {
    const key = serialize(item);
    if (placed.has(key)) continue;
    placed.add(key);
    const field = item instanceof PdfRef ? widgets.get(item.num) : undefined;
    if (field === undefined) judgeAnnotation(comparison, page, item);
    else judgeWidgets(comparison, page, field);
  }
}

/** A new signature that hides text is a known way to change what a page says. */
function judgeWidgets(comparison: Comparison, page: Page, { field, visible }: AddedField): void {
  const { after } = comparison;
  for (const widget of visible) {
    const [rect] = reachOf(after, widget.dict, page.rotate);
    if (rect === undefined) continue;
    if (field.value === null) {
      if (marksPlace(after, widget) && hidesAnything(comparison, page, rect))
        comparison.find('signature-field-redrawn');
      continue;
    }
    judgePlaced(comparison, page, widget, rect);
  }
}

/** A seal lies over the title of the signer, whose letters are read through it; none over numbers. */
function judgePlaced(comparison: Comparison, page: Page, widget: FieldWidget, rect: Box): void {
  if (!hidesSigned(comparison, page, rect)) return;
  const { boxes, isPicture } = hiddenBy(comparison.after, widget);
  if (!isPicture || hidesSigned(comparison, page, rect, boxes))
    comparison.find('signature-covers-content', 'form-filling');
}

/** Who signs where others laid it out may hide as little as who chooses the place. */
function judgeLaidOut(comparison: Comparison, page: Page, widget: FieldWidget): void {
  const rect = readRect(comparison.after, widget.dict.get('Rect'));
  // Most places lie over nothing: then no look has to be read.
  if (rect === undefined || !hidesSigned(comparison, page, rect)) return;
  for (const part of hiddenBy(comparison.after, widget).boxes)
    judgeSignature(comparison, page, part);
}

function judgeSignature(comparison: Comparison, page: Page, rect: Box): void {
  if (hidesSigned(comparison, page, rect))
    comparison.find('signature-covers-content', 'form-filling');
}

/** @param parts where letters cannot be read below it; everywhere, when they are left out */
function hidesSigned(
  { before }: Comparison,
  page: Page,
  rect: Box,
  parts?: readonly Box[],
): boolean {
  const shown = readAnnotations(before, page).filter((other) => overlap(other.rect, rect) > 0);
  // A seal lies over a third of the signature (Decree 30/2020, article 33); none over all of it.
  const isOverSigned = shown.some(
    (other) => other.isSignature && overlap(other.rect, rect) > LARGEST_SHARE,
  );
  const inks = shown.filter(({ isSignature }) => !isSignature).map((other) => other.readInk());
  return (
    isOverSigned ||
    [readPageText(before, page), ...inks].some(
      (ink) =>
        ink.isMissing || hidesLetters(ink, rect, parts, before) || hidesPictures(ink, rect, before),
    )
  );
}

function hidesLetters(
  ink: Ink,
  rect: Box,
  parts: readonly Box[] | undefined,
  document: PdfDocument,
): boolean {
  if (parts === undefined) return coversLetters(ink, rect, document);
  return (
    coversDigits(ink, rect, document) || parts.some((part) => coversLetters(ink, part, document))
  );
}

const LARGEST_SHARE = 0.75;
/** Square points: a seal of 36 mm and the signature beside it; more of a scan is hidden from no need. */
const LARGEST_PART = 60_000;
/** Points; thinner pictures are lines. */
const SMALLEST_PICTURE = 8;

/** Signatures lie on scans, and over no picture as a whole, nor over letters drawn as outlines. */
function hidesPictures(ink: Ink, rect: Box, document: PdfDocument): boolean {
  document.budget.spend(2 * ink.boxes.length);
  const isHidden = ink.boxes.some((box) => {
    const [width, height] = [box[2] - box[0], box[3] - box[1]];
    const share = Math.min(width, height) < SMALLEST_PICTURE ? 0 : overlap(box, rect);
    return share > LARGEST_SHARE || share * width * height > LARGEST_PART;
  });
  return isHidden || coversPictures({ boxes: [], shapes: ink.shapes }, rect, document);
}

/** Whoever signs may hide the dots to sign on; an empty place has no reason to lie over anything. */
function hidesAnything({ before }: Comparison, page: Page, rect: Box): boolean {
  const ink = readPageText(before, page);
  return (
    readAnnotations(before, page).some((other) => overlap(other.rect, rect) > 0) ||
    coversLetters(ink, rect, before) ||
    coversPictures(ink, rect, before)
  );
}
