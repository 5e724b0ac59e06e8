import { describe, expect, it } from '@jest/globals';
import type { ModificationLevel } from '../../../../libs/pdf-signature/index.js';
import { changeSentence } from './change-sentence.js';

describe('what followed a signature, in a sentence', () => {
  it.each<[ModificationLevel, string[], string]>([
    ['none', [], 'Không có thay đổi nào sau chữ ký này.'],
    ['lta-updates', ['DauThoiGian'], 'Sau chữ ký này chỉ có dữ liệu xác thực lâu dài.'],
    ['form-filling', ['SoVanBan', 'CoQuan'], 'Sau chữ ký này chỉ có: cấp số, chữ ký số cơ quan.'],
    ['form-filling', ['city'], 'Sau chữ ký này chỉ có: trường "city".'],
    ['form-filling', [], 'Sau chữ ký này chỉ có việc điền trường thông tin và ký thêm.'],
    ['annotations', [], 'Sau chữ ký này có ghi chú được thêm hoặc sửa.'],
    [
      'annotations',
      ['SoVanBan'],
      'Sau chữ ký này có ghi chú được thêm hoặc sửa, ngoài ra còn có: cấp số.',
    ],
    ['other', ['SoVanBan'], 'Nội dung đã thay đổi sau khi ký.'],
  ])('never hides what a change of the level %s with fields %j is', (level, fields, sentence) => {
    expect(changeSentence({ modification: level, changedFields: fields }).vi).toBe(sentence);
  });
});
