import { ERROR_SENTENCES, type Sentence } from '../error-sentences.js';
import type { PdfSignatureErrorCode } from '../errors.js';
import type { ReasonCode } from './report.js';

const CHANGED: Sentence = {
  vi: 'Nội dung đã thay đổi sau khi ký.',
  en: 'The content was changed after signing.',
};
const MALFORMED: Sentence = {
  vi: 'Cấu trúc chữ ký trong tệp không đúng chuẩn.',
  en: 'The structure of the signature does not follow the standard.',
};
const CERTIFICATE_MISMATCH: Sentence = {
  vi: 'Chứng thư số trong tệp không phải chứng thư đã dùng để ký.',
  en: 'The certificate in the file is not the one that signed.',
};

/** Exhaustive: a new reason of the library does not compile without its sentence. */
const REASONS: Readonly<Record<ReasonCode, Sentence>> = {
  'signature-removed': {
    vi: 'Một chữ ký số đã có trong tệp bị gỡ bỏ.',
    en: 'A signature that was in the file has been taken away.',
  },
  'header-displaced': MALFORMED,
  'byte-range-invalid': MALFORMED,
  'contents-invalid': MALFORMED,
  'signature-object-invalid': MALFORMED,
  'cms-malformed': MALFORMED,
  'cms-encapsulated-content': MALFORMED,
  'cms-signer-count': MALFORMED,
  'cms-content-type': MALFORMED,
  'subfilter-unsupported': {
    vi: 'Định dạng chữ ký không được hỗ trợ.',
    en: 'This format of signature is not supported.',
  },
  'digest-mismatch': CHANGED,
  'modified-after-signing': CHANGED,
  'trailing-data': CHANGED,
  'update-malformed': CHANGED,
  'docmdp-violated': {
    vi: 'Sau khi ký có thay đổi mà người ký không cho phép.',
    en: 'Changes followed that the signer does not allow.',
  },
  'docmdp-inconsistent': {
    vi: 'Khai báo quyền thay đổi sau khi ký mâu thuẫn nhau.',
    en: 'The permissions for later changes contradict each other.',
  },
  'content-covered': {
    vi: 'Có ghi chú thêm sau khi ký che chữ, trường đã điền hoặc chữ ký trên văn bản.',
    en: 'A note added after signing lies over text, a filled field or a signature.',
  },
  'signature-covers-content': {
    vi: 'Có chữ ký thêm sau che chữ, trường đã điền hoặc chữ ký trước: cần xem kỹ.',
    en: 'A later signature lies over text, a filled field or an earlier signature: look closely.',
  },
  'appearance-unreadable': {
    vi: 'Không đọc được nội dung hiển thị của trường đã điền sau khi ký.',
    en: 'What a field filled after signing shows cannot be read.',
  },
  'locked-field-changed': {
    vi: 'Trường thông tin đã khóa bị thay đổi.',
    en: 'A locked field was changed.',
  },
  'annotations-added': {
    vi: 'Có ghi chú được thêm sau khi ký.',
    en: 'Annotations were added after signing.',
  },
  'signature-mismatch': {
    vi: 'Giá trị chữ ký không khớp với chứng thư số.',
    en: 'The signature value does not match the certificate.',
  },
  'algorithm-unsupported': {
    vi: 'Thuật toán ký không được hỗ trợ.',
    en: 'The algorithm is not supported.',
  },
  'algorithm-weak': {
    vi: 'Thuật toán ký không còn an toàn.',
    en: 'The algorithm is no longer safe.',
  },
  'signer-certificate-missing': {
    vi: 'Tệp không kèm chứng thư số của người ký.',
    en: 'The signer’s certificate is not in the file.',
  },
  'signing-certificate-attribute-missing': {
    vi: 'Chữ ký không ghi nhận chứng thư số đã dùng để ký như chuẩn PAdES yêu cầu.',
    en: 'The signature does not name the certificate that signed, as PAdES asks.',
  },
  'signing-certificate-mismatch': CERTIFICATE_MISMATCH,
  'chain-untrusted': {
    vi: 'Chứng thư số không do cơ quan cấp chứng thư được tin cậy cấp.',
    en: 'The certificate does not lead to a trusted authority.',
  },
  'chain-certificate-not-valid-then': {
    vi: 'Chứng thư của cơ quan cấp không có hiệu lực tại thời điểm ký.',
    en: 'A certificate of the issuing authority was not valid at the time of signing.',
  },
  'certificate-not-valid-then': {
    vi: 'Chứng thư số không có hiệu lực tại thời điểm ký.',
    en: 'The certificate was not valid at the time of signing.',
  },
  'certificate-expired-time-unproven': {
    vi: 'Chứng thư số đã hết hạn và thời gian ký chưa có dấu thời gian xác nhận.',
    en: 'The certificate has expired and nothing proves when it signed.',
  },
  'key-usage-unsuitable': {
    vi: 'Chứng thư số không được cấp để ký văn bản.',
    en: 'The certificate was not issued for signing documents.',
  },
  'claimed-time-missing': {
    vi: 'Chữ ký không ghi thời gian ký.',
    en: 'The signature states no time.',
  },
  'claimed-time-in-future': {
    vi: 'Thời gian ký do người ký khai ở tương lai.',
    en: 'The claimed time of signing lies in the future.',
  },
  'algorithm-ended': {
    vi: 'Thuật toán ký đã hết thời hạn an toàn, không có dấu thời gian chứng minh chữ ký có từ trước.',
    en: 'The algorithm has passed its end, and no time-stamp proves that the signature is older.',
  },
  'chain-constraints-violated': {
    vi: 'Chứng thư số không tuân theo giới hạn do cơ quan cấp chứng thư đặt ra.',
    en: 'The certificate breaks limits that its issuing authorities have set.',
  },
  'certificate-not-yet-valid': {
    vi: 'Chữ ký có trước khi chứng thư số bắt đầu có hiệu lực.',
    en: 'The signature existed before the certificate became valid.',
  },
  'certificate-revoked': {
    vi: 'Chứng thư số đã bị thu hồi, không có gì chứng minh văn bản được ký trước khi thu hồi.',
    en: 'The certificate was revoked, and nothing proves that it signed before that.',
  },
  'authority-revoked': {
    vi: 'Chứng thư của cơ quan cấp đã bị thu hồi.',
    en: 'The certificate of an issuing authority was revoked.',
  },
  'certificate-suspended': {
    vi: 'Chứng thư số đang bị tạm dừng; đề nghị kiểm tra lại khi đã rõ là phục hồi hay thu hồi.',
    en: 'A certificate is suspended; try again when it is known whether it was revoked.',
  },
  'revocation-unknown': {
    vi: 'Chưa kiểm tra được chứng thư số có bị thu hồi hay không; đề nghị kiểm tra lại sau.',
    en: 'Whether the certificate was revoked could not be learned; try again later.',
  },
  'extended-key-usage-unsuitable': {
    vi: 'Chứng thư số được cấp cho mục đích khác, không phải để ký văn bản.',
    en: 'The certificate was issued for another purpose than signing documents.',
  },
  'time-stamp-invalid': {
    vi: 'Dấu thời gian trong chữ ký không hợp lệ.',
    en: 'The time-stamp inside the signature is not valid.',
  },
  'time-stamp-mismatch': {
    vi: 'Dấu thời gian trong tệp được cấp cho một chữ ký khác.',
    en: 'The time-stamp in the file was issued for another signature.',
  },
  'time-stamp-order': {
    vi: 'Thứ tự các dấu thời gian mâu thuẫn nhau.',
    en: 'The order of the time-stamps contradicts itself.',
  },
};

const SENTENCES = { ...REASONS, ...ERROR_SENTENCES };

/** What a reason of a report, or the `code` of a `PdfSignatureError`, means for people. */
export function reasonSentence(code: ReasonCode | PdfSignatureErrorCode): Sentence {
  return SENTENCES[code];
}
