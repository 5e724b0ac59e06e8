import type { FieldWidget, FormField } from '../form/form.js';
import { readRect } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { changedKeys, isEqual } from '../pdf/equality.js';
import { isInteger, PdfDict, PdfRef, PdfStream, type PdfObject } from '../pdf/objects.js';
import type { Comparison } from './comparison.js';
import { readInk } from './ink/ink.js';
import { isOfItsKind } from './kinds.js';
import { isFramedOver } from './note-reach.js';
import { decodeStream } from './streams.js';

/** A field that an update brought, with what readers see of it. */
export type AddedField = {
  readonly field: FormField;
  readonly isTimeStamp: boolean;
  readonly visible: readonly FieldWidget[];
};

/** What a signature field needs; an action (/A, /AA) or a mouse-over appearance is not of it. */
const FIELD_KEYS: ReadonlySet<string> = new Set([
  ...['Type', 'Subtype', 'FT', 'T', 'TU', 'TM', 'Ff', 'V', 'DV', 'Kids', 'Parent', 'Lock', 'SV'],
  ...['Rect', 'P', 'F', 'AP', 'AS', 'MK', 'BS', 'Border', 'H', 'C', 'M', 'NM', 'DA', 'Q', 'DR'],
  ...['StructParent', 'Contents', 'Lang'],
]);
const HIDDEN = 2;
const NO_VIEW = 32;
/** Print, ToggleNoView: what is not on the screen at first may be on paper, or under the pointer. */
const COMES_UP = 4 | 256;

/** Judges a new field: signature fields may come after an approval, nothing else may. */
export function addField(comparison: Comparison, field: FormField): AddedField {
  const { after } = comparison;
  const visible = field.widgets.filter((widget) => isVisible(after, widget));
  const isStamp = isTimeStamp(after, field);
  const added = { field, isTimeStamp: isStamp, visible };
  const parts = [field, ...field.widgets];
  explainBranch(comparison, field.dict.get('Parent'));
  const isKnownKind =
    field.type === 'Sig' &&
    parts.every(({ dict }) =>
      [...dict.entries].every(([key, own]) => FIELD_KEYS.has(key) && isOfItsKind(after, key, own)),
    );
  if (!isKnownKind) {
    comparison.find('field-added');
    return added;
  }
  if (parts.some(({ ref }) => !comparison.isNew(ref))) comparison.find('hidden-object-shown');
  if (field.value === null && !visible.every((widget) => isPlace(after, widget))) {
    comparison.find('signature-field-redrawn');
  }
  const isPlaced = visible.every(({ dict }) => readRect(after, dict.get('Rect')) !== undefined);
  if (visible.length > 1 || !isPlaced) comparison.find('field-added');
  if (isStamp) {
    comparison.raise('lta-updates');
  } else {
    comparison.raise('form-filling');
    comparison.addedFields.add(field.name);
    if (visible.length > 0 || field.value === null) comparison.shownFields.add(field.name);
  }
  return added;
}

/** A name with dots (12.7.4.2): the branch that was there gains a kid behind its own, and nothing else. */
function explainBranch(comparison: Comparison, branch: PdfObject | undefined): void {
  const { before, after } = comparison;
  if (!comparison.isReplaced(branch)) return;
  const [was, is] = [before.dict(branch), after.dict(branch)];
  const [old, now] = [before.array(was?.get('Kids')), after.array(is?.get('Kids'))];
  if (was === undefined || is === undefined || old === undefined || now === undefined) return;
  const isKept = old.every((kid, index) => isEqual(kid, now[index]));
  const isGrown = now.slice(old.length).every((kid) => comparison.isNew(kid));
  if (!isKept || !isGrown || changedKeys(was, is).some((key) => key !== 'Kids')) return;
  comparison.explain(branch);
}

/** A document time-stamp draws nothing (ISO 32000-2, 12.8.5); one that does is another signature. */
export function isTimeStamp(document: PdfDocument, { type, value, widgets }: FormField): boolean {
  return (
    type === 'Sig' &&
    value instanceof PdfDict &&
    value.name('Type') === 'DocTimeStamp' &&
    value.name('SubFilter') === 'ETSI.RFC3161' &&
    !widgets.some((widget) => isVisible(document, widget) && draws(document, widget))
  );
}

export function isVisible(document: PdfDocument, widget: FieldWidget): boolean {
  if (!isShown(document, widget.dict)) return false;
  const rect = readRect(document, widget.dict.get('Rect'));
  // Where the rectangle is none, some readers take what they can of it.
  if (rect === undefined) return widget.dict.entries.has('Rect');
  return rect[2] > rect[0] && rect[3] > rect[1];
}

/** Whether its flags (/F, 12.5.3) let an annotation be seen, wherever it lies. */
export function isShown(document: PdfDocument, dict: PdfDict): boolean {
  const stated = document.resolve(dict.get('F'));
  // Readers that ask for a small integer find no flags in anything else.
  const isPlain =
    isInteger(stated) && stated >= 0 && stated <= MAX_FLAGS && dict.fractions?.has('F') !== true;
  const flags = isPlain && !(dict.get('F') instanceof PdfRef) ? stated : 0;
  if ((flags & HIDDEN) !== 0) return false;
  return (flags & NO_VIEW) === 0 || (flags & COMES_UP) !== 0;
}

const MAX_FLAGS = 0x7fff_ffff;

/** Nothing, or the frame and ground that show where to sign: no words, no pictures. */
function isPlace(document: PdfDocument, widget: FieldWidget): boolean {
  if (isFramedOver(document, widget.dict)) return false;
  const drawn = document.dict(widget.dict.get('AP'));
  if (drawn === undefined || !draws(document, { ...widget, dict: PdfDict.of({ AP: drawn }) }))
    return true;
  const look = document.resolve(drawn.get('N'));
  const box = look instanceof PdfStream ? readRect(document, look.dict.get('BBox')) : undefined;
  if (!(look instanceof PdfStream) || box === undefined || drawn.entries.size !== 1) return false;
  const frame = { box, isComb: false };
  const ink = readInk(document, [look], look.dict.get('Resources'), frame);
  const { runs, pictures, outlines, isReadable } = ink;
  return runs.length + pictures + outlines === 0 && isReadable;
}

/** Whether anything is seen of a place to sign: where it has no look, MuPDF draws an arrow. */
export function marksPlace(document: PdfDocument, widget: FieldWidget): boolean {
  const look = document.resolve(document.dict(widget.dict.get('AP'))?.get('N'));
  return !(look instanceof PdfStream) || draws(document, widget);
}

/** Whether anything of a widget could be drawn. */
export function draws(document: PdfDocument, { dict }: FieldWidget): boolean {
  const looks = document.dict(dict.get('MK'));
  if (looks?.entries.has('BG') === true) return true;
  const seen: PdfObject[] = [...(document.dict(dict.get('AP'))?.entries.values() ?? [])];
  return seen.some((value) => {
    const look = document.resolve(value);
    const states = look instanceof PdfDict ? [...look.entries.values()] : [look];
    return states.some((state) => {
      const stream = document.resolve(state);
      if (!(stream instanceof PdfStream)) return false;
      const content = decodeStream(document, stream);
      return content === null || content.some((byte) => byte > 32);
    });
  });
}
