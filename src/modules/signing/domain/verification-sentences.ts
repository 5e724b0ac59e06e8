import type {
  Sentence,
  SignatureReport,
  VerificationReport,
} from '../../../../libs/pdf-signature/index.js';

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

export function documentSentence(report: VerificationReport): Sentence {
  return DOCUMENT[report.verdict];
}

export function signatureSentence(report: SignatureReport): Sentence {
  return SIGNATURE[report.verdict];
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
