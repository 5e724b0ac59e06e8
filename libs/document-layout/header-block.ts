import type { Content } from 'pdfmake';
import { FIELD, type FieldBox } from './fields.js';
import { balancedWidth, widthOf } from './fonts.js';
import { isPartyForm, type OfficialDocument } from './official-document.js';
import { A4, MARGIN, TEXT_WIDTH, mm } from './page.js';
import { centredRule, lineHeightOf, shortRule } from './shapes.js';
import { firstPlace } from './typeset.js';

/** Sizes as the table of NĐ 30/2020, annex I, V prints them; the Party's are one step larger. */
const GOVERNMENT = { right: 258, names: 12, number: 13, date: 13, subject: 12 };
const PARTY = { right: 232, names: 14, number: 14, date: 14, subject: 12 };

const STATE_NAME = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const STATE_MOTTO = 'Độc lập - Tự do - Hạnh phúc';
const PARTY_NAME = 'ĐẢNG CỘNG SẢN VIỆT NAM';

const URGENCY = {
  urgent: { text: 'KHẨN', width: 20 },
  'very-urgent': { text: 'THƯỢNG KHẨN', width: 40 },
  express: { text: 'HỎA TỐC', width: 30 },
} as const;
const URGENCY_HEIGHT = mm(8);
const URGENCY_RED = '#d4001a';

export type HeaderBlock = {
  readonly content: readonly Content[];
  /** The places of number and date once the page is set. */
  readonly fields: () => readonly FieldBox[];
};

/** Issuer on the left, state or Party on the right; below them the lines that the clerk fills. */
export function headerBlock(document: OfficialDocument): HeaderBlock {
  const sizes = isPartyForm(document.form) ? PARTY : GOVERNMENT;
  const left = TEXT_WIDTH - sizes.right;
  const numberLine: Content = { text: ' ', fontSize: sizes.number };
  const dateLine: Content = { text: ' ', fontSize: sizes.date };

  const content: Content[] = [
    sideBySide(issuerStack(document, left, sizes.names), left, emblemStack(document, sizes.right)),
    { ...sideBySide([numberLine], left, [dateLine]), margin: [0, 4, 0, 0] },
  ];
  const under = underNumber(document, left, sizes.subject);
  if (under.length > 0) content.push(sideBySide(under, left, []));

  return {
    content,
    fields: () => [
      lineBox(FIELD.number, numberLine, left, { fontSize: sizes.number, align: 'center' }),
      lineBox(FIELD.date, dateLine, sizes.right, {
        fontSize: sizes.date,
        italic: true,
        align: 'center',
      }),
    ],
  };
}

function sideBySide(left: Content[], leftWidth: number, right: Content[]) {
  return {
    columns: [
      { width: leftWidth, stack: left },
      { width: TEXT_WIDTH - leftWidth, stack: right },
    ],
    columnGap: 0,
  };
}

function issuerStack(document: OfficialDocument, width: number, fontSize: number): Content[] {
  const last = document.issuerLines.at(-1) ?? '';
  const centred = { fontSize, alignment: 'center' } as const;
  return [
    ...document.governingLines.map((text): Content => ({ text, ...centred })),
    ...document.issuerLines.map((text): Content => ({ text, bold: true, ...centred })),
    isPartyForm(document.form)
      ? { text: '*', ...centred }
      : shortRule({ text: last, fontSize, style: 'bold' }, width),
  ];
}

function emblemStack(document: OfficialDocument, width: number): Content[] {
  if (isPartyForm(document.form)) {
    return [
      { text: PARTY_NAME, bold: true, fontSize: 15, alignment: 'center' },
      centredRule(widthOf(PARTY_NAME, 15, 'bold'), width),
    ];
  }
  return [
    { text: STATE_NAME, bold: true, fontSize: 12, alignment: 'center', noWrap: true },
    { text: STATE_MOTTO, bold: true, fontSize: 13, alignment: 'center' },
    centredRule(widthOf(STATE_MOTTO, 13, 'bold'), width, 2),
  ];
}

/** A công văn's subject, then the mark of urgency (boxes 5b and 10b of the decree's drawing). */
function underNumber(document: OfficialDocument, width: number, fontSize: number): Content[] {
  const content: Content[] = [];
  if (document.typeName === null) {
    const text = document.subject.normalize('NFC');
    const side = (width - balancedWidth(text, width * 0.92, { fontSize })) / 2;
    content.push({
      text,
      fontSize,
      alignment: 'center',
      italics: isPartyForm(document.form),
      margin: [side, 6, side, 0],
    });
  }
  if (document.urgency !== undefined) content.push(urgencyMark(document.urgency, width));
  return content;
}

function urgencyMark(urgency: keyof typeof URGENCY, blockWidth: number): Content {
  const { text, width } = URGENCY[urgency];
  const side = (blockWidth - mm(width)) / 2;
  const padding = (URGENCY_HEIGHT - lineHeightOf(13)) / 2;
  return {
    table: {
      widths: [mm(width) - 2],
      body: [
        [{ text, bold: true, fontSize: 13, color: URGENCY_RED, alignment: 'center', noWrap: true }],
      ],
    },
    layout: {
      hLineColor: () => URGENCY_RED,
      vLineColor: () => URGENCY_RED,
      hLineWidth: () => 1,
      vLineWidth: () => 1,
      paddingLeft: () => 0,
      paddingRight: () => 0,
      paddingTop: () => padding,
      paddingBottom: () => padding,
    },
    margin: [side, 8, 0, 0],
  };
}

function lineBox(
  name: string,
  line: Content,
  width: number,
  text: NonNullable<FieldBox['text']>,
): FieldBox {
  const place = firstPlace(line);
  const left = place?.left ?? MARGIN.left;
  const top = A4.height - (place?.top ?? MARGIN.top);
  return {
    kind: 'text',
    name,
    page: (place?.pageNumber ?? 1) - 1,
    rect: [left, top - lineHeightOf(text.fontSize) - 2, left + width, top + 1],
    text,
  };
}
