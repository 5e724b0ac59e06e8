import { registerTexts } from '../../../../platform/errors/texts.js';

registerTexts({
  'signing.token-pin-wrong': {
    vi: 'Thiết bị ký số không nhận mã PIN này. Nhập sai nhiều lần, thiết bị sẽ tự khóa.',
    en: 'The token refuses this PIN. It locks itself after too many wrong ones.',
  },
  'signing.token-pin-locked': {
    vi: 'Thiết bị ký số đã tự khóa mã PIN. Đề nghị liên hệ nơi cấp thiết bị để mở khóa.',
    en: 'The token has locked its PIN. Ask whoever issued it to unlock it.',
  },
  'signing.token-pin-expired': {
    vi: 'Mã PIN của thiết bị ký số đã hết hạn. Đề nghị đổi mã PIN bằng phần mềm của thiết bị.',
    en: 'The token’s PIN has expired. Change it with the token’s own program.',
  },
  'signing.token-key-absent': {
    vi: 'Thiết bị ký số không có khóa của chứng thư số này. Đề nghị kiểm tra đúng thiết bị.',
    en: 'The token does not hold the key of this certificate. Check that it is the right one.',
  },
  'signing.token-key-of-another': {
    vi: 'Chứng thư số trên thiết bị này đã đăng ký cho vai trò khác. Đề nghị chọn đúng chứng thư số của mình.',
    en: 'This certificate on the token is registered for another post. Choose your own.',
  },
  'signing.token-unavailable': {
    vi: 'Không kết nối được thiết bị ký số ({reason}). Chưa ký văn bản nào. Đề nghị kiểm tra thiết bị, trình điều khiển rồi thử lại.',
    en: 'The token cannot be reached ({reason}). Nothing was signed. Check the device and its driver, then try again.',
  },
  'signing.token-refused': {
    vi: 'Thiết bị ký số không thực hiện được phép ký này ({reason}).',
    en: 'The token does not sign this ({reason}).',
  },
});
