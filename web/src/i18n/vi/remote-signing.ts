export const remoteSigning = {
  'cert.enrol': 'Đăng ký chứng thư số',
  'cert.enrolled': 'Đã đăng ký chứng thư số.',
  'cert.image': 'Hình chữ ký hoặc hình dấu',
  'cert.image.format': 'Tệp PNG nền trong suốt.',
  'cert.image.hint': 'Tệp PNG nền trong suốt. Để trống thì dùng hình của chứng thư số trước.',
  'cert.period': 'hiệu lực {from} - {to}',
  'cert.asks.browser': 'xác nhận trên trang của dịch vụ',
  'cert.asks.phone': 'xác nhận trên điện thoại',
  'cert.asks.pin': 'nhập mã PIN',
  'cert.asks.one-time-code': 'nhập mã OTP',
  'cert.remote.title': 'Ký số từ xa',
  'cert.remote.service': 'Dịch vụ ký số từ xa',
  'cert.remote.user': 'Mã định danh người dùng tại dịch vụ',
  'cert.remote.user.hint': 'Số căn cước hoặc tài khoản đã đăng ký với nhà cung cấp.',
  'cert.remote.find': 'Tìm chứng thư số',
  'cert.remote.empty': 'Người dùng này chưa có chứng thư số tại dịch vụ.',
  'cert.remote.unusable':
    'chưa ký được: đang khóa, hết hạn hoặc cần cách xác nhận mà hệ thống chưa hỗ trợ',
  'cert.remote.none': 'Hệ thống chưa kết nối dịch vụ ký số từ xa nào.',
  'cert.remote.confirm':
    'Bấm Đăng ký chứng thư số rồi xác nhận trên điện thoại: dịch vụ hỏi đúng chủ chứng thư số.',
  'cert.remote.secret': 'Mã xác nhận của chứng thư số',
  'cert.remote.secret.hint':
    'Mã PIN; nếu hỏi thêm mã OTP: nhập mã PIN, dấu cách, rồi mã OTP. Dùng một lần để đăng ký, không lưu lại.',
  'cert.browser.enrol':
    'Bấm Đăng ký chứng thư số để sang trang của dịch vụ và xác nhận tại đó; sau đó dịch vụ đưa trở lại đây.',
  'cert.browser.sign': 'Xác nhận trên trang của dịch vụ',
  'cert.browser.working': 'Đang chuyển sang trang của dịch vụ ký số ...',
  'cert.browser.hint':
    'Chứng thư số này được xác nhận trên trang của dịch vụ ký số. Mỗi lần xác nhận ký được số văn bản mà dịch vụ cho phép.',
  'cert.code.send': 'Gửi mã OTP',
  'cert.code.sent': 'Dịch vụ đã gửi mã OTP.',
  'cert.code.hint': 'Nếu chứng thư số hỏi thêm mã OTP: nhập mã PIN, dấu cách, rồi mã OTP.',
  'cert.phone.hint':
    'Chứng thư số này không dùng mã PIN tại đây: bấm Ký số rồi xác nhận trên ứng dụng của nhà cung cấp trên điện thoại.',
  'cert.vgca.title': 'USB token ký bằng VGCA Sign Service',
  'cert.vgca.file': 'Tệp chứng thư số',
  'cert.vgca.file.hint':
    'Tệp .cer xuất từ phần mềm quản lý USB token; khóa bí mật vẫn nằm trong token.',
  'cert.vgca.sign': 'Ký bằng VGCA Sign Service',
  'cert.vgca.hint':
    'Cắm USB token và khởi động VGCA Sign Service; phần mềm sẽ hỏi vị trí ký và mã PIN cho từng văn bản.',
  'cert.vgca.working': 'Đang chờ phần mềm VGCA Sign Service trên máy này…',
  'cert.vgca.absent':
    'Chưa thấy phần mềm VGCA Sign Service trên máy này. Đề nghị cài đặt hoặc khởi động phần mềm rồi ký lại.',
  'cert.vgca.notSigned': 'Phần mềm ký số chưa gửi văn bản đã ký. Đề nghị ký lại.',
};
