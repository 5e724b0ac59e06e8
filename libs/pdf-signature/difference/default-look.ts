import { acroForm, type FieldWidget, type FormField } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { isEqual } from '../pdf/equality.js';
import { name, PdfDict, PdfStream, PdfString, type PdfObject } from '../pdf/objects.js';
import type { Comparison } from './comparison.js';
import { readInk } from './ink/ink.js';

/**
 * How readers draw a field themselves (ISO 32000-2, 12.7.4.3): by /DA, which a field inherits from
 * the form, with fonts of the form. Where that changes, what people read of a value changes.
 */
export function judgeDefaultLooks(
  comparison: Comparison,
  old: readonly FormField[],
  now: ReadonlyMap<number, FormField>,
): void {
  const { before, after } = comparison;
  const isAnew = drawsAnew(after);
  const isForm = isEqual(acroForm(before)?.get('DA'), acroForm(after)?.get('DA'));
  if (!isAnew && isForm) return;
  // A form may state a font that is large in itself, and thousands of fields may name it.
  const sameFonts = new Map<string, boolean>();
  const isSameFont = (one: DefaultLook, other: DefaultLook): boolean => {
    const key = `${one.fontName} ${other.fontName}`;
    const known = sameFonts.get(key) ?? isEqual(one.font, other.font);
    sameFonts.set(key, known);
    return known;
  };
  for (const field of old) {
    const later = field.ref === undefined ? undefined : now.get(field.ref.num);
    if (later === undefined || (field.type !== 'Tx' && field.type !== 'Ch')) continue;
    later.widgets.forEach((widget, index) => {
      const earlier = defaultLook(before, field, field.widgets[index]);
      const own = defaultLook(after, later, widget);
      const isChanged = !isEqual(earlier.DA, own.DA) || !isSameFont(earlier, own);
      const isStated = earlier.DA !== undefined && later.value !== null;
      if (isChanged && isStated) {
        comparison.raise('form-filling');
        comparison.changedFields.add(field.name);
      }
      if (isAnew && (isChanged || !drawsAnew(before))) judgeLook(comparison, later, own);
    });
  }
}

/** Where a widget has no look of its own, many readers draw one unasked. */
export function judgeUndrawn(
  comparison: Comparison,
  [old, earlier]: readonly [FormField, FieldWidget | undefined],
  [field, widget]: readonly [FormField, FieldWidget],
): void {
  const own = defaultLook(comparison.after, field, widget);
  const isChanged = !isEqual(defaultLook(comparison.before, old, earlier).DA, own.DA);
  if (isChanged) judgeLook(comparison, field, own);
}

export function drawsAnew(document: PdfDocument): boolean {
  return document.resolve(acroForm(document)?.get('NeedAppearances')) === true;
}

type DefaultLook = {
  readonly DA: PdfString | undefined;
  readonly fontName: string;
  readonly font: PdfObject | undefined;
};

/** A widget's own, its field's, its parents' or the form's. */
function defaultLook(
  document: PdfDocument,
  field: FormField,
  widget: FieldWidget | undefined,
): DefaultLook {
  const form = acroForm(document);
  const lineage = [widget?.dict, field.dict];
  for (let step = 0; step < MAX_PARENTS; step += 1) {
    const parent = document.dict(lineage.at(-1)?.get('Parent'));
    if (parent === undefined) break;
    lineage.push(parent);
  }
  const stated = [...lineage, form].map((dict) => document.resolve(dict?.get('DA')));
  const DA = stated.find((value) => value instanceof PdfString);
  const named =
    /\/(\S+)\s+[\d.]+\s+Tf/.exec(DA?.bytes.toString('latin1', 0, LONGEST) ?? '')?.[1] ?? '';
  const fonts = document.dict(document.dict(form?.get('DR'))?.get('Font'));
  document.budget.spend(LOOK_STEPS * lineage.length);
  return { DA, fontName: named, font: fonts?.get(named) };
}

const LATIN = PdfDict.of({ Subtype: name('Type1') });
const MAX_PARENTS = 32;
const LOOK_STEPS = 20;
/** A size of 0 lets the reader choose one. */
const CHOSEN_SIZE = /(^|\s)0*\.?0*\s+Tf/;
const LONGEST = 200;

/** Draws the plain letters and digits of a value as a reader would, and reads them. */
function judgeLook(comparison: Comparison, field: FormField, own: DefaultLook): void {
  const { after } = comparison;
  const value = after.resolve(field.value);
  if (own.DA === undefined || !(value instanceof PdfString)) return;
  const words = value
    .toText()
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, LONGEST);
  if (words === '' || after.nameIn(after.dict(own.font), 'Subtype') === 'Type0') return;
  const DA = own.DA.bytes.toString('latin1', 0, LONGEST).replace(CHOSEN_SIZE, ' 12 Tf');
  const content = Buffer.from(`BT ${DA} 2 2 Td (${words}) Tj ET`, 'latin1');
  const look = new PdfStream(new PdfDict(), content);
  // Readers have letters of their own for fonts that are nowhere (12.7.4.3).
  const fonts = PdfDict.of({ Font: PdfDict.of({ [own.fontName]: own.font ?? LATIN }) });
  const ink = readInk(after, [look], fonts, {
    box: [0, 0, 10_000, 20],
    isComb: false,
  });
  const shown = ink.runs.map(({ text }) => text);
  if (ink.isVeiled) comparison.find('appearance-unreadable', 'form-filling');
  else if (!shown.includes(null) && shown.join('') !== words) comparison.find('appearance-differs');
}
