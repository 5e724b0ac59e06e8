import { describe, expect, it } from '@jest/globals';
import {
  chooseRuleSet,
  COPY_TYPES,
  dateLine,
  DOCUMENT_TYPES,
  documentType,
  findDocumentTypes,
  isDocumentTypeCode,
  isPartyTypeCode,
  NotationError,
  PARTY_DOCUMENT_TYPES,
  partyTypeSymbol,
  placeAndDateLine,
  retrievalWords,
  shortDate,
} from './index.js';

/** NĐ 30/2020, PL III.I, in the order of Điều 7. */
const ANNEX =
  'NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ - CĐ BGN BTT GUQ GM GGT GNP PG PC PB -';

describe('the document types of the government', () => {
  it('are 29, of which 27 have an abbreviation, spelled as in the annex', () => {
    expect(DOCUMENT_TYPES).toHaveLength(29);
    expect(DOCUMENT_TYPES.filter(({ abbreviation }) => abbreviation !== null)).toHaveLength(27);
    expect(DOCUMENT_TYPES.map(({ abbreviation }) => abbreviation ?? '-').join(' ')).toBe(ANNEX);
    expect(DOCUMENT_TYPES.map(({ order }) => order)).toEqual(
      Array.from({ length: 29 }, (_, index) => index + 1),
    );
  });

  it('give no abbreviation to công văn and thư công, and TC to thông cáo', () => {
    expect(documentType('official-letter').abbreviation).toBeNull();
    expect(documentType('public-letter').abbreviation).toBeNull();
    expect(documentType('communique').abbreviation).toBe('TC');
  });

  it('never share a code or an abbreviation', () => {
    const all = [...DOCUMENT_TYPES, ...COPY_TYPES];
    expect(new Set(all.map(({ code }) => code)).size).toBe(32);
    const abbreviations = all.flatMap(({ abbreviation }) => abbreviation ?? []);
    expect(new Set(abbreviations).size).toBe(30);
    for (const { name } of all) expect(name).toBe(name.normalize('NFC'));
  });

  it('do not know kết luận, which is a Party type', () => {
    expect(isDocumentTypeCode('conclusion')).toBe(false);
    expect(isPartyTypeCode('conclusion')).toBe(true);
    expect(() => documentType('conclusion')).toThrow(NotationError);
  });

  it('are found by what people type', () => {
    const first = (query: string): string | undefined =>
      findDocumentTypes(DOCUMENT_TYPES, query)[0]?.code;
    expect(first('cv')).toBe('official-letter');
    expect(first('ke hoach')).toBe('plan');
    expect(first('KH')).toBe('plan');
    expect(first('Tờ')).toBe('submission-report');
    expect(first('qd')).toBe('decision');
    expect(findDocumentTypes(DOCUMENT_TYPES, 'zzz')).toEqual([]);
    expect(retrievalWords(documentType('decision'))).toEqual(
      expect.arrayContaining(['quyết định', 'quyet dinh', 'qđ', 'qd', 'decision']),
    );
  });
});

describe('the document types of the Party', () => {
  it('may share a symbol under the rules of 2026', () => {
    expect(partyTypeSymbol('decision', 'party-hd05')).toBe('QĐ');
    expect(partyTypeSymbol('rule', 'party-hd05')).toBe('QĐ');
    expect(new Set(PARTY_DOCUMENT_TYPES.map(({ code }) => code)).size).toBe(
      PARTY_DOCUMENT_TYPES.length,
    );
  });
});

describe('date lines', () => {
  it('pad days below 10 and the months 1 and 2 only', () => {
    expect(dateLine('2024-01-05')).toBe('ngày 05 tháng 01 năm 2024');
    expect(dateLine('2024-02-29')).toBe('ngày 29 tháng 02 năm 2024');
    expect(dateLine('2024-03-01')).toBe('ngày 01 tháng 3 năm 2024');
    expect(dateLine('2024-12-31')).toBe('ngày 31 tháng 12 năm 2024');
    expect(shortDate('2026-08-21')).toBe('21/8/2026');
  });

  it('begin with the place', () => {
    expect(placeAndDateLine('Từ Sơn', '2024-06-29')).toBe('Từ Sơn, ngày 29 tháng 6 năm 2024');
  });

  it('refuse a day that does not exist', () => {
    for (const date of ['2023-02-29', '29/6/2024', '2024-6-29', '']) {
      expect(() => dateLine(date)).toThrow(NotationError);
    }
  });
});

describe('choosing a rule set', () => {
  const hd36 = { code: 'party-hd36', effectiveFrom: '2018-04-03', effectiveTo: '2026-05-26' };
  const hd05 = { code: 'party-hd05', effectiveFrom: '2026-05-27', effectiveTo: null };

  it('goes by the date of the document', () => {
    expect(chooseRuleSet([hd36, hd05], '2025-07-01').code).toBe('party-hd36');
    expect(chooseRuleSet([hd36, hd05], '2026-05-26').code).toBe('party-hd36');
    expect(chooseRuleSet([hd36, hd05], '2026-05-27').code).toBe('party-hd05');
  });

  it('is refused when none or two are in force', () => {
    expect(() => chooseRuleSet([hd36, hd05], '2018-04-02')).toThrow('No rule set');
    const open = { ...hd36, effectiveTo: null };
    expect(() => chooseRuleSet([open, hd05], '2026-06-01')).toThrow('party-hd36 and party-hd05');
  });
});
