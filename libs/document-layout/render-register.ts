import type { Content } from 'pdfmake';
import type { TableColumn } from './official-document.js';
import { A4, LANDSCAPE_TEXT_WIDTH, MARGIN, mm } from './page.js';
import { footnote, pageNumberMark } from './page-marks.js';
import { tableBlock } from './table-block.js';
import { typeset } from './typeset.js';

export type Register = {
  readonly kind: 'outgoing' | 'incoming' | 'copies';
  readonly governingLines: readonly string[];
  readonly agencyName: string;
  readonly year: number | string;
  /** As printed: `01/01/2026`. */
  readonly fromDate: string;
  readonly toDate: string;
  readonly fromNumber: number | string;
  readonly toNumber: number | string;
  readonly volume: number | string;
  /** Ten cells in the decree's order, or the explanation of a number that is missing. */
  readonly entries: readonly (readonly string[] | { readonly gap: string })[];
  readonly footnoteMark?: string;
  readonly createdAt?: Date;
};

const TITLE = {
  outgoing: 'SỔ ĐĂNG KÝ VĂN BẢN ĐI',
  incoming: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
  copies: 'SỔ ĐĂNG KÝ BẢN SAO',
} as const;

/** NĐ 30/2020, annex IV, I.2 and VI.2; it draws no register of copies, which follows them. */
const COLUMNS: Readonly<Record<Register['kind'], readonly TableColumn[]>> = {
  outgoing: [
    { header: 'Số, ký hiệu văn bản', width: 11, align: 'center' },
    { header: 'Ngày tháng văn bản', width: 9, align: 'center' },
    { header: 'Tên loại và trích yếu nội dung văn bản', width: 24 },
    { header: 'Người ký', width: 11 },
    { header: 'Nơi nhận văn bản', width: 16 },
    { header: 'Đơn vị, người nhận bản lưu', width: 10 },
    { header: 'Số lượng bản', width: 6, align: 'center' },
    { header: 'Ngày chuyển', width: 8, align: 'center' },
    { header: 'Ký nhận', width: 7, align: 'center' },
    { header: 'Ghi chú', width: 9 },
  ],
  incoming: [
    { header: 'Ngày đến', width: 8, align: 'center' },
    { header: 'Số đến', width: 6, align: 'center' },
    { header: 'Tác giả', width: 14 },
    { header: 'Số, ký hiệu văn bản', width: 11, align: 'center' },
    { header: 'Ngày tháng văn bản', width: 9, align: 'center' },
    { header: 'Tên loại và trích yếu nội dung văn bản', width: 24 },
    { header: 'Đơn vị hoặc người nhận', width: 13 },
    { header: 'Ngày chuyển', width: 8, align: 'center' },
    { header: 'Ký nhận', width: 7, align: 'center' },
    { header: 'Ghi chú', width: 9 },
  ],
  copies: [
    { header: 'Số, ký hiệu bản sao', width: 11, align: 'center' },
    { header: 'Ngày tháng sao', width: 9, align: 'center' },
    { header: 'Hình thức sao', width: 8, align: 'center' },
    { header: 'Tên loại, số, ký hiệu và trích yếu nội dung văn bản được sao', width: 26 },
    { header: 'Người ký', width: 11 },
    { header: 'Nơi nhận bản sao', width: 14 },
    { header: 'Đơn vị, người nhận bản lưu', width: 10 },
    { header: 'Số lượng bản', width: 6, align: 'center' },
    { header: 'Ký nhận', width: 7, align: 'center' },
    { header: 'Ghi chú', width: 9 },
  ],
};

/**
 * Prints a register with its cover and the ten columns of the decree, to be signed for and closed.
 *
 * A thousand entries take some seconds of processor time: print in a job.
 *
 * @throws DocumentLayoutError when an entry has not ten cells.
 */
export async function renderRegister(register: Register): Promise<Uint8Array> {
  const rows = register.entries.map((entry) => ('gap' in entry ? { note: entry.gap } : entry));
  const table = tableBlock({ columns: COLUMNS[register.kind], rows }, LANDSCAPE_TEXT_WIDTH, {
    fontSize: 10.5,
    columnNumbers: true,
  });

  return typeset({
    info: {
      title: `${TITLE[register.kind]} ${register.year}`,
      author: register.agencyName,
      creator: 'Trien',
      producer: 'Trien',
      ...(register.createdAt === undefined ? {} : { creationDate: register.createdAt }),
    },
    pageOrientation: 'landscape',
    pageMargins: [MARGIN.left, MARGIN.top, MARGIN.right, MARGIN.bottom],
    content: [...cover(register), table, closing(register)],
    header: (page) => (page < 2 ? { text: '' } : pageNumberMark(page - 1)),
    footer: () => footnote(register.footnoteMark),
    background: (page) => (page === 1 ? coverFrame() : null),
  });
}

function cover(register: Register): Content[] {
  const line = (text: string, fontSize: number, bold = false, above = 6): Content => ({
    text,
    fontSize,
    bold,
    alignment: 'center',
    margin: [0, above, 0, 0],
  });
  return [
    { text: '', margin: [0, mm(14), 0, 0] },
    ...register.governingLines.map((text) => line(text.toLocaleUpperCase('vi'), 14)),
    line(register.agencyName.toLocaleUpperCase('vi'), 14, true),
    line(TITLE[register.kind], 32, true, mm(28)),
    line(`Năm: ${register.year}`, 16, false, mm(8)),
    line(`Từ ngày ${register.fromDate} đến ngày ${register.toDate}`, 16),
    line(`Từ số ${register.fromNumber} đến số ${register.toNumber}`, 16),
    line(`Quyển số: ${register.volume}`, 16, true, mm(14)),
    { text: '', pageBreak: 'after' },
  ];
}

function coverFrame(): Content {
  const frame = (inset: number, lineWidth: number) => ({
    type: 'rect' as const,
    x: MARGIN.left - inset,
    y: MARGIN.top - inset,
    w: A4.height - MARGIN.left - MARGIN.right + 2 * inset,
    h: A4.width - MARGIN.top - MARGIN.bottom + 2 * inset,
    lineWidth,
  });
  return { canvas: [frame(0, 1.5), frame(-4, 0.5)] };
}

/** A register is closed by hand: how many documents it holds and who answers for it. */
function closing(register: Register): Content {
  const count = register.entries.filter((entry) => !('gap' in entry)).length;
  const signer = (title: string): Content => ({
    stack: [
      { text: title, bold: true },
      { text: '(Ký, ghi rõ họ tên)', italics: true },
    ],
    alignment: 'center',
  });
  return {
    unbreakable: true,
    fontSize: 13,
    margin: [0, 12, 0, 0],
    stack: [
      {
        text: `Tổng số ${register.kind === 'copies' ? 'bản sao' : 'văn bản'} đã đăng ký: ${count}. Đóng sổ ngày …… tháng …… năm ………`,
      },
      {
        columns: [signer('NGƯỜI XÁC NHẬN'), signer('VĂN THƯ CƠ QUAN')],
        margin: [0, 10, 0, mm(22)],
      },
    ],
  };
}
