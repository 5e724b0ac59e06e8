import { registerTexts } from '../../platform/errors/texts.js';

registerTexts({
  'signing.wrong-pin': {
    vi: 'Mã PIN không đúng. Còn {remaining} lần nhập.',
    en: 'Wrong PIN. {remaining} attempts left.',
  },
  'signing.pin-required': {
    vi: 'Chứng thư số này cần mã PIN. Đề nghị nhập mã PIN rồi ký.',
    en: 'This certificate needs its PIN. Type it and sign.',
  },
  'signing.signer-refused': {
    vi: 'Người ký hoặc thiết bị không ký: {reason}',
    en: 'The signer or his device did not sign: {reason}',
  },
  'signing.pin-locked': {
    vi: 'Mã PIN đã bị khóa đến {until} do nhập sai nhiều lần. Đề nghị thử lại sau thời điểm đó.',
    en: 'The PIN is locked until {until} after too many wrong attempts. Try again after that.',
  },
  'signing.no-credential': {
    vi: 'Vai trò hiện tại chưa có chứng thư số. Đề nghị liên hệ quản trị để được cấp, hoặc chọn vai trò khác.',
    en: 'The present post has no certificate. Ask the administrator for one or choose another post.',
  },
  'signing.key-not-on-server': {
    vi: 'Khóa ký nằm trên thiết bị của người ký. Đề nghị ký bằng chương trình ký số trên máy tính.',
    en: 'The key is on the signer’s own device. Sign with the signing program on the PC.',
  },
  'signing.certificate-not-valid': {
    vi: 'Chưa ký được. Chứng thư số chỉ có hiệu lực từ {from} đến {to}. Đề nghị gia hạn tại mục Chứng thư số hoặc chọn chứng thư số khác.',
    en: 'Cannot sign. The certificate is valid from {from} to {to} only. Renew it or choose another.',
  },
  'signing.already-signed': {
    vi: 'Phiên bản này đã được ký. Đề nghị tải lại để xem trạng thái mới.',
    en: 'This version has already been signed. Reload to see its new state.',
  },
  'signing.base-moved-on': {
    vi: 'Văn bản vừa có phiên bản mới. Đề nghị tải lại rồi ký.',
    en: 'A newer version has just been made. Reload and sign.',
  },
  'signing.request-expired': {
    vi: 'Yêu cầu ký đã hết thời hạn. Đề nghị ký lại từ đầu.',
    en: 'The signing request has expired. Start signing again.',
  },
  'signing.request-closed': {
    vi: 'Yêu cầu ký này đã kết thúc. Đề nghị tải lại để xem trạng thái mới.',
    en: 'This signing request has ended. Reload to see its new state.',
  },
  'signing.signature-not-accepted': {
    vi: 'Chữ ký không được chấp nhận. {why} Đề nghị kiểm tra thiết bị ký rồi ký lại.',
    en: 'The signature is not accepted. {whyEn} Check the signing device and sign again.',
  },
  'signing.returned-file-refused': {
    vi: 'Tệp do chương trình ký trả về không được chấp nhận. {why} Văn bản giữ nguyên; đề nghị ký lại.',
    en: 'The file returned by the signing program is refused. {whyEn} The document is unchanged; sign again.',
  },
  'signing.batch-at-work': {
    vi: 'Đợt ký này đang thực hiện. Đề nghị chờ kết quả.',
    en: 'This batch is being signed. Wait for its result.',
  },
  'signing.in-another-batch': {
    vi: 'Văn bản này thuộc đợt "{title}"{by} bắt đầu lúc {at}; kết quả ghi tại đợt đó.',
    en: 'This document belongs to the batch "{title}"{by} started at {atEn}; its result stands there.',
  },
  'signing.file-cannot-be-signed': {
    vi: 'Chưa ký được. {why} Đề nghị trả lại để lập lại tệp.',
    en: 'Cannot sign. {whyEn} Return the document so that its file is made again.',
  },
  'signing.too-many-verifications': {
    vi: 'Đang có nhiều yêu cầu kiểm tra. Đề nghị chờ một phút rồi thử lại.',
    en: 'Too many verifications at the moment. Wait a minute and try again.',
  },
  'signing.signed-file-invalid': {
    vi: 'Chữ ký vừa tạo không qua được bước kiểm tra. {why} Văn bản giữ nguyên; đề nghị ký lại, nếu vẫn lỗi thì báo quản trị.',
    en: 'The new signature did not pass verification. {whyEn} The document is unchanged; sign again, or tell the administrator.',
  },
  'signing.not-a-pdf': {
    vi: 'Tệp này không phải PDF nên không có chữ ký số PDF để kiểm tra. Đề nghị chọn tệp PDF.',
    en: 'This file is no PDF, so it holds no PDF signature to verify. Choose a PDF.',
  },
  'signing.pdf-encrypted': {
    vi: 'Tệp PDF được đặt mật khẩu hoặc mã hóa nên không đọc được chữ ký số. Đề nghị nhận bản không đặt mật khẩu từ nơi gửi.',
    en: 'The PDF is encrypted or needs a password, so its signatures cannot be read. Ask its sender for one without.',
  },
  'signing.pdf-broken': {
    vi: 'Tệp PDF bị hỏng hoặc tự mâu thuẫn nên không kết luận được về chữ ký số; không nên tin nội dung của tệp này. Đề nghị nhận lại tệp từ nơi gửi.',
    en: 'The PDF is damaged or contradicts itself, so nothing can be said of its signatures; do not rely on its content. Ask its sender for the file again.',
  },
  'signing.pdf-too-complex': {
    vi: 'Tệp PDF phức tạp bất thường, vượt giới hạn kiểm tra, nên không kết luận được về chữ ký số; không nên tin nội dung của tệp này.',
    en: 'The PDF is unusually complex, beyond what is verified, so nothing can be said of its signatures; do not rely on its content.',
  },
});
