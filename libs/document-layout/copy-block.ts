import { PDFDocument, type PDFPage } from 'pdf-lib';
import type { Content } from 'pdfmake';
import { closingBlock } from './closing-block.js';
import { DocumentLayoutError } from './errors.js';
import { lowestInk } from './lowest-ink.js';
import type { OfficialDocument } from './official-document.js';
import { A4, MARGIN, TEXT_WIDTH, mm } from './page.js';
import { shortRule } from './shapes.js';
import { firstPlace, typeset } from './typeset.js';

/** The own parts of a copy on paper (NĐ 30/2020, annex I, part II.II, and form 3.1 of annex III). */
export type CopyBlock = Pick<OfficialDocument, 'form' | 'recipients' | 'signature'> & {
  /** `SAO Y`, `SAO LỤC`, `TRÍCH SAO`. */
  readonly copyName: string;
  readonly agencyLines: readonly string[];
  /** The whole line: `Số: 13/SY-UBND`. */
  readonly numberLine: string;
  /** The whole line: `Từ Sơn, ngày 24 tháng 8 năm 2026`. */
  readonly dateLine: string;
};

const SIZES = { right: 258, names: 12, number: 13, date: 13, copyName: 14 };
/** Between the last line of the document, or the upper margin, and the rule. */
const ABOVE = mm(5);

type SetBlock = { readonly pdf: Uint8Array; readonly height: number };

/**
 * The document with the block of a copy right below its last line, under a rule as wide as the
 * text; on a page of its own when there is no room, or when the last page is a scan.
 *
 * @param pdf without signatures: those would break
 * @throws DocumentLayoutError when the file cannot be read
 */
export async function withCopyBlock(pdf: Uint8Array, block: CopyBlock): Promise<Uint8Array> {
  const set = await setBlock(block);
  const document = await load(pdf);
  const last = document.getPages().at(-1);
  const ink = last && isPlainA4(last) ? await lowestInk(pdf, MARGIN.bottom) : null;
  const fits = last && ink !== null && ink - ABOVE - set.height >= MARGIN.bottom;
  const page = fits ? last : document.addPage([A4.width, A4.height]);
  const top = fits ? ink - ABOVE : A4.height - MARGIN.top;
  const [drawn] = await document.embedPdf(await PDFDocument.load(set.pdf), [0]);
  if (drawn === undefined) throw new Error('The block of a copy has no page');
  page.drawPage(drawn, { x: 0, y: top - (A4.height - MARGIN.top) });
  return document.save({ useObjectStreams: false });
}

async function load(pdf: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(pdf, { updateMetadata: false });
  } catch (cause) {
    throw new DocumentLayoutError('unreadable-pdf', 'This PDF cannot be copied', { cause });
  }
}

/** Set at the top of a page of its own, to be laid over another. */
async function setBlock(block: CopyBlock): Promise<SetBlock> {
  const closing = closingBlock(block);
  const end: Content = { text: ' ', fontSize: 1 };
  const pdf = await typeset({
    info: { title: block.copyName, creator: 'Trien', producer: 'Trien' },
    pageMargins: [MARGIN.left, MARGIN.top, MARGIN.right, MARGIN.bottom],
    content: [...opening(block), closing.content, end],
  });
  const place = firstPlace(end);
  if (place?.pageNumber !== 1)
    throw new DocumentLayoutError('copy-block-too-long', 'The block of a copy fills a page');
  return { pdf, height: place.top - MARGIN.top };
}

/** The rule; the agency and the copy's number on the left, the form of copy, place and date on the right. */
function opening(block: CopyBlock): Content[] {
  const left = TEXT_WIDTH - SIZES.right;
  const agency = block.agencyLines.map((text): Content => ({
    text,
    bold: true,
    fontSize: SIZES.names,
    alignment: 'center',
  }));
  const lastLine = {
    text: block.agencyLines.at(-1) ?? '',
    fontSize: SIZES.names,
    style: 'bold',
  } as const;
  return [
    {
      canvas: [{ type: 'line', x1: 0, y1: 0, x2: TEXT_WIDTH, y2: 0, lineWidth: 0.75 }],
      margin: [0, 0, 0, 8],
    },
    sideBySide(left, [...agency, shortRule(lastLine, left)], {
      text: block.copyName,
      bold: true,
      fontSize: SIZES.copyName,
      alignment: 'center',
    }),
    {
      ...sideBySide(
        left,
        [{ text: block.numberLine, fontSize: SIZES.number, alignment: 'center' }],
        { text: block.dateLine, italics: true, fontSize: SIZES.date, alignment: 'center' },
      ),
      margin: [0, 4, 0, 0],
    },
  ];
}

function sideBySide(leftWidth: number, left: Content[], right: Content) {
  return {
    columns: [
      { width: leftWidth, stack: left },
      { width: SIZES.right, stack: [right] },
    ],
    columnGap: 0,
  };
}

/** Upright, of the size that the law asks for, and with its corner where it is expected. */
function isPlainA4(page: PDFPage): boolean {
  const { x, y, width, height } = page.getCropBox();
  const near = (one: number, other: number): boolean => Math.abs(one - other) < 6;
  return (
    page.getRotation().angle % 360 === 0 &&
    [near(x, 0), near(y, 0), near(width, A4.width), near(height, A4.height)].every(Boolean)
  );
}
