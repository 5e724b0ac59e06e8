import { acroForm, readFields, type FieldWidget } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { isEqual } from '../pdf/equality.js';
import { PdfStream, type PdfDict, type PdfObject } from '../pdf/objects.js';
import type { Comparison } from './comparison.js';
import { decodeStream } from './difference-streams.js';

/** Fonts and the like that fields lean on may come, never change their meaning or go. */
export function keepsResources(
  { before, after }: Comparison,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
): boolean {
  const earlier = before.dict(old);
  if (earlier === undefined) return true;
  const later = after.dict(now);
  // PDFBox names the drawing of each visible signature /FRM here and exchanges it for the next one.
  const isFree = (category: string): boolean => category === 'XObject' && !borrowsFromForm(before);
  return [...earlier.entries].every(([category, value]) => {
    if (isFree(category)) return true;
    const names = before.dict(value);
    const kept = after.dict(later?.get(category));
    if (names === undefined || kept === undefined) return isEqual(value, later?.get(category));
    return [...names.entries].every(([key, item]) => isEqual(item, kept.get(key)));
  });
}

/**
 * A field with resources of its own, as PDF 1.2 had them and iText keeps them: they may gain what the
 * form itself names so.
 */
export function keepsOwnResources(comparison: Comparison, old: PdfDict, now: PdfDict): boolean {
  const { after } = comparison;
  const own = after.dict(now.get('DR'));
  const shared = after.dict(acroForm(after)?.get('DR'));
  if (own === undefined || own.hasDuplicateKey) return false;
  const isShared = [...own.entries].every(([category, value]) => {
    const known = comparison.before.dict(comparison.before.dict(old.get('DR'))?.get(category));
    const common = after.dict(shared?.get(category));
    const names = [...(after.dict(value)?.entries ?? [])];
    return names.every(
      ([key, item]) => known?.entries.has(key) === true || isEqual(item, common?.get(key)),
    );
  });
  return isShared && keepsResources(comparison, old.get('DR'), own);
}

/**
 * A look without resources of its own may draw with those of the form, as some readers let it: what
 * it names and nobody had stated cannot come with an update.
 */
export function suppliesLooks(
  { before, after }: Comparison,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
): boolean {
  const names = newNames(before.dict(old), after.dict(now), { before, after });
  if (names.size === 0) return false;
  return readFields(before).some(({ widgets }) =>
    widgets.some((widget) =>
      looksOf(before, widget).some((look) => {
        if (!(look instanceof PdfStream) || before.dict(look.dict.get('Resources')) !== undefined)
          return false;
        const content = decodeStream(before, look)?.toString('latin1') ?? '';
        return [...content.matchAll(NAME)].some(([, key = '']) => names.has(key));
      }),
    ),
  );
}

const NAME = /\/([^\s()<>[\]{}/%]+)/g;

function newNames(
  old: PdfDict | undefined,
  now: PdfDict | undefined,
  { before, after }: Pick<Comparison, 'before' | 'after'>,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [category, value] of now?.entries ?? []) {
    const known = before.dict(old?.get(category));
    for (const key of after.dict(value)?.entries.keys() ?? []) {
      if (known?.entries.has(key) !== true) names.add(key);
    }
  }
  return names;
}

function borrowsFromForm(document: PdfDocument): boolean {
  return readFields(document).some(({ widgets }) =>
    widgets.some((widget) =>
      looksOf(document, widget).some(
        (look) =>
          !(look instanceof PdfStream) || document.dict(look.dict.get('Resources')) === undefined,
      ),
    ),
  );
}

function looksOf(document: PdfDocument, { dict }: FieldWidget): PdfObject[] {
  const kinds = [...(document.dict(dict.get('AP'))?.entries.values() ?? [])];
  return kinds.map((item) => document.resolve(item));
}
