import {
  type PdfSignatureErrorCode,
  type ReasonCode,
  reasonSentence,
  type ReturnedPdfProblem,
  type Sentence,
} from '../../../../libs/pdf-signature/index.js';

/** Why a file that came back signed as a whole is not taken. */
export type ReturnedFileProblem =
  | ReturnedPdfProblem
  /** The seal was to close the document, and what came back leaves it open. */
  | 'not-locked';

/** What the library has no sentence for. */
type OwnReason =
  Exclude<ReturnedFileProblem, ReasonCode> | 'whole-file-expected' | 'file-replaced' | 'unknown';

export type RefusalReason = OwnReason | ReasonCode | PdfSignatureErrorCode;

const OWN: Readonly<Record<OwnReason, Sentence>> = {
  'prefix-changed': {
    vi: 'Tệp không phải bản tiếp nối của văn bản đã gửi ký.',
    en: 'The file does not continue the document that was given out.',
  },
  'nothing-added': { vi: 'Tệp chưa có chữ ký mới.', en: 'Nothing was added to the file.' },
  unreadable: { vi: 'Không đọc được tệp.', en: 'The file cannot be read.' },
  'no-new-signature': { vi: 'Tệp chưa có chữ ký mới.', en: 'The file has no new signature.' },
  'several-new-signatures': {
    vi: 'Tệp có nhiều hơn một chữ ký mới.',
    en: 'The file has more than one new signature.',
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
    vi: 'Chữ ký không nằm ở vị trí đã đặt.',
    en: 'The signature is not in the field that was laid out.',
  },
  'field-added': {
    vi: 'Tệp được thêm vị trí ký ngoài vị trí đã đặt.',
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
  'whole-file-expected': {
    vi: 'Bước này cần cả tệp đã ký, không chỉ giá trị chữ ký.',
    en: 'This step wants the whole signed file, not a value alone.',
  },
  'file-replaced': {
    vi: 'Tệp đã lưu không phải tệp vừa ký.',
    en: 'The stored file is not the one that was signed.',
  },
  unknown: {
    vi: 'Cấu trúc của tệp không cho phép.',
    en: 'The structure of the file does not allow it.',
  },
};

/** Why a file or a signature was refused, in words: no code of a program stands on a page. */
export function refusalReason(reason: RefusalReason): Sentence {
  return isOwn(reason) ? OWN[reason] : reasonSentence(reason);
}

function isOwn(reason: RefusalReason): reason is OwnReason {
  return Object.hasOwn(OWN, reason);
}
