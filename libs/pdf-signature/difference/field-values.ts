import { fieldFlags, type FormField } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { isArray, PdfName, PdfStream, PdfString, type PdfObject } from '../pdf/objects.js';

/** What the value may look like: itself, or the words an option of a list has for it. */
export function valuesOf(document: PdfDocument, field: FormField): string[] {
  const own = wordsOf(document, field.value);
  if (field.type !== 'Ch') return [own];
  const named = namedBy(document, field, [own]);
  return isListBox(document, field)
    ? [own, ...named, optionsOf(document, field).join('')]
    : [own, ...named];
}

/** Whether words that are shown are the value, or a part of a list with the value in it. */
export function showsValue(document: PdfDocument, field: FormField, shown: string): boolean {
  const words = squeezed(shown);
  // A list shows what there is to choose, chosen or not.
  const isEmptied = words === '' && isListBox(document, field);
  if (isEmptied && optionsOf(document, field).length > 0) return false;
  return (
    valuesOf(document, field).map(squeezed).includes(words) || isScrolled(document, field, words)
  );
}

const OPTION_STEPS = 40;

function namedBy(document: PdfDocument, field: FormField, values: readonly string[]): string[] {
  const options = document.array(field.dict.get('Opt')) ?? [];
  // Each widget of the field asks for them anew.
  document.budget.spend(OPTION_STEPS * options.length);
  return options.flatMap((option) => {
    const pair = document.array(option);
    if (pair === undefined) return [];
    const [value = '', words = ''] = pair.map((item) => wordsOf(document, item));
    return values.includes(value) ? [words] : [];
  });
}

function optionsOf(document: PdfDocument, { dict }: FormField): string[] {
  const options = document.array(dict.get('Opt')) ?? [];
  return options.map((option) => wordsOf(document, document.array(option)?.[1] ?? option));
}

const COMBO = 0x2_0000;

export function isListBox(document: PdfDocument, { type, dict }: FormField): boolean {
  return type === 'Ch' && (fieldFlags(document, dict) & COMBO) === 0;
}

/**
 * A list box shows as many of its options as it has room for, and marks the chosen one among them.
 * It begins at /TI (12.7.5.4); iText begins at the choice and Firefox a little above, and both leave
 * /TI as it was.
 */
function isScrolled(document: PdfDocument, field: FormField, shown: string): boolean {
  if (!isListBox(document, field)) return false;
  const options = optionsOf(document, field).map(squeezed);
  const { value } = field;
  const own = isArray(value)
    ? value.map((item) => wordsOf(document, item))
    : [wordsOf(document, value)];
  const chosen = new Set([...own, ...namedBy(document, field, own)].map(squeezed));
  return options.some((_, first) => {
    let [at, last] = [0, first];
    for (; at < shown.length && shown.startsWith(options[last] ?? '', at); last += 1) {
      if (last >= options.length) return false;
      at += options[last]?.length ?? 0;
    }
    document.budget.spend(OPTION_STEPS + at);
    return at === shown.length && options.slice(first, last).some((option) => chosen.has(option));
  });
}

export function wordsOf(document: PdfDocument, value: PdfObject): string {
  const resolved = document.resolve(value);
  if (resolved instanceof PdfString) return resolved.toText();
  if (resolved instanceof PdfName) return resolved.value;
  if (isArray(resolved)) return resolved.map((item) => wordsOf(document, item)).join('');
  if (resolved instanceof PdfStream) return resolved.raw.toString('latin1');
  return '';
}

export function squeezed(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u00ad\u200b]/g, '');
}
