import { registerTexts } from './texts.js';

registerTexts({
  'platform.unexpected': {
    vi: 'Có lỗi khi xử lý. Nội dung đã được giữ. Mã để báo quản trị: {reference}.',
    en: 'Something failed. What you typed is kept. Quote this code to the administrator: {reference}.',
  },
  'platform.not-found': {
    vi: 'Không tìm thấy nội dung này, hoặc nội dung không thuộc phạm vi được xem.',
    en: 'Not found, or not within what you may see.',
  },
  'platform.not-signed-in': {
    vi: 'Phiên làm việc đã hết hoặc chưa đăng nhập. Đề nghị đăng nhập lại; nội dung đang nhập được giữ.',
    en: 'The session has ended or nobody is signed in. Sign in again; what you typed is kept.',
  },
  'platform.forbidden': {
    vi: 'Vai trò hiện tại không được thực hiện việc này. Đề nghị chọn vai trò khác hoặc liên hệ người có thẩm quyền.',
    en: 'Your present post may not do this. Choose another post or ask whoever is competent.',
  },
  'platform.invalid-input': {
    vi: 'Nội dung gửi lên chưa hợp lệ: {fields}. Đề nghị sửa các mục được nêu rồi gửi lại.',
    en: 'The request is not valid: {fields}. Mend the fields named and send it again.',
  },
  'platform.too-many-for-file': {
    vi: 'Danh sách có hơn {most} dòng nên không xuất vào một tệp được. Đề nghị lọc hẹp hơn, ví dụ theo tháng, khoảng ngày hoặc cơ quan.',
    en: 'The list has more than {most} lines, too many for one file. Narrow it, for example by month, days or agency.',
  },
  'platform.stale-version': {
    vi: 'Nội dung vừa được người khác sửa (bản {current}). Nội dung đang nhập vẫn được giữ; đề nghị xem bản mới rồi lưu lại.',
    en: 'Somebody else has just edited this (version {current}). Your text is kept; look at the new version and save again.',
  },
  'platform.idempotency-key-reused': {
    vi: 'Mã gửi lại (Idempotency-Key) đã dùng cho một yêu cầu khác. Đề nghị dùng mã mới.',
    en: 'This Idempotency-Key was used for another request. Use a new one.',
  },
  'platform.request-already-done': {
    vi: 'Yêu cầu này đã được thực hiện. Đề nghị tải lại để xem kết quả.',
    en: 'This request has already been carried out. Reload to see the result.',
  },
  'platform.body-not-json': {
    vi: 'Nội dung gửi lên không phải JSON hợp lệ. Đề nghị kiểm tra và gửi lại.',
    en: 'The body is not valid JSON. Check it and send it again.',
  },
  'platform.route-not-found': {
    vi: 'Không có địa chỉ này.',
    en: 'There is no such address.',
  },
  'platform.too-large': {
    vi: 'Tệp vượt quá dung lượng cho phép ({limitMb} MB). Đề nghị chọn tệp nhỏ hơn; không nén, tách tệp đã ký số vì chữ ký sẽ mất.',
    en: 'The file is larger than allowed ({limitMb} MB). Choose a smaller one; compressing or splitting a signed file takes its signatures away.',
  },
  'platform.csrf': {
    vi: 'Yêu cầu không mang mã chống giả mạo của phiên. Đề nghị tải lại trang rồi thực hiện lại.',
    en: 'The request lacks the session’s anti-forgery token. Reload the page and try again.',
  },
  'platform.conflict': {
    vi: 'Việc này vừa được người khác thực hiện. Nội dung đang nhập vẫn được giữ. Đề nghị xem trạng thái mới.',
    en: 'Somebody else has just done this. Your text is kept. Look at the new state.',
  },
  'platform.wrong-database-locale': {
    vi: 'Cơ sở dữ liệu không xử lý được chữ tiếng Việt: tạo lại cụm PostgreSQL với --encoding=UTF8 --locale-provider=icu --icu-locale=vi-VN --locale=C.UTF-8.',
    en: 'The database cannot handle Vietnamese letters: create the PostgreSQL cluster with --encoding=UTF8 --locale-provider=icu --icu-locale=vi-VN --locale=C.UTF-8.',
  },
  'field.required': { vi: 'Chưa nhập.', en: 'Missing.' },
  'field.invalid_type': {
    vi: 'Sai kiểu dữ liệu (cần {expected}).',
    en: 'Wrong type (expected {expected}).',
  },
  'field.too_small': {
    vi: 'Nhỏ hơn hoặc ngắn hơn mức cho phép ({minimum}).',
    en: 'Smaller or shorter than allowed ({minimum}).',
  },
  'field.too_big': {
    vi: 'Lớn hơn hoặc dài hơn mức cho phép ({maximum}).',
    en: 'Larger or longer than allowed ({maximum}).',
  },
  'field.invalid_format': {
    vi: 'Không đúng định dạng ({format}).',
    en: 'Not in the right format ({format}).',
  },
  'field.invalid_value': {
    vi: 'Giá trị không thuộc danh mục cho phép ({values}).',
    en: 'Not one of the allowed values ({values}).',
  },
  'field.unrecognized_keys': {
    vi: 'Có mục không được nhận: {keys}.',
    en: 'Unknown fields: {keys}.',
  },
  'field.invalid_union': {
    vi: 'Không khớp dạng nào được nhận.',
    en: 'Matches none of the allowed shapes.',
  },
  'field.not_multiple_of': {
    vi: 'Không phải bội của {divisor}.',
    en: 'Not a multiple of {divisor}.',
  },
  'field.custom': { vi: 'Giá trị chưa hợp lệ.', en: 'Not a valid value.' },
});
