import type { FormField } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { isArray } from '../pdf/objects.js';
import { isListBox, squeezed, wordsOf } from './field-values.js';
import type { Ink } from './ink/types.js';

/**
 * Whether letters of a list differ in colour or size and nothing lies behind any: which of them are
 * chosen is anybody's guess.
 */
export function isMarkedByLetters(document: PdfDocument, field: FormField, ink: Ink): boolean {
  if (!isListBox(document, field) || ink.marks.length > 0) return false;
  return new Set(ink.runs.map(({ style }) => style)).size > 1;
}

/** A list box has a ground of another colour behind what is chosen, and behind nothing else. */
export function marksItsChoice(document: PdfDocument, field: FormField, ink: Ink): boolean {
  if (!isListBox(document, field)) return true;
  document.budget.spend(ink.marks.length * ink.runs.length);
  const marked = ink.runs.filter(({ from: [x, y] }) =>
    ink.marks.some((box) => x >= box[0] - 1 && x <= box[2] && y >= box[1] && y <= box[3]),
  );
  if (marked.length === 0) return true;
  const chosen = (isArray(field.value) ? field.value : [field.value]).map((one) =>
    wordsOf(document, one),
  );
  const options = document.array(field.dict.get('Opt')) ?? [];
  const words = options.flatMap((option) => {
    const [own = option, shown = own] = document.array(option) ?? [];
    const isChosen = [own, shown].some((one) => chosen.includes(wordsOf(document, one)));
    return isChosen ? [wordsOf(document, shown)] : [];
  });
  // What else is chosen lies above or below the part that is seen.
  const seen = new Set(ink.runs.map(({ text }) => squeezed(text ?? '')));
  const inSight = words.filter((word) => seen.has(squeezed(word)));
  const told = inSight.length === 0 ? words : inSight;
  return squeezed(marked.map(({ text }) => text).join('')) === squeezed(told.join(''));
}
