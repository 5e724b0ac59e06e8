import type { Content } from 'pdfmake';
import { addresseesBlock, titleBlock } from './title-block.js';
import { annexBlocks, type AnnexBlock } from './annex-block.js';
import { BODY_SIZE, bodyBlock, bodyLineHeight, type BodyBlock } from './body-block.js';
import { closingBlock, contentInitialBox } from './closing-block.js';
import { DocumentLayoutError } from './errors.js';
import type { FieldBox } from './fields.js';
import { breakLines, widthOf } from './fonts.js';
import { headerBlock } from './header-block.js';
import type { OfficialDocument, RenderedDocument } from './official-document.js';
import { FIRST_LINE_INDENT, MARGIN, TEXT_WIDTH } from './page.js';
import { footnote, pageNumberMark } from './page-marks.js';
import { lineHeightOf } from './shapes.js';
import { pageBreakRule } from './page-breaks.js';
import { TableBreaks } from './table-breaks.js';
import { firstPlace, typeset } from './typeset.js';

/** Each setting costs what the first did; a lonely line of a group is not worth more than these. */
const MOST_RESETTINGS = 3;

/**
 * Sets a document in its official form and says where its fields go.
 *
 * Number and date are left blank: the clerk's step prints both lines whole, so that they stand
 * centred whatever the number is. Takes about 0.15 s of processor time per page.
 *
 * @throws DocumentLayoutError when the document has no body or a table is uneven.
 */
export async function renderOfficialDocument(
  document: OfficialDocument,
): Promise<RenderedDocument> {
  if (document.body.length === 0) {
    throw new DocumentLayoutError('empty-part', 'An official document needs a body');
  }
  const breaks = new TableBreaks();
  let rendered = await layOut(document, breaks);
  for (let again = 0; again < MOST_RESETTINGS && breaks.learn(); again += 1) {
    rendered = await layOut(document, breaks);
  }
  return rendered;
}

async function layOut(document: OfficialDocument, breaks: TableBreaks): Promise<RenderedDocument> {
  const header = headerBlock(document);
  const body = bodyBlock(document, breaks);
  const closing = closingBlock(document);
  const annexes = annexBlocks(document, breaks);
  let pages = 0;

  const pdf = await typeset({
    info: fileProperties(document),
    pageMargins: [MARGIN.left, MARGIN.top, MARGIN.right, MARGIN.bottom],
    content: [
      ...header.content,
      ...titleBlock(document),
      ...addresseesBlock(document),
      ...body.content,
      closing.content,
      ...annexes.flatMap((annex) => annex.content),
    ],
    header: (page, count) => {
      pages = count;
      return pageNumber(page, annexes);
    },
    footer: () => footnote(document.footnoteMark),
    pageBreakBefore: pageBreakRule(body, closing),
  });

  return {
    pdf,
    pages,
    fields: [...header.fields(), ...initial(document, body), ...closing.fields()],
  };
}

function fileProperties(document: OfficialDocument) {
  return {
    title: [document.typeName, document.subject].filter((part) => part !== null).join(' '),
    author: [...document.governingLines, ...document.issuerLines].join(' '),
    creator: 'Trien',
    producer: 'Trien',
    ...(document.createdAt === undefined ? {} : { creationDate: document.createdAt }),
  };
}

/** Centred in the top margin, never on a first page; every annex counts for itself. */
function pageNumber(page: number, annexes: readonly AnnexBlock[]): Content {
  const starts = annexes.map(({ start }) => firstPlace(start)?.pageNumber ?? Infinity);
  const first = starts.filter((start) => start <= page).at(-1) ?? 1;
  const number = page - first + 1;
  return number === 1 ? { text: '' } : pageNumberMark(number);
}

function initial(document: OfficialDocument, body: BodyBlock): readonly FieldBox[] {
  if (body.last === undefined) return [];
  const lines = breakLines(body.lastText, TEXT_WIDTH, {
    fontSize: BODY_SIZE,
    indent: FIRST_LINE_INDENT,
  });
  const indent = lines.length === 1 ? FIRST_LINE_INDENT : 0;
  return [
    contentInitialBox(body.last, {
      width: indent + widthOf(lines.at(-1) ?? '', BODY_SIZE),
      height: lineHeightOf(BODY_SIZE) * bodyLineHeight(document),
    }),
  ];
}
