import type {
  ReasonCode,
  SignatureReport,
  VerificationReport,
} from '../../../../libs/pdf-signature/index.js';

export type Sentence = { readonly vi: string; readonly en: string };

const DOCUMENT: Readonly<Record<VerificationReport['verdict'], Sentence>> = {
  valid: {
    vi: 'Tất cả chữ ký số hợp lệ, nội dung toàn vẹn.',
    en: 'Every signature is valid and the content is intact.',
  },
  invalid: {
    vi: 'Chữ ký số không hợp lệ: không sử dụng văn bản này; đề nghị trả lại nơi gửi.',
    en: 'A signature is not valid: do not use this document; return it to its sender.',
  },
  unknown: {
    vi: 'Chưa đủ thông tin để kết luận về chữ ký số.',
    en: 'There is not enough information to judge the signatures.',
  },
  unsigned: { vi: 'Tệp không có chữ ký số.', en: 'The file holds no digital signature.' },
};

const SIGNATURE: Readonly<Record<SignatureReport['verdict'], Sentence>> = {
  valid: { vi: 'Chữ ký số hợp lệ', en: 'Valid signature' },
  invalid: { vi: 'Chữ ký số không hợp lệ', en: 'Signature not valid' },
  unknown: { vi: 'Chưa đủ thông tin để kết luận', en: 'Not enough information to judge' },
};

/** Field names as our documents lay them out, in the words of the office. */
const FIELD_WORDS: Readonly<Record<string, Sentence>> = {
  SoVanBan: { vi: 'cấp số', en: 'the number' },
  NgayBanHanh: { vi: 'ngày ban hành', en: 'the date of issue' },
  NguoiKy: { vi: 'chữ ký người có thẩm quyền', en: 'the signature of the competent person' },
  KyNhayNoiDung: { vi: 'chữ ký nháy nội dung', en: 'the initial for content' },
  KyNhayTheThuc: { vi: 'chữ ký nháy thể thức', en: 'the initial for form' },
  CoQuan: { vi: 'chữ ký số cơ quan', en: 'the seal of the agency' },
};

const CHANGED: Sentence = {
  vi: 'Nội dung đã thay đổi sau khi ký.',
  en: 'The content was changed after signing.',
};
const MALFORMED: Sentence = {
  vi: 'Cấu trúc chữ ký trong tệp không đúng chuẩn.',
  en: 'The structure of the signature does not follow the standard.',
};
const CERTIFICATE_MISMATCH: Sentence = {
  vi: 'Chứng thư số trong tệp không phải chứng thư đã dùng để ký.',
  en: 'The certificate in the file is not the one that signed.',
};

/** Exhaustive: a new reason of the library does not compile without its sentence. */
const REASONS: Readonly<Record<ReasonCode, Sentence>> = {
  'signature-removed': {
    vi: 'Một chữ ký số đã có trong tệp bị gỡ bỏ.',
    en: 'A signature that was in the file has been taken away.',
  },
  'header-displaced': MALFORMED,
  'byte-range-invalid': MALFORMED,
  'contents-invalid': MALFORMED,
  'signature-object-invalid': MALFORMED,
  'cms-malformed': MALFORMED,
  'cms-encapsulated-content': MALFORMED,
  'cms-signer-count': MALFORMED,
  'cms-content-type': MALFORMED,
  'subfilter-unsupported': {
    vi: 'Định dạng chữ ký không được hỗ trợ.',
    en: 'This format of signature is not supported.',
  },
  'digest-mismatch': CHANGED,
  'modified-after-signing': CHANGED,
  'trailing-data': CHANGED,
  'update-malformed': CHANGED,
  'docmdp-violated': {
    vi: 'Sau khi ký có thay đổi mà người ký không cho phép.',
    en: 'Changes followed that the signer does not allow.',
  },
  'docmdp-inconsistent': {
    vi: 'Khai báo quyền thay đổi sau khi ký mâu thuẫn nhau.',
    en: 'The permissions for later changes contradict each other.',
  },
  'content-covered': {
    vi: 'Có ghi chú che chữ trên văn bản, được thêm sau khi ký.',
    en: 'A note added after signing hides text of the document.',
  },
  'signature-covers-content': {
    vi: 'Có chữ ký thêm sau che chữ trên văn bản: cần xem kỹ.',
    en: 'A later signature lies over text of the document: look closely.',
  },
  'appearance-unreadable': {
    vi: 'Không đọc được nội dung hiển thị của trường đã điền sau khi ký.',
    en: 'What a field filled after signing shows cannot be read.',
  },
  'locked-field-changed': {
    vi: 'Trường thông tin đã khóa bị thay đổi.',
    en: 'A locked field was changed.',
  },
  'annotations-added': {
    vi: 'Có chú thích được thêm sau khi ký.',
    en: 'Annotations were added after signing.',
  },
  'signature-mismatch': {
    vi: 'Giá trị chữ ký không khớp với chứng thư số.',
    en: 'The signature value does not match the certificate.',
  },
  'algorithm-unsupported': {
    vi: 'Thuật toán ký không được hỗ trợ.',
    en: 'The algorithm is not supported.',
  },
  'algorithm-weak': {
    vi: 'Thuật toán ký không còn an toàn.',
    en: 'The algorithm is no longer safe.',
  },
  'signer-certificate-missing': {
    vi: 'Tệp không kèm chứng thư số của người ký.',
    en: 'The signer’s certificate is not in the file.',
  },
  'signing-certificate-attribute-missing': CERTIFICATE_MISMATCH,
  'signing-certificate-mismatch': CERTIFICATE_MISMATCH,
  'chain-untrusted': {
    vi: 'Chứng thư số không do cơ quan cấp chứng thư được tin cậy cấp.',
    en: 'The certificate does not lead to a trusted authority.',
  },
  'chain-certificate-not-valid-then': {
    vi: 'Chứng thư của cơ quan cấp không có hiệu lực tại thời điểm ký.',
    en: 'A certificate of the issuing authority was not valid at the time of signing.',
  },
  'certificate-not-valid-then': {
    vi: 'Chứng thư số không có hiệu lực tại thời điểm ký.',
    en: 'The certificate was not valid at the time of signing.',
  },
  'certificate-expired-time-unproven': {
    vi: 'Chứng thư số đã hết hạn và thời gian ký chưa có dấu thời gian xác nhận.',
    en: 'The certificate has expired and nothing proves when it signed.',
  },
  'key-usage-unsuitable': {
    vi: 'Chứng thư số không được cấp để ký văn bản.',
    en: 'The certificate was not issued for signing documents.',
  },
  'claimed-time-missing': {
    vi: 'Chữ ký không ghi thời gian ký.',
    en: 'The signature states no time.',
  },
  'claimed-time-in-future': {
    vi: 'Thời gian ký do người ký khai ở tương lai.',
    en: 'The claimed time of signing lies in the future.',
  },
};

export function documentSentence(report: VerificationReport): Sentence {
  return DOCUMENT[report.verdict];
}

export function signatureSentence(report: SignatureReport): Sentence {
  return SIGNATURE[report.verdict];
}

export function reasonSentence(code: ReasonCode): Sentence {
  return REASONS[code];
}

/** What happened to the file after this signature. */
export function changeSentence(report: SignatureReport): Sentence {
  if (report.modification === 'none') {
    return {
      vi: 'Không có thay đổi sau chữ ký này.',
      en: 'Nothing was added after this signature.',
    };
  }
  if (report.modification === 'other') {
    return { vi: 'Nội dung đã thay đổi sau khi ký.', en: 'The content was changed after signing.' };
  }
  const words = report.changedFields.map((field) => FIELD_WORDS[field] ?? { vi: field, en: field });
  if (words.length === 0) {
    return {
      vi: 'Sau chữ ký này chỉ có dữ liệu xác thực lâu dài.',
      en: 'Only long-term validation data followed.',
    };
  }
  return {
    vi: `Sau chữ ký này chỉ có: ${words.map((word) => word.vi).join(', ')}.`,
    en: `After this signature only: ${words.map((word) => word.en).join(', ')}.`,
  };
}
