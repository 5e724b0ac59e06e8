import type { PdfSignatureError, PdfSignatureErrorCode } from '../errors.js';
import type { Sentence } from '../validation/reason-sentences.js';

/** One line that a terminal shows as it is: names in files and certificates are written by strangers. */
export function plain(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** The same for JSON, which escapes some of these by itself and means the same with all of them escaped. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) =>
    Array.from({ length: sign.length }, (_, index) => {
      return `\\u${sign.charCodeAt(index).toString(16).padStart(4, '0')}`;
    }).join(''),
  );
}

/** A refusal in words, its code and numbers behind it. */
export function refusalSentence(error: PdfSignatureError): Sentence {
  const { vi, en } = codeSentence(error.code);
  return { vi: `${vi} (${error.message})`, en: `${en} (${error.message})` };
}

export function codeSentence(code: PdfSignatureErrorCode): Sentence {
  const [vi, en] = SENTENCES[code];
  return { vi, en };
}

const UNREADABLE = ['dữ liệu không đúng dạng', 'the data is not what it should be'] as const;

const SENTENCES: Readonly<Record<PdfSignatureErrorCode, readonly [string, string]>> = {
  'pdf.not-a-pdf': ['không phải tệp PDF', 'no PDF'],
  'pdf.broken': ['tệp PDF bị hỏng hoặc tự mâu thuẫn', 'the PDF is broken or contradicts itself'],
  'pdf.password-required': ['tệp có mật khẩu: nêu --password-file', 'it wants --password-file'],
  'pdf.password-wrong': ['sai mật khẩu của tệp PDF', 'the password of the PDF is wrong'],
  'pdf.encryption-unsupported': ['kiểu mã hóa không được hỗ trợ', 'unsupported encryption'],
  'pdf.too-complex': ['tệp phức tạp quá mức', 'more complex than any real file'],
  'pdf.leading-data': ['có dữ liệu lạ trước phần đầu PDF', 'foreign bytes before the header'],
  'pdf.trailing-data': ['có dữ liệu lạ sau phần cuối PDF', 'foreign bytes after the end'],
  'der.malformed': UNREADABLE,
  'certificate.malformed': ['chứng thư số không đọc được', 'the certificate cannot be read'],
  'certificate.key-unsupported': [
    'khóa của chứng thư số không dùng được với hàm băm và cách ký này',
    'the key of the certificate does not fit this digest and scheme',
  ],
  'trust.malformed': ['không đọc được chứng thư số tin cậy', 'no trusted certificate can be read'],
  'trust.rollback': ['danh sách tin cậy cũ hơn bản đang giữ', 'the trust list is an older one'],
  'ocsp.malformed': UNREADABLE,
  'crl.malformed': UNREADABLE,
  'time-stamp.malformed': ['dấu thời gian không đúng dạng', 'the time-stamp cannot be read'],
  'time-stamp.refused': ['nơi cấp từ chối cấp dấu thời gian', 'no time-stamp was given'],
  'time-stamp.unavailable': ['không lấy được dấu thời gian', 'no time-stamp can be had'],
  'time-stamp.untrusted': ['nơi cấp dấu thời gian không được tin cậy', 'untrusted time-stamp'],
  'fetch.refused': ['máy chủ chưa được phép: nêu --allow-host', 'host not allowed: --allow-host'],
  'fetch.failed': ['kết nối không thành công', 'the network failed'],
  'evidence.unavailable': [
    'không lấy được bằng chứng về thu hồi chứng thư số (xem --allow-host)',
    'no evidence about revocation can be had (see --allow-host)',
  ],
  'image.malformed': ['hình không phải tệp PNG đọc được', 'the picture is no readable PNG'],
  'image.too-large': ['hình quá lớn', 'the picture is too large'],
  'field.unknown': ['không có trường này', 'no such field'],
  'field.wrong-kind': ['trường này không phải trường chữ ký', 'not a field for signatures'],
  'field.duplicate-name': ['tên trường đã dùng hoặc không dùng được', 'the name is taken or unfit'],
  'field.page-unknown': ['không có trang này (đếm từ 0)', 'no such page (counted from 0)'],
  'field.rect-invalid': ['ô chữ ký không nằm trọn trên trang', 'the box does not lie on the page'],
  'field.already-set': ['trường đã có giá trị', 'the field is filled'],
  'field.already-signed': ['trường đã được ký', 'the field is signed'],
  'field.locked': ['trường đã bị một chữ ký khóa', 'a signature has locked the field'],
  'field.text-too-long': ['chữ không vừa ô', 'the text does not fit'],
  'field.character-unsupported': ['phông chữ không có ký tự này', 'the font lacks this letter'],
  'field.lock-differs': ['trường đòi khóa khác', 'the field asks for another lock'],
  'field.seed-value-unmet': ['chưa đáp ứng điều kiện của trường', 'the field asks for more'],
  'document.already-signed': ['tài liệu đã có chữ ký', 'the document is signed already'],
  'document.certified': [
    'tài liệu đã chứng nhận, không thêm trường được: dùng --field',
    'certified: no field can be added, use --field',
  ],
  'document.unsigned': ['tài liệu chưa có chữ ký', 'the document is not signed'],
  'appearance.outside-field': ['hình vượt khỏi ô chữ ký', 'the picture leaves the box'],
  'appearance.empty': ['ô chữ ký không có gì để hiển thị', 'nothing to show in the box'],
  'signature.base-changed': ['tệp khác với tệp đã sắp sẵn', 'not the file that was prepared'],
  'signature.expired': ['phần sắp sẵn đã quá hạn', 'the preparation has expired'],
  'signature.time-needed': ['thiếu thời điểm hiện tại', 'the present time is missing'],
  'signature.needs-whole-data': ['Ed25519 ký cả dữ liệu', 'Ed25519 signs the whole data'],
  'signature.prepared-invalid': [
    'phần sắp sẵn không đúng dạng hoặc đã bị sửa',
    'the preparation is not one, or was changed',
  ],
  'signature.mismatch': [
    'giá trị chữ ký không khớp với tài liệu và chứng thư số',
    'the signature value does not fit document and certificate',
  ],
  'signature.gap-too-small': ['chỗ chừa cho chữ ký không đủ', 'the room left is too small'],
  'signature.key-mismatch': [
    'khóa không thuộc chứng thư số này',
    'the key does not belong to the certificate',
  ],
};
