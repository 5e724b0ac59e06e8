import type { Content } from 'pdfmake';
import { typeset } from '../../libs/document-layout/typeset.js';

/** A report as an officer types it in his word processor: blanks for number, day and month. */
export function typedDraft(): Promise<Uint8Array> {
  const centred = (...lines: string[]): Content => ({ stack: lines, alignment: 'center' });
  return typeset({
    pageMargins: [85, 57, 43, 57],
    defaultStyle: { fontSize: 13 },
    content: [
      {
        columns: [
          centred('ỦY BAN NHÂN DÂN', 'PHƯỜNG TỪ SƠN'),
          centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'),
        ],
      },
      {
        margin: [0, 12, 0, 0],
        columns: [
          { text: 'Số:             /BC-UBND', alignment: 'center', preserveLeadingSpaces: true },
          {
            text: 'Từ Sơn, ngày          tháng        năm 2026',
            italics: true,
            alignment: 'center',
            preserveLeadingSpaces: true,
          },
        ],
      },
      { text: 'BÁO CÁO', bold: true, alignment: 'center', margin: [0, 24, 0, 0] },
      { text: 'Kết quả công tác tiếp công dân quý III', bold: true, alignment: 'center' },
      {
        text: 'Ủy ban nhân dân phường báo cáo kết quả tiếp công dân quý III năm 2026./.',
        margin: [0, 24, 0, 24],
      },
      {
        columns: [
          { stack: ['Nơi nhận:', '- UBND tỉnh;', '- Lưu: VT, VP.'], fontSize: 11 },
          {
            alignment: 'center',
            stack: [
              'TM. ỦY BAN NHÂN DÂN',
              'CHỦ TỊCH',
              { text: ' ', margin: [0, 80, 0, 0] },
              'Nguyễn Đăng Quyết',
            ],
          },
        ],
      },
    ],
  });
}
