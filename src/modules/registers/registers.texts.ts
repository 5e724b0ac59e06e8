import { registerTexts } from '../../platform/errors/texts.js';

registerTexts({
  'registers.series-closed': {
    vi: 'Sổ của kỳ {period} đã khóa nên không cấp số được. Đề nghị cấp số ở sổ của kỳ hiện tại.',
    en: 'The register of {period} is closed. Take the number from the current one.',
  },
  'registers.number-backdated': {
    vi: 'Không cấp số ngày {on} được: sổ đã có số ngày {lastOn}. Đề nghị lấy ngày hiện tại.',
    en: 'No number dated {on}: the register already holds one of {lastOn}. Use today’s date.',
  },
  'registers.number-already-voided': {
    vi: 'Số {symbol} đã hủy trước đó.',
    en: 'The number {symbol} has been voided already.',
  },
  'registers.too-many-to-print': {
    vi: 'Có {count} văn bản, mỗi quyển in tối đa {most}. Đề nghị chọn khoảng ngày hoặc khoảng số hẹp hơn.',
    en: '{count} entries; a volume prints at most {most}. Choose a narrower range of days or numbers.',
  },
  'registers.no-party-term': {
    vi: 'Chưa có nhiệm kỳ nào bao gồm ngày {on}. Đề nghị quản trị khai báo nhiệm kỳ của cấp ủy.',
    en: 'No Party term covers {on}. Ask the administrator to enter the committee’s term.',
  },
});
