import {
  acroForm,
  fieldFlags,
  readFields,
  type FieldWidget,
  type FormField,
} from '../form/form.js';
import { becomesFraction, changedKeys, isEqual, type Referrer } from '../pdf/equality.js';
import { PdfDict, PdfRef, type PdfObject } from '../pdf/objects.js';
import type { Comparison } from './comparison.js';
import { judgeAnew, judgeFieldAppearance } from './appearance.js';
import { drawsAnew, judgeDefaultLooks, judgeSupplied } from './default-look.js';
import { addField, draws, isTimeStamp, isVisible, type AddedField } from './new-field.js';
import {
  bringsFontsAlone,
  keepsResources,
  seesNothingNew,
  suppliesLooks,
} from './form-resources.js';
import { isOfItsKind } from './kinds.js';
import { isSaidAgain } from './widget-look.js';

const FORM_KEYS: ReadonlySet<string> = new Set([
  'Fields',
  'DR',
  'DA',
  'Q',
  'NeedAppearances',
  'SigFlags',
]);
const VALUE_KEYS: ReadonlySet<string> = new Set([
  ...['V', 'AP', 'AS', 'DA', 'Q', 'Ff', 'M', 'RV', 'F'],
]);
/** A list is also scrolled, and its choice is given by position (12.7.5.4). */
const CHOICE_KEYS: ReadonlySet<string> = new Set([...VALUE_KEYS, 'I', 'TI']);
/** An empty signature field that is signed may become printed and locked (/F); poppler adds /AS. */
const SIGNING_KEYS: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'M', 'F', 'Ff']);
const NO_KEYS: ReadonlySet<string> = new Set();
/** ReadOnly, Required and NoExport; the other flags make another field of it (12.7.4.1). */
const HARMLESS_FLAGS = 7;
/** Print, Locked and LockedContents may come; the other flags hide, show or unfetter (12.5.3). */
const HARMLESS_ANNOTATION_FLAGS = 4 | 128 | 512;
const [HIDDEN, PRINT, NO_VIEW] = [2, 4, 32] as const;
const PUSH_BUTTON = 0x1_0000;

/** The form: values and appearances may change, signature fields may be signed or added. */
export function compareForm(comparison: Comparison): AddedField[] {
  compareFormDictionary(comparison);
  const after = readFields(comparison.after);
  const known = new Map(
    after.flatMap((field) => (field.ref === undefined ? [] : [[field.ref.num, field] as const])),
  );
  const old = readFields(comparison.before);
  if (drawsAnew(comparison.after) && !drawsAnew(comparison.before)) judgeAnew(comparison, old);
  judgeDefaultLooks(comparison, old, known);
  judgeSupplied(comparison, old);
  const oldNumbers = new Set(old.map(({ ref }) => ref?.num));
  const names = new Set(old.map(({ name }) => name));
  for (const field of old) {
    const now = field.ref === undefined ? undefined : known.get(field.ref.num);
    if (now?.name !== field.name || now.type !== field.type) {
      comparison.find('field-removed');
    } else {
      compareField(comparison, field, now);
    }
  }
  return after
    .filter((field) => !oldNumbers.has(field.ref?.num))
    .map((field) => {
      if (names.has(field.name)) comparison.find('field-added');
      names.add(field.name);
      return addField(comparison, field);
    });
}

function compareFormDictionary(comparison: Comparison): void {
  const { before, after } = comparison;
  const place = before.catalog.get('AcroForm');
  const old = acroForm(before) ?? new PdfDict();
  const now = acroForm(after) ?? new PdfDict();
  const changed = changedKeys(old, now);
  const isKnown = (key: string): boolean =>
    FORM_KEYS.has(key) && isOfItsKind(after, key, now.get(key));
  if (!changed.every(isKnown)) comparison.find('form-changed');
  if (['DA', 'Q', 'NeedAppearances'].some((key) => changed.includes(key))) {
    comparison.raise('form-filling');
  }
  comparison.explain(place);
  const home = place instanceof PdfRef ? place.num : before.rootRef.num;
  const isForm = ({ from, key }: Referrer): boolean =>
    from === home && (key === 'Fields' || key === 'DR' || key === 'AcroForm');
  comparison.explainIfOnlySeenBy(old.get('Fields'), isForm);
  const resources = old.get('DR');
  const isUntouched = seesNothingNew(comparison, resources, now.get('DR'));
  // A field's own resources may be the form's (LibreOffice): they are judged as the form's.
  const isHarmless = (one: Referrer): boolean =>
    isForm(one) || one.key === 'DR' || isUntouched(one);
  comparison.explainIfOnlySeenBy(resources, isHarmless);
  const isResources = ({ from }: Referrer): boolean =>
    resources instanceof PdfRef &&
    from === resources.num &&
    comparison.isOnlySeenBy(resources, isHarmless);
  comparison.explainIfOnlySeenBy(
    before.dict(resources)?.get('Font'),
    (one) => isHarmless(one) || isResources(one),
  );
  const isKept =
    keepsResources(comparison, resources, now.get('DR')) &&
    bringsFontsAlone(comparison, resources, now.get('DR')) &&
    !suppliesLooks(comparison, old.get('DR'), now.get('DR'));
  if (!isKept) comparison.find('form-changed');
}

function allowedKeys(comparison: Comparison, old: FormField, now: FormField): ReadonlySet<string> {
  switch (old.type ?? '') {
    case 'Sig':
      return old.value === null && now.value instanceof PdfDict ? SIGNING_KEYS : NO_KEYS;
    case 'Btn':
      return (fieldFlags(comparison.before, old.dict) & PUSH_BUTTON) === 0 ? VALUE_KEYS : NO_KEYS;
    case 'Tx':
      return VALUE_KEYS;
    case 'Ch':
      return CHOICE_KEYS;
    default:
      return NO_KEYS;
  }
}

function compareField(comparison: Comparison, old: FormField, now: FormField): void {
  const allowed = allowedKeys(comparison, old, now);
  const isOpen = allowed !== NO_KEYS;
  const changes = [
    compareDictionary(comparison, old, now, allowed),
    compareWidgets(comparison, old, now, allowed),
    ...(isOpen ? old.widgets.map((widget) => explainAppearance(comparison, widget)) : []),
    isOpen && explainValue(comparison, old),
  ];
  if (!changes.includes(true)) return;
  if (!isOpen) comparison.find(lockedCode(old));
  if (isTimeStamp(comparison.after, now)) {
    comparison.raise('lta-updates');
  } else {
    comparison.raise('form-filling');
    comparison.changedFields.add(old.name);
    if (old.type === 'Sig') noteShown(comparison, old, now);
    if (isOpen && old.type !== 'Sig') judgeFieldAppearance(comparison, old, now);
  }
}

/** A place for a signature that nobody saw may come to lie over text once it is signed. */
function noteShown(
  { before, after, painted, signed }: Comparison,
  old: FormField,
  now: FormField,
): void {
  now.widgets.forEach((widget, index) => {
    const earlier = old.widgets[index];
    const wasSeen = earlier === undefined || isVisible(before, earlier);
    if (widget.ref === undefined || !isVisible(after, widget)) return;
    if (wasSeen) signed.set(widget.ref.num, widget);
    else painted.add(widget.ref.num);
  });
}

function lockedCode(
  old: FormField,
): 'field-changed' | 'signed-field-changed' | 'signature-field-redrawn' {
  if (old.type !== 'Sig') return 'field-changed';
  return old.value === null ? 'signature-field-redrawn' : 'signed-field-changed';
}

function compareDictionary(
  comparison: Comparison,
  old: FieldWidget,
  now: FieldWidget,
  allowed: ReadonlySet<string>,
): boolean {
  const keys = changedKeys(old.dict, now.dict);
  const isSigned = allowed === SIGNING_KEYS;
  const isKnown = (key: string): boolean =>
    allowed.has(key) ||
    isSaidAgain(comparison, key, old.dict, now.dict) ||
    (key === 'Rect' && isSigned && isGivenUp(comparison, old, now));
  const isOther =
    !keys.every(isKnown) ||
    now.dict.hasDuplicateKey ||
    keys.some((key) => becomesFraction(old.dict, now.dict, key)) ||
    !keys.every((key) => isOfItsKind(comparison.after, key, now.dict.get(key))) ||
    (keys.includes('Ff') && !isHarmless(comparison, old, now)) ||
    (keys.includes('F') && !isSigned && !onlySettles(comparison, old, now));
  if (isOther && allowed !== NO_KEYS) comparison.find('field-changed');
  comparison.explain(old.ref);
  return keys.length > 0;
}

/**
 * PDFBox takes the rectangle away from a place that it signs invisibly (12.7.5.5): nothing was drawn
 * there when the others signed, and nothing is now.
 */
function isGivenUp({ before, after }: Comparison, old: FieldWidget, now: FieldWidget): boolean {
  const rect = after.resolve(now.dict.get('Rect'));
  return isEqual(rect, [0, 0, 0, 0]) && !draws(before, old) && !draws(after, now);
}

function isHarmless({ before, after }: Comparison, old: FieldWidget, now: FieldWidget): boolean {
  const own = after.resolve(now.dict.get('Ff') ?? fieldFlags(after, now.dict));
  const flags = typeof own === 'number' ? own : NaN;
  if (((flags ^ fieldFlags(before, old.dict)) & ~HARMLESS_FLAGS) === 0) return !isNaN(flags);
  // MuPDF writes 0 on a widget that is no field, where it says nothing.
  return flags === 0 && !old.dict.entries.has('Ff') && !now.dict.entries.has('T');
}

function onlySettles({ before, after }: Comparison, old: FieldWidget, now: FieldWidget): boolean {
  const was = before.resolve(old.dict.get('F') ?? 0);
  const is = after.resolve(now.dict.get('F') ?? 0);
  if (typeof was !== 'number' || typeof is !== 'number') return false;
  // What is printed and was on no screen is something else than what was signed.
  const isUnseen = (was & (HIDDEN | NO_VIEW)) !== 0 && (is & PRINT) !== (was & PRINT);
  return !isUnseen && ((was ^ is) & ~HARMLESS_ANNOTATION_FLAGS) === 0 && (was & ~is) === 0;
}

function compareWidgets(
  comparison: Comparison,
  old: FormField,
  now: FormField,
  allowed: ReadonlySet<string>,
): boolean {
  const kids = old.dict.get('Kids');
  comparison.explainIfOnlySeenBy(kids, ({ from, key }) => from === old.ref?.num && key === 'Kids');
  if (old.widgets.length !== now.widgets.length) comparison.find('field-changed');
  return old.widgets
    .map((widget, index) => {
      const other = now.widgets[index];
      if (other === undefined || !isEqual(widget.ref, other.ref)) {
        comparison.find('field-changed');
        return true;
      }
      return widget.ref?.num === old.ref?.num
        ? false
        : compareDictionary(comparison, widget, other, allowed);
    })
    .includes(true);
}

/** A value kept as an object of its own and replaced there. */
function explainValue(comparison: Comparison, old: FormField): boolean {
  return comparison.explainIfOnlySeenBy(
    old.dict.get('V'),
    ({ from, key }) => from === old.ref?.num && key === 'V',
  );
}

/** An appearance replaced in place; only when no other part of the document shows it. */
function explainAppearance(comparison: Comparison, widget: FieldWidget): boolean {
  const { before } = comparison;
  const members: PdfRef[] = [];
  const collect = (value: PdfObject | undefined, depth: number): void => {
    if (value instanceof PdfRef) members.push(value);
    const resolved = before.resolve(value);
    if (!(resolved instanceof PdfDict) || depth === 0) return;
    for (const item of resolved.entries.values()) collect(item, depth - 1);
  };
  collect(widget.dict.get('AP'), 2);
  return comparison.explainGroup(
    members,
    ({ from, key }) => from === widget.ref?.num && key === 'AP',
  );
}
