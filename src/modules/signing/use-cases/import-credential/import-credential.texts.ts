import type { Text } from '../../../../platform/errors/texts.js';
import { registerTexts } from '../../../../platform/errors/texts.js';
import type { Pkcs12Refusal } from '../../../../../libs/pdf-signature/index.js';

const TEXTS: Readonly<Record<`signing.p12-${Pkcs12Refusal}`, Text>> = {
  'signing.p12-unreadable': {
    vi: 'Tệp không phải tệp chứng thư số .p12 hoặc .pfx, hoặc đã hỏng. Đề nghị xuất lại tệp.',
    en: 'The file is no .p12 or .pfx file, or it is damaged. Export it again.',
  },
  'signing.p12-wrong-password': {
    vi: 'Mật khẩu của tệp chứng thư số không đúng. Đề nghị nhập lại.',
    en: 'The password of the file is wrong. Type it again.',
  },
  'signing.p12-unsupported': {
    vi: 'Tệp chứng thư số dùng cách mã hóa hoặc loại khóa chưa được hỗ trợ. Đề nghị xuất lại tệp với AES-256 hoặc 3DES, khóa RSA hoặc ECDSA.',
    en: 'The file is encrypted in a way, or holds a kind of key, that is not supported. Export it with AES-256 or 3DES and an RSA or ECDSA key.',
  },
  'signing.p12-no-key': {
    vi: 'Tệp chỉ có chứng thư số, không có khóa bí mật. Đề nghị xuất lại tệp kèm khóa bí mật.',
    en: 'The file holds certificates only. Export it together with the private key.',
  },
  'signing.p12-several-keys': {
    vi: 'Tệp có nhiều khóa bí mật, không xác định được khóa nào để ký. Đề nghị xuất riêng từng khóa.',
    en: 'The file holds several private keys. Export the one to sign with into a file of its own.',
  },
  'signing.p12-no-certificate-for-key': {
    vi: 'Tệp không có chứng thư số của khóa bí mật trong tệp. Đề nghị xuất lại tệp kèm chứng thư số.',
    en: 'The file lacks the certificate of its private key. Export it together with the certificate.',
  },
  'signing.p12-too-slow': {
    vi: 'Tệp đặt số vòng mã hóa mật khẩu quá lớn nên không mở được. Đề nghị xuất lại tệp.',
    en: 'The file asks for too many rounds of password hashing. Export it again.',
  },
};

registerTexts(TEXTS);
