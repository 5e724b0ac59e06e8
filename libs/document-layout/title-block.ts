import type { Content } from 'pdfmake';
import { widthOf } from './fonts.js';
import { isPartyForm, type OfficialDocument } from './official-document.js';
import { TEXT_WIDTH, mm } from './page.js';
import { centredTitle, shortRule } from './shapes.js';

const SIZE = 14;
const PARTY_TYPE_SIZE = 15;
const PARTY_MARK = '-----';

/** Type of document, its subject and what closes them: a rule, or the Party's five hyphens. */
export function titleBlock(document: OfficialDocument): readonly Content[] {
  const gap: Content = { text: '', margin: [0, mm(5), 0, 0] };
  if (document.typeName === null) return [gap];

  const isParty = isPartyForm(document.form);
  const subject = centredTitle(document.subject.normalize('NFC'), TEXT_WIDTH, SIZE);
  return [
    gap,
    {
      text: document.typeName.normalize('NFC'),
      bold: true,
      fontSize: isParty ? PARTY_TYPE_SIZE : SIZE,
      alignment: 'center',
    },
    subject.content,
    isParty
      ? { text: PARTY_MARK, fontSize: SIZE, alignment: 'center' }
      : shortRule({ text: subject.lastLine, fontSize: SIZE, style: 'bold' }, TEXT_WIDTH),
    { text: '', margin: [0, 10, 0, 0] },
  ];
}

/**
 * Whom the document asks: one on the same line, several on lines whose hyphens stand under the
 * colon (NĐ 30, annex I, II.9d).
 */
export function addresseesBlock(document: OfficialDocument): readonly Content[] {
  const addressees = (document.addressees ?? []).map((name) =>
    name
      .normalize('NFC')
      .trim()
      .replace(/^-\s*/, '')
      .replace(/\s*[;.]+$/, ''),
  );
  const [first] = addressees;
  if (first === undefined) return [];

  const label =
    isPartyForm(document.form) && document.typeName === 'TỜ TRÌNH' ? 'Kính trình' : 'Kính gửi';
  if (addressees.length === 1) {
    return [
      { text: `${label}: ${first}`, fontSize: SIZE, alignment: 'center', margin: [0, 0, 0, 12] },
    ];
  }

  const indent = mm(25);
  const underColon = indent + widthOf(label, SIZE);
  return [
    { text: `${label}:`, fontSize: SIZE, margin: [indent, 0, 0, 0] },
    ...addressees.map((name, index): Content => ({
      text: `- ${name}${index === addressees.length - 1 ? '.' : ';'}`,
      fontSize: SIZE,
      margin: [underColon, 2, 0, index === addressees.length - 1 ? 12 : 0],
    })),
  ];
}
