import type { Comparison } from './comparison.js';
import { changedKeys, isEqual } from '../pdf/equality.js';
import { readFields, readPages, type Page } from '../form/form.js';
import { PdfRef, type PdfObject } from '../pdf/objects.js';
import { serialize } from '../pdf/serializer.js';

/** Pages: nothing but their lists of annotations may change. */
export function comparePages(comparison: Comparison): void {
  const old = readPages(comparison.before);
  const now = readPages(comparison.after);
  if (old.length !== now.length) comparison.raise('other');
  const widgets = new Set(
    readFields(comparison.after)
      .filter(({ type }) => type === 'Sig')
      .flatMap((field) => field.widgets.map(({ ref }) => ref?.num)),
  );
  old.forEach((page, index) => {
    const other = now[index];
    if (other === undefined || !isEqual(page.ref, other.ref)) comparison.raise('other');
    else comparePage(comparison, page, other, widgets);
  });
}

function comparePage(
  comparison: Comparison,
  old: Page,
  now: Page,
  signatureWidgets: ReadonlySet<number | undefined>,
): void {
  const list = old.dict.get('Annots');
  comparison.explainIfOnlySeenBy(list, ({ from, key }) => from === old.ref.num && key === 'Annots');
  if (changedKeys(old.dict, now.dict).some((key) => key !== 'Annots')) comparison.raise('other');
  comparison.explain(old.ref);
  const before = comparison.before.array(list) ?? [];
  const after = comparison.after.array(now.dict.get('Annots')) ?? [];
  if (!isEqual(before, after)) compareAnnotations(comparison, before, after, signatureWidgets);
  for (const item of before) explainAnnotation(comparison, item);
}

/** New signatures may bring their widgets; any other addition or removal is an annotation's. */
function compareAnnotations(
  comparison: Comparison,
  before: readonly PdfObject[],
  after: readonly PdfObject[],
  signatureWidgets: ReadonlySet<number | undefined>,
): void {
  const earlier = new Set(before.map(annotationKey));
  const kept = after.map(annotationKey).filter((key) => earlier.has(key));
  if (kept.join() !== before.map(annotationKey).join()) comparison.raise('annotations');
  for (const item of after) {
    const isSignature = item instanceof PdfRef && signatureWidgets.has(item.num);
    if (!earlier.has(annotationKey(item)) && !isSignature) comparison.raise('annotations');
  }
}

function annotationKey(item: PdfObject): string {
  return serialize(item);
}

/** Notes may be edited under /P 3; a form's widgets are the form's matter. */
function explainAnnotation(comparison: Comparison, item: PdfObject): void {
  if (!comparison.isReplaced(item)) return;
  const dict = comparison.before.dict(item);
  if (dict?.name('Subtype') === 'Widget') return;
  comparison.raise('annotations');
  comparison.explain(item);
}
