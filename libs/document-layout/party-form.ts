/**
 * What keeps a text from being a Party document in form; empty when nothing does.
 *
 * For the text of a numbered document as `pdftotext -layout` gives it. The sentences are for people.
 */
export function checkPartyForm(text: string): string[] {
  const plain = text.normalize('NFC');
  return RULES.filter(({ holds }) => !holds(plain)).map(({ broken }) => broken);
}

const RULES: readonly { readonly broken: string; readonly holds: (text: string) => boolean }[] = [
  {
    broken: 'Thiếu tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM”',
    holds: (text) => text.includes('ĐẢNG CỘNG SẢN VIỆT NAM'),
  },
  {
    broken: 'Có Quốc hiệu của văn bản nhà nước',
    holds: (text) => !/CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM/u.test(text),
  },
  {
    broken: 'Có Tiêu ngữ của văn bản nhà nước',
    holds: (text) => !/Độc\s+lập\s+-\s+Tự\s+do\s+-\s+Hạnh\s+phúc/u.test(text),
  },
  {
    broken: 'Thiếu dấu sao (*) dưới tên cơ quan ban hành',
    holds: (text) => /(?:^|\s)\*(?:\s|$)/u.test(text),
  },
  {
    broken: 'Sau chữ “Số” có dấu hai chấm',
    holds: (text) => !/(?:^|\s)Số\s*:/u.test(text),
  },
  {
    broken: 'Số, ký hiệu không có dạng “Số 01-TB/ĐU”',
    holds: (text) => /(?:^|\s)Số\s+\d{2,}-\p{L}+\/\p{L}+/u.test(text),
  },
  {
    broken: 'Kết thúc bằng “./.”',
    holds: (text) => !text.includes('./.'),
  },
  {
    broken: 'Thiếu thể thức đề ký “T/M” hoặc “T/L”',
    holds: (text) => /(?:^|\s)T\/[ML]\s+\p{Lu}/u.test(text),
  },
  {
    broken: 'Đề ký theo thể thức nhà nước (TM., KT., TL., TUQ.)',
    holds: (text) => !/(?:^|\s)(?:TM|KT|TL|TUQ)\.\s+\p{Lu}{2}/u.test(text),
  },
  {
    broken: 'Trích yếu công văn ghi “V/v”',
    holds: (text) => !/(?:^|\s)V\/v\s/u.test(text),
  },
  {
    broken: 'Dòng lưu có dấu hai chấm hoặc chữ “VT”',
    holds: (text) => !/-\s*Lưu\s*(?::|VT)/u.test(text),
  },
];
