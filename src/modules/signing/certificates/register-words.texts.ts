import { hasText, registerTexts, type Text, textOf } from '../../../platform/errors/texts.js';
import type { CredentialMedium } from '../signers/key-provider.js';

registerTexts({
  'signing.medium-software': {
    vi: 'Hệ thống, mở bằng mã PIN',
    en: 'In the system, opened by a PIN',
  },
  'signing.medium-pkcs11': { vi: 'HSM hoặc token tại máy chủ', en: 'HSM or token at the server' },
  'signing.medium-csc-v2': { vi: 'Ký số từ xa', en: 'Remote signing' },
  'signing.medium-csc-v1': { vi: 'Ký số từ xa', en: 'Remote signing' },
  'signing.medium-smartca': { vi: 'VNPT SmartCA', en: 'VNPT SmartCA' },
  'signing.medium-mysign': { vi: 'Viettel MySign', en: 'Viettel MySign' },
  'signing.medium-vgca': {
    vi: 'USB token (VGCA Sign Service)',
    en: 'USB token (VGCA Sign Service)',
  },
  'signing.medium-agent': { vi: 'USB token trên máy tính', en: 'USB token at the PC' },
  // RFC 5280, 5.3.1.
  'signing.revocation-unspecified': { vi: 'không nêu lý do', en: 'no reason given' },
  'signing.revocation-key-compromise': { vi: 'khóa bí mật bị lộ', en: 'key compromised' },
  'signing.revocation-ca-compromise': {
    vi: 'khóa của cơ quan cấp chứng thư bị lộ',
    en: 'key of the issuing authority compromised',
  },
  'signing.revocation-affiliation-changed': {
    vi: 'thay đổi thông tin hoặc nơi công tác của chủ thể',
    en: 'subject changed name or affiliation',
  },
  'signing.revocation-superseded': {
    vi: 'đã có chứng thư số thay thế',
    en: 'superseded by another certificate',
  },
  'signing.revocation-cessation-of-operation': {
    vi: 'không còn sử dụng',
    en: 'no longer needed',
  },
  'signing.revocation-certificate-hold': { vi: 'đang tạm dừng', en: 'suspended' },
  'signing.revocation-remove-from-crl': { vi: 'hết tạm dừng', en: 'suspension lifted' },
  'signing.revocation-privilege-withdrawn': {
    vi: 'không còn thẩm quyền ký',
    en: 'privilege withdrawn',
  },
  'signing.revocation-aa-compromise': {
    vi: 'khóa của cơ quan cấp thuộc tính bị lộ',
    en: 'key of the attribute authority compromised',
  },
});

/** An authority gives one of the codes of RFC 5280; a clerk his own words, in the language he writes. */
export function revocationReason(reason: string): Text {
  const code = `signing.revocation-${reason}`;
  return hasText(code) ? textOf(code) : { vi: reason, en: reason };
}

export const mediumWords = (medium: CredentialMedium): Text => textOf(`signing.medium-${medium}`);
