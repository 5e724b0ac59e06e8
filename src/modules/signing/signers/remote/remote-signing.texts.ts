import { registerTexts } from '../../../../platform/errors/texts.js';

registerTexts({
  'signing.return-not-awaited': {
    vi: 'Lượt xác nhận này đã được dùng, đã quá thời hạn hoặc không phải của vai trò đang làm việc. Đề nghị ký lại từ đầu tại mục Ký số.',
    en: 'This authorisation was used, is too old, or is not of the post you act in. Start again from the signing desk.',
  },
  'signing.remote-not-configured': {
    vi: 'Chưa kết nối dịch vụ ký số từ xa {provider}. Đề nghị liên hệ quản trị hệ thống.',
    en: 'The remote signing service {provider} is not connected. Ask the administrator.',
  },
  'signing.remote-unavailable': {
    vi: 'Dịch vụ ký số từ xa {provider} chưa trả lời. Chưa ký. Đề nghị thử lại sau ít phút.',
    en: 'The remote signing service {provider} does not answer. Nothing was signed. Try again in a few minutes.',
  },
  'signing.remote-server-certificate-period': {
    vi: 'Chứng thư số máy chủ của {provider} đã hết hạn hoặc chưa có hiệu lực, hệ thống không kết nối. Chưa ký. Đề nghị quản trị hệ thống kiểm tra ngày giờ máy chủ và báo nhà cung cấp dịch vụ.',
    en: 'The server certificate of {provider} has expired or is not valid yet; the system does not connect. Nothing was signed. Ask the administrator to check the clock and to tell the provider.',
  },
  'signing.remote-server-certificate-name': {
    vi: 'Máy chủ trả lời không phải máy chủ của {provider} (sai tên trong chứng thư số máy chủ), hệ thống không kết nối. Chưa ký. Đề nghị quản trị hệ thống kiểm tra địa chỉ dịch vụ.',
    en: 'The server that answers is not {provider} (its certificate bears another name); the system does not connect. Nothing was signed. Ask the administrator to check the address of the service.',
  },
  'signing.remote-server-certificate-issuer': {
    vi: 'Chứng thư số máy chủ của {provider} không do nơi được tin cậy cấp, kết nối có thể bị giả mạo. Chưa ký. Đề nghị quản trị hệ thống kiểm tra với nhà cung cấp dịch vụ.',
    en: 'The server certificate of {provider} comes from nobody trusted; somebody may pretend to be the service. Nothing was signed. Ask the administrator to check with the provider.',
  },
  'signing.remote-server-handshake': {
    vi: 'Không lập được kết nối bảo mật (TLS) với {provider}. Chưa ký. Đề nghị quản trị hệ thống kiểm tra địa chỉ và cổng của dịch vụ.',
    en: 'No secure connection (TLS) to {provider} can be made. Nothing was signed. Ask the administrator to check the address and port of the service.',
  },
  'signing.remote-redirected': {
    vi: '{provider} chuyển yêu cầu sang địa chỉ khác ({host}), hệ thống không gửi theo. Chưa ký. Đề nghị quản trị hệ thống kiểm tra địa chỉ dịch vụ.',
    en: '{provider} redirects to another address ({host}), which the system does not follow. Nothing was signed. Ask the administrator to check the address of the service.',
  },
  'signing.remote-unreadable': {
    vi: 'Câu trả lời của {provider} quá dài hoặc không đúng định dạng. Chưa ký. Đề nghị thử lại sau ít phút; nếu vẫn vậy, báo quản trị hệ thống.',
    en: 'The answer of {provider} is too long or not in the agreed form. Nothing was signed. Try again in a few minutes; if it stays so, tell the administrator.',
  },
  'signing.remote-outcome-unknown': {
    vi: 'Mất kết nối khi {provider} đang xử lý yêu cầu ký. Văn bản chưa được ký. Đề nghị kiểm tra lịch sử giao dịch tại dịch vụ trước khi ký lại.',
    en: 'The connection was lost while {provider} was handling the order. The document is not signed. Look at the history of the service before signing again.',
  },
  'signing.remote-refused': {
    vi: 'Dịch vụ ký số từ xa {provider} từ chối yêu cầu của hệ thống ({reason}). Đề nghị liên hệ quản trị hệ thống.',
    en: 'The remote signing service {provider} refuses this system ({reason}). Ask the administrator.',
  },
  'signing.remote-pin-missing': {
    vi: 'Chứng thư số tại {provider} cần mã PIN. Chưa ký. Đề nghị nhập mã PIN đã đăng ký với dịch vụ.',
    en: 'The certificate at {provider} needs its PIN. Nothing was signed. Enter the PIN known to the service.',
  },
  'signing.remote-one-time-code-missing': {
    vi: 'Chứng thư số tại {provider} cần mã OTP. Chưa ký. Đề nghị lấy mã OTP rồi nhập sau mã PIN, cách một dấu cách.',
    en: 'The certificate at {provider} needs a one-time code. Nothing was signed. Ask for one and type it after the PIN, a blank between.',
  },
  'signing.remote-wrong-pin': {
    vi: 'Mã PIN không đúng. Chưa ký. Đề nghị nhập lại mã PIN đã đăng ký với {provider}; nhập sai nhiều lần dịch vụ sẽ khóa chứng thư số.',
    en: 'Wrong PIN. Nothing was signed. Enter the PIN known to {provider}; after several wrong ones the service locks the certificate.',
  },
  'signing.remote-wrong-one-time-code': {
    vi: 'Mã xác thực một lần (OTP) không đúng hoặc đã hết hạn. Chưa ký. Đề nghị lấy mã mới và nhập lại.',
    en: 'The one-time code is wrong or has expired. Nothing was signed. Ask for a new one and enter it.',
  },
  'signing.remote-authorization-ended': {
    vi: 'Lượt cho phép ký tại {provider} đã hết hiệu lực. Các văn bản còn lại chưa ký. Đề nghị ký lại.',
    en: 'The authorisation at {provider} has ended. What remains is not signed. Sign again.',
  },
  'signing.remote-quota': {
    vi: 'Chứng thư số đã hết lượt ký tại {provider}. Chưa ký. Đề nghị gia hạn hoặc mua thêm lượt ký.',
    en: 'No signatures are left at {provider}. Nothing was signed. Renew the service or buy more.',
  },
  'signing.remote-too-many': {
    vi: 'Mỗi mã OTP chỉ ký được tối đa {limit} văn bản. Đề nghị chọn ít văn bản hơn.',
    en: 'One one-time code covers at most {limit} documents. Choose fewer.',
  },
  'signing.remote-credential-disabled': {
    vi: 'Chứng thư số đang bị khóa hoặc tạm dừng tại {provider}. Chưa ký. Đề nghị liên hệ nhà cung cấp dịch vụ.',
    en: 'The certificate is locked or suspended at {provider}. Nothing was signed. Ask the provider.',
  },
  'signing.remote-certificate-expired': {
    vi: 'Chứng thư số tại {provider} đã hết hạn hoặc bị thu hồi. Chưa ký. Đề nghị gia hạn hoặc chọn chứng thư số khác.',
    en: 'The certificate at {provider} has expired or was revoked. Nothing was signed. Renew it or choose another.',
  },
  'signing.remote-certificate-changed': {
    vi: 'Chứng thư số tại {provider} không còn là chứng thư số đã đăng ký. Chưa ký. Đề nghị đăng ký lại tại mục Chứng thư số.',
    en: 'The certificate at {provider} is no longer the registered one. Nothing was signed. Register it again.',
  },
  'signing.remote-rejected': {
    vi: 'Yêu cầu ký đã bị từ chối trên thiết bị xác nhận của {provider}. Chưa ký.',
    en: 'The order was refused on the device of {provider}. Nothing was signed.',
  },
  'signing.remote-timed-out': {
    vi: 'Quá thời gian chờ xác nhận trên thiết bị của {provider}. Chưa ký. Đề nghị ký lại và xác nhận trên điện thoại.',
    en: 'Nobody confirmed on the device of {provider} in time. Nothing was signed. Sign again and confirm on the phone.',
  },
  'signing.remote-needs-browser': {
    vi: 'Chứng thư số này chỉ cho phép ký trên trang của {provider}. Đề nghị chọn chứng thư số xác nhận bằng mã PIN, OTP hoặc điện thoại.',
    en: 'This certificate is authorised on the page of {provider} only. Choose one that is confirmed by PIN, one-time code or phone.',
  },
  'signing.remote-authorization-unsupported': {
    vi: 'Chứng thư số tại {provider} yêu cầu cách xác nhận mà hệ thống chưa hỗ trợ ({wanted}). Chưa ký. Đề nghị chọn chứng thư số xác nhận bằng mã PIN, OTP hoặc điện thoại.',
    en: 'The certificate at {provider} is authorised in a way that this system cannot ask for ({wanted}). Nothing was signed. Choose one that is confirmed by PIN, one-time code or phone.',
  },
  'signing.remote-asked-too-often': {
    vi: 'Đã hỏi dịch vụ ký số từ xa quá nhiều lần. Đề nghị chờ 10 phút rồi thử lại.',
    en: 'The remote signing service was asked too often. Wait ten minutes and try again.',
  },
  'signing.remote-wrong-signature': {
    vi: 'Chữ ký do {provider} trả về không khớp với chứng thư số và văn bản. Văn bản chưa được ký. Đề nghị báo nhà cung cấp dịch vụ.',
    en: 'What {provider} returned is no signature of this certificate over this document. Nothing was signed. Tell the provider.',
  },
  'signing.remote-certificate-not-found': {
    vi: 'Không tìm thấy chứng thư số này tại {provider}. Đề nghị kiểm tra lại mã định danh người dùng.',
    en: 'No such certificate at {provider}. Check the user identifier.',
  },
});
