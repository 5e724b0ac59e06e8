import { NotationError } from './errors.js';

/** Letters of any case (Đ, Ư ...), digits and `&`; `/` and `-` separate the groups of a symbol. */
const ABBREVIATION = /^\p{Script=Latin}[\p{Script=Latin}\d&]{0,29}$/u;

/**
 * An abbreviation of an agency, unit or field in its one stored form: NFC, Đ as U+0110, case kept.
 *
 * @throws NotationError when it holds anything but letters, digits and `&`.
 */
export function abbreviation(text: string): string {
  const normal = text.normalize('NFC').trim().replaceAll('Ð', 'Đ').replaceAll('ð', 'đ');
  if (ABBREVIATION.test(normal) && !normal.endsWith('&')) return normal;
  throw new NotationError(
    'notation.abbreviation-invalid',
    text,
    'An abbreviation holds letters, digits and & only',
  );
}

export function isAbbreviation(text: string): boolean {
  try {
    abbreviation(text);
    return true;
  } catch {
    return false;
  }
}
