import type { PdfSignatureErrorCode } from './errors.js';

/** One thing said in both languages. */
export type Sentence = { readonly vi: string; readonly en: string };

const UNREADABLE: Sentence = {
  vi: 'Dữ liệu không đúng dạng.',
  en: 'The data is not what it should be.',
};

/** Exhaustive: a new refusal of the library does not compile without its sentence. */
export const ERROR_SENTENCES: Readonly<Record<PdfSignatureErrorCode, Sentence>> = {
  'pdf.not-a-pdf': { vi: 'Tệp không phải PDF.', en: 'The file is no PDF.' },
  'pdf.broken': {
    vi: 'Tệp PDF bị hỏng hoặc tự mâu thuẫn.',
    en: 'The PDF is broken or contradicts itself.',
  },
  'pdf.password-required': {
    vi: 'Tệp PDF được đặt mật khẩu.',
    en: 'The PDF asks for a password.',
  },
  'pdf.password-wrong': {
    vi: 'Mật khẩu của tệp PDF không đúng.',
    en: 'The password of the PDF is wrong.',
  },
  'pdf.encryption-unsupported': {
    vi: 'Tệp PDF được mã hóa theo kiểu không được hỗ trợ.',
    en: 'The PDF is encrypted in an unsupported way.',
  },
  'pdf.too-complex': {
    vi: 'Tệp quá phức tạp hoặc bị tạo sai có chủ ý.',
    en: 'The file is too complex, or made so on purpose.',
  },
  'pdf.leading-data': {
    vi: 'Có dữ liệu lạ trước phần đầu của tệp PDF.',
    en: 'Foreign bytes stand before the header of the PDF.',
  },
  'pdf.trailing-data': {
    vi: 'Có dữ liệu lạ sau phần cuối của tệp PDF.',
    en: 'Foreign bytes stand after the end of the PDF.',
  },
  'der.malformed': UNREADABLE,
  'certificate.malformed': {
    vi: 'Không đọc được chứng thư số.',
    en: 'The certificate cannot be read.',
  },
  'certificate.key-unsupported': {
    vi: 'Khóa của chứng thư số không dùng được với hàm băm và cách ký này.',
    en: 'The key of the certificate does not fit this digest and scheme.',
  },
  'certificate.key-weak': {
    vi: 'Khóa của chứng thư số yếu hơn mức được chấp nhận vào lúc ký.',
    en: 'The key of the certificate is weaker than what is accepted at the time of signing.',
  },
  'trust.malformed': {
    vi: 'Không đọc được chứng thư số tin cậy.',
    en: 'No trusted certificate can be read.',
  },
  'trust.rollback': {
    vi: 'Danh sách tin cậy cũ hơn bản đang giữ.',
    en: 'The trust list is older than the one that is kept.',
  },
  'ocsp.malformed': UNREADABLE,
  'crl.malformed': UNREADABLE,
  'time-stamp.malformed': {
    vi: 'Dấu thời gian không đúng dạng.',
    en: 'The time-stamp cannot be read.',
  },
  'time-stamp.refused': {
    vi: 'Nơi cấp từ chối cấp dấu thời gian.',
    en: 'The authority gave no time-stamp.',
  },
  'time-stamp.unavailable': {
    vi: 'Chưa lấy được dấu thời gian.',
    en: 'No time-stamp can be had at present.',
  },
  'time-stamp.untrusted': {
    vi: 'Nơi cấp dấu thời gian không được tin cậy.',
    en: 'The time-stamp comes from nobody trusted.',
  },
  'fetch.refused': {
    vi: 'Máy chủ này chưa được phép kết nối.',
    en: 'This host is not among those allowed.',
  },
  'fetch.failed': { vi: 'Kết nối không thành công.', en: 'The connection failed.' },
  'evidence.unavailable': {
    vi: 'Chưa lấy được bằng chứng về thu hồi chứng thư số.',
    en: 'No evidence about the revocation of a certificate can be had at present.',
  },
  'image.malformed': {
    vi: 'Hình không phải tệp PNG đọc được.',
    en: 'The picture is no readable PNG.',
  },
  'image.too-large': { vi: 'Hình quá lớn.', en: 'The picture is too large.' },
  'field.unknown': { vi: 'Tệp không có trường này.', en: 'The file has no such field.' },
  'field.wrong-kind': {
    vi: 'Trường này thuộc loại khác: trường chữ để điền, trường chữ ký để ký.',
    en: 'The field is of another kind: text fields are filled, signature fields are signed.',
  },
  'field.duplicate-name': {
    vi: 'Tên trường đã dùng.',
    en: 'The name of the field is taken.',
  },
  'field.name-invalid': {
    vi: 'Tên trường để trống hoặc có dấu chấm.',
    en: 'The name of the field is empty or has a period.',
  },
  'field.page-unknown': { vi: 'Tệp không có trang này.', en: 'The file has no such page.' },
  'field.rect-invalid': {
    vi: 'Khung chữ ký không nằm trọn trên trang.',
    en: 'The box does not lie on the page.',
  },
  'field.already-set': { vi: 'Trường này đã có giá trị.', en: 'The field has been filled.' },
  'field.already-signed': { vi: 'Trường này đã được ký.', en: 'The field has been signed.' },
  'field.locked': {
    vi: 'Trường này đã bị một chữ ký trước khóa.',
    en: 'An earlier signature has locked the field.',
  },
  'field.text-too-long': { vi: 'Chữ không vừa ô.', en: 'The text does not fit into its box.' },
  'field.character-unsupported': {
    vi: 'Phông chữ không có ký tự này.',
    en: 'The font lacks this letter.',
  },
  'field.lock-differs': {
    vi: 'Trường này đòi khóa khác.',
    en: 'The field asks for another lock.',
  },
  'field.seed-value-unmet': {
    vi: 'Chữ ký chưa đáp ứng điều kiện của trường.',
    en: 'The signature does not meet what the field asks for.',
  },
  'document.already-signed': {
    vi: 'Tài liệu đã có chữ ký.',
    en: 'The document is signed already.',
  },
  'document.certified': {
    vi: 'Chữ ký chứng nhận không cho phép thêm trường mới.',
    en: 'A certification forbids new fields.',
  },
  'document.unsigned': { vi: 'Tài liệu chưa có chữ ký.', en: 'The document is not signed.' },
  'appearance.outside-field': {
    vi: 'Hình vượt khỏi khung chữ ký.',
    en: 'The picture leaves the box of the signature.',
  },
  'appearance.empty': {
    vi: 'Khung chữ ký không có gì để hiển thị.',
    en: 'There is nothing to show in the box.',
  },
  'signature.base-changed': {
    vi: 'Tệp khác với tệp đã chuẩn bị ký.',
    en: 'The file is not the one that was prepared.',
  },
  'signature.expired': {
    vi: 'Bản chuẩn bị ký đã hết thời hạn.',
    en: 'What was prepared for signing has expired.',
  },
  'signature.time-needed': {
    vi: 'Thiếu thời điểm hiện tại.',
    en: 'The present time is missing.',
  },
  'signature.needs-whole-data': {
    vi: 'Ed25519 ký cả dữ liệu, không ký giá trị băm.',
    en: 'Ed25519 signs the whole data, no digest.',
  },
  'signature.prepared-invalid': {
    vi: 'Bản chuẩn bị ký không đúng dạng hoặc đã bị sửa.',
    en: 'What was prepared is malformed, or was changed.',
  },
  'signature.mismatch': {
    vi: 'Giá trị chữ ký không khớp với tài liệu hoặc chứng thư số.',
    en: 'The signature value does not fit document and certificate.',
  },
  'signature.gap-too-small': {
    vi: 'Chỗ dành cho chữ ký không đủ.',
    en: 'The room for the signature is too small.',
  },
  'signature.key-mismatch': {
    vi: 'Khóa không thuộc chứng thư số này.',
    en: 'The key does not belong to the certificate.',
  },
};
