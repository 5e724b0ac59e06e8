import {
  modificationSentence,
  type ModificationLevel,
  type Sentence,
  type SignatureReport,
} from '../../../../libs/pdf-signature/index.js';

/** Field names as our documents lay them out, in the words of the office. */
const FIELD_WORDS: Readonly<Record<string, Sentence>> = {
  SoVanBan: { vi: 'cấp số', en: 'the number' },
  NgayBanHanh: { vi: 'ngày ban hành', en: 'the date of issue' },
  NguoiKy: { vi: 'chữ ký người có thẩm quyền', en: 'the signature of the competent person' },
  KyNhayNoiDung: { vi: 'chữ ký nháy nội dung', en: 'the initial for content' },
  KyNhayTheThuc: { vi: 'chữ ký nháy thể thức', en: 'the initial for form' },
  CoQuan: { vi: 'chữ ký số cơ quan', en: 'the seal of the agency' },
};

/** Where fields are all that followed, or followed beside something that is named as well. */
const BEFORE_FIELDS: Readonly<Partial<Record<ModificationLevel, Sentence>>> = {
  'form-filling': { vi: 'Sau chữ ký này chỉ có', en: 'After this signature only' },
  annotations: {
    vi: 'Sau chữ ký này có ghi chú được thêm hoặc sửa, ngoài ra còn có',
    en: 'After this signature annotations were added or changed, and beside them',
  },
};

/** What happened to the file after this signature. */
export function changeSentence({
  modification,
  changedFields,
}: Pick<SignatureReport, 'modification' | 'changedFields'>): Sentence {
  const before = BEFORE_FIELDS[modification];
  if (before === undefined || changedFields.length === 0) return modificationSentence(modification);
  const words = changedFields.map((field) => FIELD_WORDS[field] ?? named(field));
  return {
    vi: `${before.vi}: ${words.map((word) => word.vi).join(', ')}.`,
    en: `${before.en}: ${words.map((word) => word.en).join(', ')}.`,
  };
}

function named(field: string): Sentence {
  return { vi: `trường "${field}"`, en: `the field "${field}"` };
}
