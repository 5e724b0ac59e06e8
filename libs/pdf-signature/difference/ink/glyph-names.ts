import type { PdfDocument } from '../../pdf/document.js';
import { PdfName, type PdfDict } from '../../pdf/objects.js';

/** Names of letters in the encoding of a font (ISO 32000-2, Annex D; Adobe Glyph List). */
const NAMED: Readonly<Record<string, string>> = {
  ...{ space: ' ', period: '.', comma: ',', hyphen: '-', minus: '-', slash: '/', colon: ':' },
  ...{ semicolon: ';', parenleft: '(', parenright: ')', quotesingle: "'", quotedbl: '"' },
  ...{ zero: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7' },
  ...{ eight: '8', nine: '9', at: '@', ampersand: '&', plus: '+', equal: '=', percent: '%' },
  ...{ underscore: '_', exclam: '!', question: '?', asterisk: '*', numbersign: '#', bar: '|' },
  ...{ backslash: '\\', bracketleft: '[', bracketright: ']', braceleft: '{', braceright: '}' },
  ...{ less: '<', greater: '>', dollar: '$', asciicircum: '^', asciitilde: '~', grave: '`' },
  ...{ quoteleft: '‘', quoteright: '’', quotedblleft: '“', quotedblright: '”', bullet: '•' },
  ...{ endash: '–', emdash: '—', ellipsis: '…', guillemotleft: '«', guillemotright: '»' },
  ...{ section: '§', degree: '°', Euro: '€', dong: '₫', plusminus: '±', multiply: '×' },
  ...{ dcroat: 'đ', Dcroat: 'Đ', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', oslash: 'ø', Oslash: 'Ø' },
  ...{ germandbls: 'ß', dotlessi: 'ı', fi: 'fi', fl: 'fl', nbspace: ' ', sfthyphen: '\u00ad' },
};

const MARKS: Readonly<Record<string, string>> = {
  ...{ acute: '\u0301', grave: '\u0300', hookabove: '\u0309', tilde: '\u0303' },
  ...{ dotbelow: '\u0323', circumflex: '\u0302', breve: '\u0306', horn: '\u031b' },
  ...{ dieresis: '\u0308', ring: '\u030a', caron: '\u030c', cedilla: '\u0327' },
};
const ALL_MARKS = Object.keys(MARKS).join('|');
const MARK = new RegExp(ALL_MARKS, 'g');
/** A letter and its marks, as in `ecircumflexdotbelow`; or a mark that follows its letter. */
const MARKED = new RegExp(`^(?:([A-Za-z])((?:${ALL_MARKS})+)|(${ALL_MARKS})comb)$`);

export function letterNamed(name: string): string | undefined {
  if (/^[A-Za-z]$/.test(name)) return name;
  const code = /^(?:uni([\dA-F]{4})|u([\dA-F]{4,6}))$/.exec(name);
  const hex = code?.[1] ?? code?.[2];
  if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16) % 0x110000);
  return Object.hasOwn(NAMED, name) ? NAMED[name] : marked(name);
}

function marked(name: string): string | undefined {
  const [, letter = '', marks, alone] = MARKED.exec(name) ?? [];
  const words = (marks ?? alone ?? '').match(MARK) ?? [];
  const drawn = letter + words.map((word) => MARKS[word] ?? '').join('');
  return drawn === '' ? undefined : drawn.normalize('NFC');
}

/** What /Differences call the glyph of a code; empty where they do not name it. */
export function glyphName(document: PdfDocument, font: PdfDict, code: number): string {
  const differences = document.array(document.dict(font.get('Encoding'))?.get('Differences')) ?? [];
  document.budget.spend(differences.length);
  let [at, found] = [0, ''];
  for (const listed of differences) {
    const item = document.resolve(listed);
    if (typeof item === 'number') at = item;
    if (!(item instanceof PdfName)) continue;
    if (at === code) found = item.value;
    at += 1;
  }
  return found;
}
