import { registerTexts, type Text } from '../../../../platform/errors/texts.js';
import type { ReturnedFileProblem } from '../../domain/refusal-reasons.js';

/** Why a returned file is refused, by the library's code; every one ends with what to do. */
const RETURNED: Readonly<Record<ReturnedFileProblem, Text>> = {
  'prefix-changed': {
    vi: 'Tệp trả về không phải bản tiếp nối của văn bản đã gửi ký.',
    en: 'The returned file does not continue the document that was given out.',
  },
  'nothing-added': {
    vi: 'Tệp trả về chưa có chữ ký nào mới.',
    en: 'The returned file has no new signature.',
  },
  unreadable: {
    vi: 'Không đọc được tệp trả về như một tệp PDF.',
    en: 'The returned file cannot be read as PDF.',
  },
  'no-new-signature': {
    vi: 'Tệp trả về chưa có chữ ký nào mới.',
    en: 'The returned file has no new signature.',
  },
  'several-new-signatures': {
    vi: 'Tệp trả về có nhiều hơn một chữ ký mới.',
    en: 'The returned file has more than one new signature.',
  },
  'signature-removed': {
    vi: 'Tệp trả về thiếu chữ ký đã có trước đó.',
    en: 'The returned file lacks an earlier signature.',
  },
  'signature-broken': {
    vi: 'Chữ ký mới trong tệp trả về không đúng.',
    en: 'The new signature in the returned file is wrong.',
  },
  'signature-not-last': {
    vi: 'Tệp trả về có nội dung thêm vào sau chữ ký.',
    en: 'Something was added to the returned file after the signature.',
  },
  'wrong-signer': {
    vi: 'Văn bản được ký bằng chứng thư số khác với chứng thư số đã đăng ký cho vai trò này.',
    en: 'The document was signed with another certificate than the one registered for this post.',
  },
  'wrong-field': {
    vi: 'Chữ ký nằm ở vị trí không dành cho người ký này.',
    en: 'The signature stands in a place that is not this signer’s.',
  },
  'field-added': {
    vi: 'Tệp trả về có thêm vị trí ký ngoài vị trí đã bố trí.',
    en: 'The returned file has a signature field that was not laid out.',
  },
  'appearance-added': {
    vi: 'Chữ ký hiển thị hình ảnh ở nơi không được hiển thị.',
    en: 'The signature shows something where it must not.',
  },
  'other-changes': {
    vi: 'Nội dung văn bản đã bị thay đổi ngoài việc ký.',
    en: 'The document was changed in more than its signature.',
  },
  'earlier-signature-violated': {
    vi: 'Thay đổi trong tệp trả về làm mất hiệu lực chữ ký đã có.',
    en: 'What was added is forbidden by an earlier signature.',
  },
  'not-locked': {
    vi: 'Chữ ký số của cơ quan trong tệp trả về chưa khóa văn bản.',
    en: 'The seal in the returned file does not lock the document.',
  },
};

registerTexts(
  Object.fromEntries(
    Object.entries(RETURNED).map(([problem, { vi, en }]) => [
      `signing.returned-${problem}`,
      {
        vi: `${vi} Chưa nhận chữ ký. Đề nghị bấm Ký số lại.`,
        en: `${en} The signature was not taken. Press Sign again.`,
      },
    ]),
  ),
);

registerTexts({
  'signing.vgca-uploads-busy': {
    vi: 'Đang nhận nhiều văn bản đã ký cùng lúc. Đề nghị gửi lại sau ít phút.',
    en: 'Many signed documents are being received. Send it again in a few minutes.',
  },
  'signing.vgca-ticket-refused': {
    vi: 'Đường dẫn ký số đã được dùng hoặc đã hết hạn. Đề nghị bấm Ký số lại trên trang văn bản.',
    en: 'This signing link has been used or has expired. Press Sign again on the document’s page.',
  },
  'signing.vgca-other-medium': {
    vi: 'Chứng thư số của yêu cầu này không ký bằng phần mềm VGCA Sign Service. Đề nghị tải lại trang và ký lại.',
    en: 'The certificate of this request is not used through VGCA Sign Service. Reload and sign again.',
  },
  'signing.vgca-base-moved-on': {
    vi: 'Văn bản đã có phiên bản mới trong lúc ký. Chưa ký. Đề nghị bấm Ký số lại.',
    en: 'The document got a newer version meanwhile. Nothing was signed. Press Sign again.',
  },
});
