import type { LintCode, Sentence } from '../../../../libs/pdf-signature/index.js';

/** What a drafter is told of a file before anybody signs it: what it is, and what to do. */
const SENTENCES: Readonly<Record<LintCode, Sentence>> = {
  script: {
    vi: 'Tệp chứa mã chạy tự động (JavaScript). Đề nghị xuất lại PDF không kèm mã.',
    en: 'The file holds a script. Export the PDF again without it.',
  },
  action: {
    vi: 'Tệp chứa lệnh tự động (mở chương trình, gửi biểu mẫu, ẩn hiện nội dung). Đề nghị xuất lại PDF.',
    en: 'The file holds actions (launch, submit, hide). Export the PDF again without them.',
  },
  'active-content': {
    vi: 'Tệp chứa nội dung động (phim, âm thanh, 3D). Đề nghị bỏ ra khỏi văn bản.',
    en: 'The file holds active content (film, sound, 3D). Take it out of the document.',
  },
  'embedded-file': {
    vi: 'Tệp có tệp khác đính bên trong. Đề nghị gửi tệp kèm dưới dạng phụ lục.',
    en: 'Another file is embedded. Send it as an annex instead.',
  },
  'external-reference': {
    vi: 'Tệp lấy nội dung từ nơi khác, nội dung đó có thể đổi sau khi ký. Đề nghị xuất lại PDF.',
    en: 'The file takes content from elsewhere, which may change after signing. Export it again.',
  },
  'layers-off': {
    vi: 'Tệp có lớp đang ẩn, có thể hiện ra sau khi ký. Đề nghị in lại thành PDF một lớp.',
    en: 'Layers are hidden and could be shown after signing. Print to a flat PDF.',
  },
  'xfa-form': {
    vi: 'Tệp là biểu mẫu XFA, mỗi phần mềm hiển thị một khác. Đề nghị xuất lại PDF thường.',
    en: 'This is an XFA form, shown differently by each program. Export a plain PDF.',
  },
  'appearances-drawn-anew': {
    vi: 'Phần mềm đọc sẽ tự vẽ lại các trường, hình hiển thị có thể khác nhau. Đề nghị xuất lại PDF.',
    en: 'Readers draw the form fields anew and may differ. Export the PDF again.',
  },
  'field-shows-another-value': {
    vi: 'Có trường hiển thị khác với giá trị lưu bên trong. Đề nghị kiểm tra và xuất lại PDF.',
    en: 'A field shows another value than it holds. Check and export again.',
  },
  'annotation-over-text': {
    vi: 'Có ghi chú che chữ trên trang. Đề nghị bỏ ghi chú rồi xuất lại PDF.',
    en: 'An annotation lies over text. Remove it and export again.',
  },
  'unused-object': {
    vi: 'Tệp có nội dung không hiển thị (còn sót lại từ lần soạn trước). Đề nghị in lại thành PDF mới.',
    en: 'The file keeps content that is not shown. Print to a new PDF.',
  },
  'missing-object': {
    vi: 'Tệp trỏ đến nội dung không có, có thể được thêm sau khi ký. Đề nghị xuất lại PDF.',
    en: 'The file refers to content that is not there and could be supplied later. Export it again.',
  },
  'unlisted-object': {
    vi: 'Tệp có nội dung ngoài mục lục, phần mềm khác có thể hiển thị khác. Đề nghị in lại thành PDF mới.',
    en: 'The file holds unlisted objects that other programs may show. Print to a new PDF.',
  },
};

export function lintSentence(code: LintCode): Sentence {
  return SENTENCES[code];
}
