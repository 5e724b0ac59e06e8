import { registerTexts } from '../../../../platform/errors/texts.js';

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
