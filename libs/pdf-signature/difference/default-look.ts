import { acroForm, readPages, type FieldWidget, type FormField } from '../form/form.js';
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
      const earlier = defaultLook(before, [field.widgets[index]?.dict, field.dict]);
      const own = defaultLook(after, [widget.dict, later.dict]);
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

/**
 * A font that comes under the name that a field or a note has stated without it: what readers drew
 * themselves, with letters of their own, they draw by that font from then on.
 */
export function judgeSupplied(comparison: Comparison, fields: readonly FormField[]): void {
  const { before, after } = comparison;
  const [was, is] = [fontsOf(before), fontsOf(after)];
  const isSupplied = (name: string): boolean =>
    is?.entries.has(name) === true && was?.entries.has(name) !== true;
  if (![...(is?.entries.keys() ?? [])].some(isSupplied)) return;
  for (const { lineage, value } of undrawn(before, fields)) {
    const own = defaultLook(before, lineage);
    if (!isSupplied(own.fontName)) continue;
    const said = drawnAs(after, value, { ...own, font: is?.get(own.fontName) });
    if (said === 'other') comparison.find('appearance-differs');
    else if (said !== 'same') comparison.find('appearance-unreadable', 'form-filling');
  }
}

type Undrawn = { readonly lineage: readonly (PdfDict | undefined)[]; readonly value: PdfObject };

/** Fields and notes (12.5.6.6) with words and without a look. */
function undrawn(document: PdfDocument, fields: readonly FormField[]): Undrawn[] {
  const isUndrawn = (dict: PdfDict): boolean =>
    !(document.resolve(document.dict(dict.get('AP'))?.get('N')) instanceof PdfStream);
  const notes = readPages(document).flatMap((page) => {
    const list = document.array(page.dict.get('Annots')) ?? [];
    document.budget.spend(LOOK_STEPS * list.length);
    return list.flatMap((item) => {
      const dict = document.dict(item);
      const isText = dict !== undefined && document.nameIn(dict, 'Subtype') === 'FreeText';
      return isText ? [{ lineage: [dict], value: dict.get('Contents') ?? null }] : [];
    });
  });
  const widgets = fields
    .filter(({ type }) => type === 'Tx' || type === 'Ch')
    .flatMap(({ dict, value, widgets: own }) =>
      own.map((widget) => ({ lineage: [widget.dict, dict], value })),
    );
  return [...notes, ...widgets].filter(({ lineage: [first] }) => first && isUndrawn(first));
}

/** Where a widget has no look of its own, many readers draw one unasked. */
export function judgeUndrawn(
  comparison: Comparison,
  [old, earlier]: readonly [FormField, FieldWidget | undefined],
  [field, widget]: readonly [FormField, FieldWidget],
): void {
  const own = defaultLook(comparison.after, [widget.dict, field.dict]);
  const was = defaultLook(comparison.before, [earlier?.dict, old.dict]);
  const isChanged = !isEqual(was.DA, own.DA);
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
function defaultLook(document: PdfDocument, own: readonly (PdfDict | undefined)[]): DefaultLook {
  const form = acroForm(document);
  const lineage = [...own];
  for (let step = 0; step < MAX_PARENTS; step += 1) {
    const parent = document.dict(lineage.at(-1)?.get('Parent'));
    if (parent === undefined) break;
    lineage.push(parent);
  }
  const stated = [...lineage, form].map((dict) => document.resolve(dict?.get('DA')));
  const DA = stated.find((value) => value instanceof PdfString);
  const named =
    /\/(\S+)\s+[\d.]+\s+Tf/.exec(DA?.bytes.toString('latin1', 0, LONGEST) ?? '')?.[1] ?? '';
  document.budget.spend(LOOK_STEPS * lineage.length);
  return { DA, fontName: named, font: fontsOf(document)?.get(named) };
}

function fontsOf(document: PdfDocument): PdfDict | undefined {
  return document.dict(document.dict(acroForm(document)?.get('DR'))?.get('Font'));
}

const LATIN = PdfDict.of({ Subtype: name('Type1') });
const MAX_PARENTS = 32;
const LOOK_STEPS = 20;
/** A size of 0 lets the reader choose one. */
const CHOSEN_SIZE = /(^|\s)0*\.?0*\s+Tf/;
const LONGEST = 200;

function judgeLook(comparison: Comparison, field: FormField, own: DefaultLook): void {
  const said = drawnAs(comparison.after, field.value, own);
  if (said === 'veiled') comparison.find('appearance-unreadable', 'form-filling');
  else if (said === 'other') comparison.find('appearance-differs');
}

/** Draws the plain letters and digits of a value as a reader would, and reads them. */
function drawnAs(
  document: PdfDocument,
  stated: PdfObject,
  own: DefaultLook,
): 'same' | 'other' | 'veiled' | 'unknown' {
  const value = document.resolve(stated);
  if (own.DA === undefined || !(value instanceof PdfString)) return 'same';
  const words = value
    .toText()
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, LONGEST);
  if (words === '') return 'same';
  if (document.nameIn(document.dict(own.font), 'Subtype') === 'Type0') return 'unknown';
  const DA = own.DA.bytes.toString('latin1', 0, LONGEST).replace(CHOSEN_SIZE, ' 12 Tf');
  const content = Buffer.from(`BT ${DA} 2 2 Td (${words}) Tj ET`, 'latin1');
  const look = new PdfStream(new PdfDict(), content);
  // Readers have letters of their own for fonts that are nowhere (12.7.4.3).
  const fonts = PdfDict.of({ Font: PdfDict.of({ [own.fontName]: own.font ?? LATIN }) });
  const ink = readInk(document, [look], fonts, {
    box: [0, 0, 10_000, 20],
    isComb: false,
  });
  const shown = ink.runs.map(({ text }) => text);
  if (ink.isVeiled) return 'veiled';
  if (shown.includes(null)) return 'unknown';
  return shown.join('') === words ? 'same' : 'other';
}
