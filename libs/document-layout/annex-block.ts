import type { Content } from 'pdfmake';
import { bodyLineHeight, paragraphStyle } from './body-block.js';
import { balancedWidth, exactLine } from './fonts.js';
import { issuerInRunningText } from './issuer-name.js';
import { isPartyForm, type Annex, type OfficialDocument } from './official-document.js';
import { LANDSCAPE_TEXT_WIDTH, TEXT_WIDTH } from './page.js';
import { runningText } from './running-text.js';
import { centredTitle, shortRule } from './shapes.js';
import { tableBlock } from './table-block.js';
import type { TableBreaks } from './table-breaks.js';

const SIZE = 14;
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
/** Left blank on electronic documents (NĐ 30, annex I, III.1c). */
const BLANK = '\u00a0'.repeat(7);

export type AnnexBlock = {
  readonly content: readonly Content[];
  /** The first line; its page is the annex's page 1. */
  readonly start: Content;
};

export function annexBlocks(
  document: OfficialDocument,
  breaks: TableBreaks,
): readonly AnnexBlock[] {
  const annexes = document.annexes ?? [];
  return annexes.map((annex, index) =>
    annexBlock(
      document,
      annex,
      breaks,
      annexes.length > 1 ? ` ${ROMAN[index] ?? String(index + 1)}` : '',
    ),
  );
}

function annexBlock(
  document: OfficialDocument,
  annex: Annex,
  breaks: TableBreaks,
  number: string,
): AnnexBlock {
  const width = annex.landscape ? LANDSCAPE_TEXT_WIDTH : TEXT_WIDTH;
  const start: Content = {
    text: `Phụ lục${number}`,
    bold: true,
    fontSize: SIZE,
    alignment: 'center',
    pageBreak: 'before',
    pageOrientation: annex.landscape ? 'landscape' : 'portrait',
  };
  const title = centredTitle(annex.title.normalize('NFC').toLocaleUpperCase('vi'), width, SIZE);
  const reference = referenceLine(document);
  const italics = { fontSize: SIZE, style: 'italics' } as const;
  const side = (width - balancedWidth(reference, width, italics)) / 2;
  const content: Content[] = [
    start,
    title.content,
    {
      text: reference,
      italics: true,
      fontSize: SIZE,
      alignment: 'center',
      margin: [side, 0, side, 0],
    },
    shortRule({ text: reference, ...italics }, width - 2 * side, side),
    { text: '', margin: [0, 8, 0, 0] },
  ];
  if (annex.intro !== undefined) {
    content.push({
      text: runningText(annex.intro.normalize('NFC')),
      ...paragraphStyle(bodyLineHeight(document)),
    });
  }
  content.push(tableBlock(annex.table, width, { fontSize: 12, breaks }));
  if (!isPartyForm(document.form)) {
    content.push({
      text: './.',
      fontSize: SIZE,
      lineHeight: exactLine(18, SIZE),
      alignment: 'right',
      margin: [0, 4, 0, 0],
    });
  }
  return { content, start };
}

function referenceLine(document: OfficialDocument): string {
  const type = document.typeName === null ? 'Công văn' : sentenceCase(document.typeName);
  const comma = isPartyForm(document.form) ? ',' : '';
  const number = `số ${BLANK}${document.notation}${comma}`;
  const date = `ngày ${BLANK} tháng ${BLANK} năm ${BLANK}`;
  return `(Kèm theo ${type} ${number} ${date} của ${issuerInRunningText(document)})`;
}

function sentenceCase(capitals: string): string {
  const lower = capitals.normalize('NFC').toLocaleLowerCase('vi');
  return lower.charAt(0).toLocaleUpperCase('vi') + lower.slice(1);
}
