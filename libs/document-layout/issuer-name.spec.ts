import { describe, expect, it } from '@jest/globals';
import { issuerInRunningText } from './issuer-name.js';

describe('issuerInRunningText', () => {
  it.each([
    [['ỦY BAN NHÂN DÂN', 'PHƯỜNG TỪ SƠN'], 'Ủy ban nhân dân phường Từ Sơn'],
    [['ỦY BAN NHÂN DÂN TỈNH BẮC NINH'], 'Ủy ban nhân dân tỉnh Bắc Ninh'],
    [['ĐẢNG ỦY PHƯỜNG TỪ SƠN'], 'Đảng ủy phường Từ Sơn'],
    [['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ TỪ SƠN'], 'Ủy ban nhân dân thành phố Từ Sơn'],
  ])('writes %j as %s', (issuerLines, name) => {
    expect(issuerInRunningText({ issuerLines })).toBe(name);
  });

  it('takes the given name where capitals hide one', () => {
    expect(issuerInRunningText({ issuerLines: ['SỞ NỘI VỤ'], issuerName: 'Sở Nội vụ' })).toBe(
      'Sở Nội vụ',
    );
  });
});
