import { describe, expect, it } from '@jest/globals';
import { issueLines, symbolFor } from './document-notation.js';

const plan = {
  space: 'government',
  typeCode: 'plan',
  on: '2026-08-24',
  number: 214,
  agency: 'UBND',
  unit: 'VP',
} as const;

describe('the symbol that a document gets', () => {
  it('names type and agency, and for a công văn agency and drafting unit', () => {
    expect(symbolFor(plan)).toBe('214/KH-UBND');
    expect(symbolFor({ ...plan, number: 5 })).toBe('05/KH-UBND');
    const letter = { ...plan, typeCode: 'official-letter', unit: 'CCHC&VTLT', agency: 'SNV' };
    expect(symbolFor({ ...letter, number: 7083 })).toBe('7083/SNV-CCHC&VTLT');
  });

  it('has the Party form, by the guide of its date', () => {
    const notice = { ...plan, space: 'party', agency: 'ĐU', unit: '', number: 97 } as const;
    expect(symbolFor({ ...notice, typeCode: 'notice' })).toBe('97-TB/ĐU');
    expect(symbolFor({ ...notice, typeCode: 'rule', on: '2025-03-01' })).toBe('97-QĐi/ĐU');
    expect(symbolFor({ ...notice, typeCode: 'rule' })).toBe('97-QĐ/ĐU');
  });
});

describe('the lines that the clerk’s step fills', () => {
  it('print a colon in government, none in the Party, and pad months 1 and 2 only', () => {
    const government = { space: 'government', symbol: '214/KH-UBND', place: 'Từ Sơn' } as const;
    expect(issueLines({ ...government, on: '2026-08-24' })).toEqual({
      number: 'Số: 214/KH-UBND',
      date: 'Từ Sơn, ngày 24 tháng 8 năm 2026',
    });
    const party = { space: 'party', symbol: '97-TB/ĐU', place: 'Từ Sơn' } as const;
    expect(issueLines({ ...party, on: '2026-02-03' })).toEqual({
      number: 'Số 97-TB/ĐU',
      date: 'Từ Sơn, ngày 03 tháng 02 năm 2026',
    });
  });
});
