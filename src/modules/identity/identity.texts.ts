import { registerTexts } from '../../platform/errors/texts.js';

registerTexts({
  'identity.wrong-credentials': {
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng. Đề nghị kiểm tra và nhập lại.',
    en: 'Wrong user name or password. Check them and try again.',
  },
  'identity.sign-in-locked': {
    vi: 'Đã nhập sai nhiều lần. Tên đăng nhập này tạm khóa đến {until}. Đề nghị thử lại sau hoặc liên hệ quản trị hệ thống.',
    en: 'Too many wrong attempts. This user name is locked until {until}. Try again later or ask the administrator.',
  },
  'identity.no-post': {
    vi: 'Tài khoản hiện không giữ vai trò nào trong hệ thống. Đề nghị liên hệ quản trị hệ thống.',
    en: 'This account holds no post at present. Ask the administrator.',
  },
});
