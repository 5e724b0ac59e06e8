import type { Comparison } from './comparison.js';
import { changedKeys, isEqual, type Referrer } from '../pdf/equality.js';
import { acroForm, readFields, type FieldWidget, type FormField } from '../form/form.js';
import { PdfDict, PdfRef, type PdfObject } from '../pdf/objects.js';

const FORM_KEYS: ReadonlySet<string> = new Set([
  'Fields',
  'DR',
  'DA',
  'Q',
  'NeedAppearances',
  'SigFlags',
]);
const VALUE_KEYS: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'DA', 'Q', 'Ff', 'M', 'RV', 'I']);
/** An empty signature field that is signed may become printed and locked (/F). */
const SIGNING_KEYS: ReadonlySet<string> = new Set(['V', 'AP', 'M', 'F', 'Ff']);
const NO_KEYS: ReadonlySet<string> = new Set();

/** The form: values and appearances may change, signature fields may be signed or added. */
export function compareForm(comparison: Comparison): void {
  compareFormDictionary(comparison);
  const after = readFields(comparison.after);
  const known = new Map(
    after.flatMap((field) => (field.ref === undefined ? [] : [[field.ref.num, field] as const])),
  );
  const old = readFields(comparison.before);
  const oldNumbers = new Set(old.map(({ ref }) => ref?.num));
  for (const field of old) {
    const now = field.ref === undefined ? undefined : known.get(field.ref.num);
    if (now?.name !== field.name || now.type !== field.type) {
      comparison.raise('other');
    } else {
      compareField(comparison, field, now);
    }
  }
  for (const field of after) {
    if (!oldNumbers.has(field.ref?.num)) addField(comparison, field);
  }
}

function compareFormDictionary(comparison: Comparison): void {
  const { before, after } = comparison;
  const place = before.catalog.get('AcroForm');
  const old = acroForm(before) ?? new PdfDict();
  const now = acroForm(after) ?? new PdfDict();
  if (changedKeys(old, now).some((key) => !FORM_KEYS.has(key))) comparison.raise('other');
  comparison.explain(place);
  const home = place instanceof PdfRef ? place.num : before.rootRef.num;
  const isForm = ({ from, key }: Referrer): boolean =>
    from === home && (key === 'Fields' || key === 'DR' || key === 'AcroForm');
  comparison.explainIfOnlySeenBy(old.get('Fields'), isForm);
  const resources = old.get('DR');
  comparison.explainIfOnlySeenBy(resources, isForm);
  const isResources = (referrer: Referrer): boolean =>
    isForm(referrer) || (resources instanceof PdfRef && referrer.from === resources.num);
  comparison.explainIfOnlySeenBy(before.dict(resources)?.get('Font'), isResources);
}

function addField(comparison: Comparison, field: FormField): void {
  if (field.type !== 'Sig') {
    comparison.raise('other');
  } else if (isTimeStamp(field)) {
    comparison.raise('lta-updates');
  } else {
    comparison.raise('form-filling');
    comparison.addedFields.add(field.name);
  }
}

function compareField(comparison: Comparison, old: FormField, now: FormField): void {
  const wasSigned = old.type === 'Sig' && old.value !== null;
  const allowed = wasSigned ? NO_KEYS : old.type === 'Sig' ? SIGNING_KEYS : VALUE_KEYS;
  const changes = [
    compareDictionary(comparison, old, now, allowed),
    compareWidgets(comparison, old, now, allowed),
    ...(wasSigned ? [] : old.widgets.map((widget) => explainAppearance(comparison, widget))),
    !wasSigned && explainValue(comparison, old),
  ];
  if (!changes.includes(true)) return;
  if (isTimeStamp(now)) {
    comparison.raise('lta-updates');
  } else {
    comparison.raise('form-filling');
    comparison.changedFields.add(old.name);
  }
}

function isTimeStamp({ type, value }: FormField): boolean {
  return type === 'Sig' && value instanceof PdfDict && value.name('Type') === 'DocTimeStamp';
}

function compareDictionary(
  comparison: Comparison,
  old: FieldWidget,
  now: FieldWidget,
  allowed: ReadonlySet<string>,
): boolean {
  const keys = changedKeys(old.dict, now.dict);
  if (keys.some((key) => !allowed.has(key))) comparison.raise('other');
  if (now.dict.hasDuplicateKey) comparison.raise('other');
  comparison.explain(old.ref);
  return keys.length > 0;
}

function compareWidgets(
  comparison: Comparison,
  old: FormField,
  now: FormField,
  allowed: ReadonlySet<string>,
): boolean {
  const kids = old.dict.get('Kids');
  comparison.explainIfOnlySeenBy(kids, ({ from, key }) => from === old.ref?.num && key === 'Kids');
  if (old.widgets.length !== now.widgets.length) comparison.raise('other');
  return old.widgets
    .map((widget, index) => {
      const other = now.widgets[index];
      if (other === undefined || !isEqual(widget.ref, other.ref)) {
        comparison.raise('other');
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
