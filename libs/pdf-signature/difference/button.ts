import { fieldFlags, type FieldWidget, type FormField } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { isEqual } from '../pdf/equality.js';
import { PdfDict, PdfName, PdfStream, PdfString, type PdfObject } from '../pdf/objects.js';
import { drawsAnew } from './default-look.js';
import type { Ink } from './ink/types.js';

const RADIO = 0x8000;
const OFF = 'Off';

/**
 * The state that is shown is the value's, or none where another button of the field has it: boxes
 * with one state go on and off together, of radio buttons one may (ISO 32000-2, 12.7.5.2.3 and
 * 12.7.5.2.4).
 */
export function showsItsState(
  document: PdfDocument,
  field: FormField,
  widget: FieldWidget,
): boolean {
  const value = valueOf(field);
  const shown = stateOf(document, widget);
  if (statesOf(document, widget) === undefined) return shown === OFF || shown === value;
  if (shown !== OFF || value === OFF) return shown === value;
  const isRadio = (fieldFlags(document, field.dict) & RADIO) !== 0;
  const owners = field.widgets.filter(
    (one) => statesOf(document, one)?.entries.has(value) === true,
  );
  if (owners.some((one) => stateOf(document, one) === value)) {
    return isRadio || statesOf(document, widget)?.entries.has(value) !== true;
  }
  return false;
}

/**
 * Whether looks that were drawn anew still tell by what they mark whether a button is on: more when it
 * is on than when it is off, and then no more than it was. Looks of two programs are not measured
 * against each other: iText draws again what is shown alone, and then there has to be a mark.
 */
export function marksItsState(
  [before, old]: readonly [PdfDocument, FieldWidget | undefined],
  [after, now]: readonly [PdfDocument, FieldWidget],
  readInk: (document: PdfDocument, look: PdfStream) => Ink,
): boolean {
  const marks = (document: PdfDocument, state: PdfObject | undefined): number => {
    const look = document.resolve(state);
    if (!(look instanceof PdfStream)) return 0;
    const { outlines, rings, pictures, runs } = readInk(document, look);
    return outlines - rings + pictures + runs.reduce((sum, run) => sum + run.letters, 0);
  };
  const states = statesOf(after, now);
  const was = old === undefined ? undefined : statesOf(before, old);
  // Without its states a button is drawn by some readers and left out by others (12.7.5.2.3).
  if (states === undefined) return was === undefined || drawsAnew(after);
  const isKept = (key: string): boolean =>
    isEqual(before.resolve(was?.get(key)), after.resolve(states.get(key)));
  const off = marks(after, states.get(OFF));
  const isMarked = (key: string): boolean =>
    marks(after, states.get(key)) > (isKept(key) === isKept(OFF) ? off : 0);
  return (
    off <= marks(before, was?.get(OFF)) &&
    [...states.entries.keys()].every((key) => key === OFF || isMarked(key))
  );
}

function statesOf(document: PdfDocument, { dict }: FieldWidget): PdfDict | undefined {
  const looks = document.resolve(document.dict(dict.get('AP'))?.get('N'));
  return looks instanceof PdfDict ? looks : undefined;
}

/** A button that names no state shows none. */
function stateOf(document: PdfDocument, { dict }: FieldWidget): string {
  const state = document.resolve(dict.get('AS'));
  return state instanceof PdfName ? state.value : OFF;
}

function valueOf({ value }: FormField): string {
  if (value instanceof PdfName) return value.value;
  const words = value instanceof PdfString ? value.toText() : '';
  return words === '' ? OFF : words;
}
