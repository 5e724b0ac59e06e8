import {
  type ReasonCode,
  reasonSentence,
  type Sentence,
} from '../../../../libs/pdf-signature/index.js';
import type { ReturnedFileProblem } from './returned-file-problem.js';

const RETURNED: Readonly<Record<ReturnedFileProblem, Sentence>> = {
  'prefix-changed': {
    vi: 'Phần đã có của văn bản bị thay đổi.',
    en: 'What the document already held was changed.',
  },
  'nothing-added': { vi: 'Tệp chưa có chữ ký mới.', en: 'Nothing was added to the file.' },
  unreadable: { vi: 'Không đọc được tệp.', en: 'The file cannot be read.' },
  'no-new-signature': { vi: 'Tệp chưa có chữ ký mới.', en: 'The file has no new signature.' },
  'several-new-signatures': {
    vi: 'Tệp có nhiều hơn một chữ ký mới.',
    en: 'The file has more than one new signature.',
  },
  'signature-removed': {
    vi: 'Chữ ký đã có trong tệp bị gỡ bỏ.',
    en: 'An earlier signature was taken away.',
  },
  'signature-broken': {
    vi: 'Chữ ký mới không đúng hoặc dùng thuật toán yếu.',
    en: 'The new signature is wrong or its algorithms are too weak.',
  },
  'signature-not-last': {
    vi: 'Sau chữ ký mới còn nội dung khác.',
    en: 'Something follows the new signature.',
  },
  'wrong-signer': {
    vi: 'Tệp được ký bằng chứng thư số khác với chứng thư số đã đăng ký.',
    en: 'It was signed with another certificate than the registered one.',
  },
  'wrong-field': {
    vi: 'Chữ ký không nằm ở khung đã đặt.',
    en: 'The signature is not in the field that was laid out.',
  },
  'field-added': {
    vi: 'Tệp được thêm khung ngoài khung đã đặt.',
    en: 'A field was added to the file.',
  },
  'appearance-added': {
    vi: 'Tệp được thêm hình ngoài hình của chữ ký.',
    en: 'Something to be seen was added beside the signature.',
  },
  'other-changes': {
    vi: 'Tệp có thay đổi khác ngoài chữ ký.',
    en: 'The file was changed in other ways than by a signature.',
  },
  'earlier-signature-violated': {
    vi: 'Thay đổi trái với chữ ký đã có.',
    en: 'An earlier signature forbids the change.',
  },
  'not-locked': {
    vi: 'Chữ ký số cơ quan chưa khóa văn bản.',
    en: 'The seal leaves the document open.',
  },
};

const ENCRYPTED: Sentence = {
  vi: 'Tệp được đặt mật khẩu hoặc mã hóa.',
  en: 'The file is encrypted or asks for a password.',
};
const FIELD_TAKEN: Sentence = {
  vi: 'Khung chữ ký trong tệp đã được ký.',
  en: 'The field in the file has been signed.',
};
const WRONG_VALUE: Sentence = {
  vi: 'Giá trị chữ ký không khớp với văn bản hoặc chứng thư số.',
  en: 'The value does not match document or certificate.',
};

/** What the PDF library refuses with, as far as a signer can meet it. */
const REFUSED: Readonly<Record<string, Sentence>> = {
  'pdf.password-required': ENCRYPTED,
  'pdf.password-wrong': ENCRYPTED,
  'pdf.encryption-unsupported': ENCRYPTED,
  'pdf.too-complex': {
    vi: 'Tệp quá phức tạp hoặc bị tạo sai có chủ ý.',
    en: 'The file is too complex, or made so on purpose.',
  },
  'field.unknown': {
    vi: 'Tệp không có khung chữ ký của bước này.',
    en: 'The file lacks the field of this step.',
  },
  'field.already-signed': FIELD_TAKEN,
  'field.already-set': FIELD_TAKEN,
  'field.duplicate-name': FIELD_TAKEN,
  'field.locked': {
    vi: 'Văn bản đã được khóa bởi chữ ký trước.',
    en: 'An earlier signature has closed the document.',
  },
  'document.certified': {
    vi: 'Chữ ký trước không cho phép ký thêm.',
    en: 'An earlier signature forbids further ones.',
  },
  'signature.mismatch': WRONG_VALUE,
  'signature.der': WRONG_VALUE,
  'signature.key-mismatch': WRONG_VALUE,
  'signature.expired': {
    vi: 'Bản chuẩn bị ký đã hết thời hạn.',
    en: 'What was prepared for signing has expired.',
  },
  'signature.base-changed': {
    vi: 'Văn bản đã có phiên bản mới.',
    en: 'There is a newer version of the document.',
  },
  'signature.gap-too-small': {
    vi: 'Chứng thư số quá lớn so với chỗ dành cho chữ ký.',
    en: 'The certificate does not fit into the room of the signature.',
  },
  'signature.whole-file-expected': {
    vi: 'Bước này cần cả tệp đã ký, không chỉ giá trị chữ ký.',
    en: 'This step wants the whole signed file, not a value alone.',
  },
  'file-replaced': {
    vi: 'Tệp đã lưu không phải tệp vừa ký.',
    en: 'The stored file is not the one that was signed.',
  },
};

/** Why a file or a signature was refused, in words: no code of a program stands on a page. */
export function refusalReason(code: string): Sentence {
  const known: Partial<Record<string, Sentence>> = { ...RETURNED, ...REFUSED };
  // A code of the validator has its own sentence; one that is nobody's has none.
  const judged = reasonSentence(code as ReasonCode) as Sentence | undefined;
  return known[code] ?? judged ?? UNKNOWN;
}

const UNKNOWN: Sentence = {
  vi: 'Cấu trúc của tệp không cho phép.',
  en: 'The structure of the file does not allow it.',
};
