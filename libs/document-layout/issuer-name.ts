import type { OfficialDocument } from './official-document.js';

/** What follows one of these is a proper name, every syllable with a capital. */
const UNITS = [
  'thành phố',
  'đặc khu',
  'thị trấn',
  'thị xã',
  'phường',
  'huyện',
  'tỉnh',
  'quận',
  'xã',
];

/**
 * `ỦY BAN NHÂN DÂN`, `PHƯỜNG TỪ SƠN` as “Ủy ban nhân dân phường Từ Sơn”.
 *
 * Capitals do not say where `Sở Nội vụ` has its own; give `issuerName` where that matters.
 */
export function issuerInRunningText(
  document: Pick<OfficialDocument, 'issuerName' | 'issuerLines'>,
): string {
  if (document.issuerName !== undefined) return document.issuerName;

  const lower = document.issuerLines.join(' ').normalize('NFC').toLocaleLowerCase('vi');
  const unit = UNITS.find((word) => lower.includes(`${word} `));
  if (unit === undefined) return capital(lower);

  const start = lower.indexOf(`${unit} `) + unit.length + 1;
  const name = lower.slice(start).split(' ').map(capital).join(' ');
  return capital(lower.slice(0, start)) + name;
}

function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase('vi') + word.slice(1);
}
