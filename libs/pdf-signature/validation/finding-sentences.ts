import type { ModificationCode } from '../difference/findings.js';
import type { Sentence } from '../error-sentences.js';
import { reasonSentence } from './reason-sentences.js';
import type { ReasonCode } from './report.js';

/** What is no reason of a verdict by itself. */
type OwnFinding = Exclude<ModificationCode, ReasonCode>;

const OWN: Readonly<Record<OwnFinding, Sentence>> = {
  'object-ambiguous': {
    vi: 'Một đối tượng của tệp được ghi lại theo cách có thể đọc thành nhiều nghĩa.',
    en: 'An object was written anew so that it can be read in several ways.',
  },
  'object-replaced': {
    vi: 'Nội dung đang hiển thị bị thay bằng nội dung khác.',
    en: 'Content that was shown was replaced.',
  },
  'missing-object-supplied': {
    vi: 'Nội dung còn thiếu khi ký được thêm vào.',
    en: 'Content that was missing when it was signed was supplied.',
  },
  'hidden-object-shown': {
    vi: 'Nội dung ẩn khi ký được làm hiện ra.',
    en: 'Content that was hidden when it was signed is shown.',
  },
  'trailer-changed': {
    vi: 'Phần cuối tệp bị thay đổi.',
    en: 'The trailer of the file was changed.',
  },
  'catalog-changed': {
    vi: 'Thiết lập chung của tệp bị thay đổi.',
    en: 'The settings of the whole file were changed.',
  },
  'metadata-changed': {
    vi: 'Thông tin mô tả tệp bị thay đổi.',
    en: 'The description of the file was changed.',
  },
  'evidence-malformed': {
    vi: 'Dữ liệu xác thực lâu dài được thêm không đúng chuẩn.',
    en: 'The validation data that was added does not follow the standard.',
  },
  'evidence-removed': {
    vi: 'Dữ liệu xác thực lâu dài bị gỡ bỏ.',
    en: 'Validation data was removed.',
  },
  'page-tree-changed': {
    vi: 'Trang được thêm, bị bỏ hoặc đổi thứ tự.',
    en: 'Pages were added, removed or put in another order.',
  },
  'page-changed': { vi: 'Nội dung trang bị thay đổi.', en: 'A page was changed.' },
  'annotation-added': { vi: 'Có ghi chú được thêm.', en: 'An annotation was added.' },
  'annotation-changed': {
    vi: 'Ghi chú đã có bị sửa hoặc xóa.',
    en: 'An annotation was changed or removed.',
  },
  'active-content-added': {
    vi: 'Có nội dung động hoặc lệnh tự động được thêm.',
    en: 'Active content was added.',
  },
  'form-changed': {
    vi: 'Thiết lập biểu mẫu bị thay đổi.',
    en: 'The settings of the form were changed.',
  },
  'field-added': { vi: 'Có trường được thêm.', en: 'A field was added.' },
  'field-changed': { vi: 'Thiết lập của trường bị thay đổi.', en: 'A field was changed.' },
  'field-removed': { vi: 'Có trường bị gỡ bỏ.', en: 'A field was removed.' },
  'signature-field-redrawn': {
    vi: 'Khung tại vị trí chữ ký bị vẽ lại.',
    en: 'A place to sign was drawn anew.',
  },
  'signed-field-changed': {
    vi: 'Trường đã ký bị thay đổi.',
    en: 'A signed field was changed.',
  },
  'appearance-differs': {
    vi: 'Trường hiển thị khác với giá trị đã điền.',
    en: 'A field shows something else than its value.',
  },
};

/** Which part of a document was touched after a signature, in both languages. */
export function findingSentence(code: ModificationCode): Sentence {
  return isOwn(code) ? OWN[code] : reasonSentence(code);
}

function isOwn(code: ModificationCode): code is OwnFinding {
  return Object.hasOwn(OWN, code);
}
