import { registerTexts } from '../../../platform/errors/texts.js';
import { WARNING_DAYS } from '../certificates/credential-standing.js';

registerTexts({
  'signing.certificate-unreadable': {
    vi: 'Không đọc được chứng thư số. Đề nghị xuất lại tệp hoặc kiểm tra thiết bị.',
    en: 'The certificate cannot be read. Export the file again or check the device.',
  },
  'signing.certificate-not-for-signing': {
    vi: 'Chứng thư số này không dùng để ký văn bản (chứng thư của cơ quan cấp chứng thư, máy chủ, hoặc không có mục đích ký số). Đề nghị chọn chứng thư số khác.',
    en: 'This certificate is not for signing documents (an authority’s, a server’s, or without such a usage). Choose another one.',
  },
  'signing.certificate-too-weak': {
    vi: 'Khóa của chứng thư số ({key}) không đủ an toàn để ký tại thời điểm này hoặc thuộc loại không được dùng. Đề nghị xin cấp chứng thư số mới, khóa RSA hoặc ECDSA.',
    en: 'The certificate’s key ({key}) is not strong enough to sign today, or of a kind that is not used. Ask for a new certificate with an RSA or ECDSA key.',
  },
  'signing.image-missing': {
    vi: 'Chưa có hình chữ ký hoặc hình dấu. Đề nghị tải lên tệp PNG nền trong suốt.',
    en: 'There is no image of the signature or seal yet. Upload a PNG with a transparent background.',
  },
  'signing.certificate-of-another': {
    vi: 'Chứng thư số này cấp cho người khác, không phải người giữ vai trò này. Đề nghị chọn chứng thư số của chính mình.',
    en: 'This certificate is somebody else’s, not of the holder of this post. Choose your own.',
  },
  'signing.possession-not-proven': {
    vi: 'Thiết bị không ký được bằng khóa của chứng thư số này nên chưa đăng ký. Đề nghị kiểm tra thiết bị rồi thử lại.',
    en: 'The device did not sign with this certificate’s key, so it was not registered. Check the device and try again.',
  },
  'signing.enrolment-not-confirmed': {
    vi: 'Chưa đăng ký: chứng thư số mới, chứng thư số đang dùng hoặc cảnh báo đã khác so với lúc xem. Đề nghị xem lại rồi xác nhận.',
    en: 'Not registered: the new certificate, the one in use or a warning is no longer what was shown. Look again, then confirm.',
  },
  'signing.warning-name-differs': {
    vi: 'Tên trong chứng thư số khác tên người giữ vai trò này.',
    en: 'The certificate names somebody else than the holder of this post.',
  },
  'signing.warning-title-differs': {
    vi: 'Chức vụ trong chứng thư số khác chức vụ hiện tại.',
    en: 'The title in the certificate is not the present one.',
  },
  'signing.warning-organisation-differs': {
    vi: 'Cơ quan trong chứng thư số khác cơ quan hiện tại.',
    en: 'The organisation in the certificate is not the present one.',
  },
  'signing.warning-ends-soon': {
    vi: `Chứng thư số còn hiệu lực dưới ${String(WARNING_DAYS[0])} ngày. Đề nghị gia hạn.`,
    en: `The certificate ends within ${String(WARNING_DAYS[0])} days. Have it renewed.`,
  },
  'signing.warning-issuer-not-trusted': {
    vi: 'Chứng thư số này không do cơ quan cấp chứng thư được hệ thống tin cậy cấp để ký văn bản; chữ ký sẽ không được kết luận hợp lệ tại đây.',
    en: 'No issuer that this system trusts for signatures stands behind this certificate: they will not be judged valid here.',
  },
});
