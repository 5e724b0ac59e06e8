import { registerTexts } from '../../../platform/errors/texts.js';

registerTexts({
  'signing.file-too-large': {
    vi: 'Tệp vượt quá {limit} KB. Đề nghị chọn tệp nhỏ hơn.',
    en: 'The file is larger than {limit} KB. Choose a smaller one.',
  },
  'signing.pin-first-guess': {
    vi: 'Mã PIN quá dễ đoán (các ký tự giống nhau hoặc liên tiếp). Đề nghị chọn mã PIN khác.',
    en: 'The PIN is too easy to guess (all alike or counting). Choose another one.',
  },
  'signing.image-not-png': {
    vi: 'Hình chữ ký phải là tệp PNG đọc được.',
    en: 'The image must be a readable PNG.',
  },
  'signing.image-too-large': {
    vi: 'Hình chữ ký quá lớn. Đề nghị thu nhỏ dưới 4 triệu điểm ảnh.',
    en: 'The image is too large. Scale it to less than 4 million pixels.',
  },
  'signing.image-opaque': {
    vi: 'Hình chữ ký phải có nền trong suốt (Nghị định 30/2020/NĐ-CP, Phụ lục I).',
    en: 'The image needs a transparent background (Decree 30/2020, Annex I).',
  },
  'signing.image-empty': {
    vi: 'Hình chữ ký không có nét nào. Đề nghị chọn tệp khác.',
    en: 'The image shows nothing. Choose another file.',
  },
});
