import type { ExpectationCode, Sentence } from '../../../../libs/pdf-signature/index.js';

/** What the memory of this system knows of a file, and the file itself does not say. */
const SENTENCES: Readonly<Record<ExpectationCode, Sentence>> = {
  'file-cut-back': {
    vi: 'Tệp bị cắt bớt: hệ thống đã lưu bản đầy đủ hơn của chính văn bản này.',
    en: 'The file was cut back: this system keeps a more complete version of the same document.',
  },
  'file-replaced': {
    vi: 'Nội dung tệp không nối tiếp bản đã lưu trong hệ thống.',
    en: 'The file does not continue the version that this system keeps.',
  },
  'signature-removed': {
    vi: 'Có chữ ký số đã bị gỡ bỏ so với bản đã lưu trong hệ thống.',
    en: 'A signature was removed, compared with the version that this system keeps.',
  },
  'signature-replaced': {
    vi: 'Có chữ ký số đã bị thay bằng chữ ký khác so với bản đã lưu trong hệ thống.',
    en: 'A signature was replaced, compared with the version that this system keeps.',
  },
  'signature-unexpected': {
    vi: 'Tệp có thêm chữ ký số mà bản đã lưu trong hệ thống chưa có.',
    en: 'The file holds a further signature that the version kept here does not have.',
  },
};

export function expectationSentence(code: ExpectationCode): Sentence {
  return SENTENCES[code];
}

/** Something was taken away; a further signature alone is no damage. */
export function isDamage(code: ExpectationCode): boolean {
  return code !== 'signature-unexpected';
}
