import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  abbreviation,
  citation,
  compareSymbols,
  DOCUMENT_TYPES,
  formatNumber,
  governmentNotation,
  governmentSymbol,
  isAbbreviation,
  NotationError,
  numberLine,
  parseSymbol,
  PARTY_DOCUMENT_TYPES,
  type PartyRuleSet,
  partySymbol,
  sameSymbol,
  shortDate,
  symbolKey,
} from './index.js';

describe('a government symbol', () => {
  it('is number, type and agency', () => {
    expect(governmentSymbol({ number: 5, type: 'plan', agency: 'UBND' })).toBe('05/KH-UBND');
    expect(governmentSymbol({ number: 150, type: 'plan', agency: 'UBND' })).toBe('150/KH-UBND');
    expect(governmentSymbol({ number: 602, type: 'submission-report', agency: 'SNV' })).toBe(
      '602/TTr-SNV',
    );
    expect(governmentSymbol({ number: 12, type: 'certified-copy', agency: 'UBND' })).toBe(
      '12/SY-UBND',
    );
  });

  it('of a công văn names the drafting unit or field and never a type', () => {
    const letter = { type: 'official-letter' } as const;
    expect(governmentSymbol({ ...letter, number: 12, agency: 'UBND', unit: 'VX' })).toBe(
      '12/UBND-VX',
    );
    expect(governmentSymbol({ ...letter, number: 7083, agency: 'SNV', unit: 'CCHC&VTLT' })).toBe(
      '7083/SNV-CCHC&VTLT',
    );
    expect(() => governmentNotation({ ...letter, agency: 'UBND' })).toThrow(NotationError);
  });

  it('of a named type leaves the drafting unit out, of a thư công the type', () => {
    expect(governmentNotation({ type: 'plan', agency: 'UBND', unit: 'NV' })).toBe('KH-UBND');
    expect(governmentNotation({ type: 'public-letter', agency: 'UBND' })).toBe('UBND');
  });

  it('keeps the case of QyĐ, CTr, TTr, TrS', () => {
    const of = (type: 'rule' | 'program' | 'submission-report' | 'excerpt-copy'): string =>
      governmentNotation({ type, agency: 'BCĐCCHC' });
    expect(of('rule')).toBe('QyĐ-BCĐCCHC');
    expect(of('program')).toBe('CTr-BCĐCCHC');
    expect(of('submission-report')).toBe('TTr-BCĐCCHC');
    expect(of('excerpt-copy')).toBe('TrS-BCĐCCHC');
  });

  it('counts from 1', () => {
    expect(formatNumber(9)).toBe('09');
    expect(formatNumber(10)).toBe('10');
    for (const number of [0, -1, 1.5, Number.NaN]) {
      expect(() => formatNumber(number)).toThrow(NotationError);
    }
  });

  it('is printed after "Số:"', () => {
    expect(numberLine('government', '05/KH-UBND')).toBe('Số: 05/KH-UBND');
  });
});

describe('a Party symbol', () => {
  it('has the type behind a hyphen and no colon in print', () => {
    const symbol = partySymbol({ number: 97, type: 'notice', organ: 'ĐU', ruleSet: 'party-hd05' });
    expect(symbol).toBe('97-TB/ĐU');
    expect(numberLine('party', symbol)).toBe('Số 97-TB/ĐU');
  });

  it('follows the rules of its date: quy định is QĐi in 2018, QĐ in 2026', () => {
    const rule = (ruleSet: PartyRuleSet): string =>
      partySymbol({ number: 5, type: 'rule', organ: 'ĐU', ruleSet });
    expect(rule('party-hd36')).toBe('05-QĐi/ĐU');
    expect(rule('party-hd05')).toBe('05-QĐ/ĐU');
  });

  it('is refused for a type that the rules do not list', () => {
    expect(() =>
      partySymbol({ number: 1, type: 'procedure', organ: 'ĐU', ruleSet: 'party-hd05' }),
    ).toThrow(NotationError);
  });
});

describe('an abbreviation', () => {
  it('is kept in one form: NFC, with the letter Đ and not its look-alike', () => {
    expect(abbreviation(' LĐTBXH '.normalize('NFD'))).toBe('LĐTBXH');
    expect(abbreviation('ÐU')).toBe('ĐU');
    expect(abbreviation('CCHC&VTLT')).toBe('CCHC&VTLT');
  });

  it('holds letters, digits and & only', () => {
    for (const text of ['', 'A B', 'UBND-VP', 'QĐ/UBND', 'VP.', '&VP', 'VP&', '1A', 'Ủ̈Y!']) {
      expect(isAbbreviation(text)).toBe(false);
    }
    expect(isAbbreviation('PGD1')).toBe(true);
  });
});

describe('reading a symbol', () => {
  it('tells type, agency and unit apart', () => {
    expect(parseSymbol('Số: 05/KH-UBND')).toMatchObject({
      form: 'government',
      number: 5,
      type: 'KH',
      issuer: 'UBND',
      unit: null,
    });
    expect(parseSymbol('7083/SNV-CCHC&VTLT')).toMatchObject({
      number: 7083,
      type: null,
      issuer: 'SNV',
      unit: 'CCHC&VTLT',
    });
    expect(parseSymbol('Số 97-TB/ĐU')).toMatchObject({
      form: 'party',
      number: 97,
      type: 'TB',
      issuer: 'ĐU',
    });
    expect(parseSymbol('30/2020/NĐ-CP')).toMatchObject({ year: 2020, type: 'NĐ', issuer: 'CP' });
    expect(parseSymbol('15a/QĐ-UBND')).toMatchObject({ number: 15, inserted: 'a', type: 'QĐ' });
    expect(parseSymbol('15/CV')).toMatchObject({ number: 15, type: null, issuer: 'CV' });
    expect(parseSymbol('không số')).toBeNull();
  });
});

describe('the duplicate warning', () => {
  it('sees through case, spaces, hyphens, padding and Đ written as D', () => {
    expect(sameSymbol('2240/SXD-QLĐT', '2240 / sxd – QLDT')).toBe(true);
    expect(sameSymbol('Số: 05/KH-UBND', '5/KH-UBND')).toBe(true);
    expect(sameSymbol('97-TB/ĐU', 'Số 97 - TB/ÐU')).toBe(true);
    expect(sameSymbol('97-TB/ĐU'.normalize('NFD'), '97-TB/ĐU')).toBe(true);
  });

  it('keeps different numbers, types and agencies apart', () => {
    expect(sameSymbol('05/KH-UBND', '50/KH-UBND')).toBe(false);
    expect(sameSymbol('05/KH-UBND', '05/BC-UBND')).toBe(false);
    expect(sameSymbol('12/UBND-VX', '12/UBND-VP')).toBe(false);
  });
});

describe('the register', () => {
  it('sorts 9 before 10, an inserted number after its own, unreadable symbols last', () => {
    const sorted = ['x', '10/KH-UBND', '15a/QĐ-UBND', '09/KH-UBND', '15/QĐ-UBND'].sort(
      compareSymbols,
    );
    expect(sorted).toEqual(['09/KH-UBND', '10/KH-UBND', '15/QĐ-UBND', '15a/QĐ-UBND', 'x']);
  });
});

describe('a citation', () => {
  it('has a comma before the day in Party documents only', () => {
    const date = shortDate('2026-09-05');
    expect(citation({ form: 'party', typeName: 'Nghị quyết', symbol: '12-NQ/ĐU', date })).toBe(
      'Nghị quyết số 12-NQ/ĐU, ngày 05/9/2026',
    );
    expect(
      citation({ form: 'government', typeName: 'Kế hoạch', symbol: '150/KH-UBND', date }),
    ).toBe('Kế hoạch số 150/KH-UBND ngày 05/9/2026');
  });
});

describe('any symbol', () => {
  const number = fc.integer({ min: 1, max: 999_999 });
  const agency = fc.constantFrom('UBND', 'SNV', 'BCĐCCHC', 'HĐND', 'TTPVHCC');
  const unit = fc.constantFrom('VX', 'CCHC&VTLT', 'KTHTĐT');
  const governmentParts = fc.record({
    number,
    agency,
    unit,
    type: fc.constantFrom(...DOCUMENT_TYPES.map(({ code }) => code)),
  });

  it('of the government is read back as it was built', () => {
    fc.assert(
      fc.property(governmentParts, (parts) => {
        const symbol = governmentSymbol(parts);
        const read = parseSymbol(symbol);
        const type = DOCUMENT_TYPES.find(({ code }) => code === parts.type)?.abbreviation ?? null;
        expect(read).toMatchObject({ number: parts.number, type, issuer: parts.agency });
        expect(symbol).toBe(symbol.normalize('NFC'));
        expect(sameSymbol(symbol, ` ${symbol.toLowerCase().normalize('NFD')} `)).toBe(true);
        expect(symbolKey(symbolKey(symbol))).toBe(symbolKey(symbol));
      }),
    );
  });

  it('of the Party is read back as it was built', () => {
    const type = fc.constantFrom(
      ...PARTY_DOCUMENT_TYPES.filter(({ symbols }) => symbols['party-hd05'] !== undefined),
    );
    fc.assert(
      fc.property(number, type, (drawn, { code, symbols }) => {
        const symbol = partySymbol({
          number: drawn,
          type: code,
          organ: 'ĐU',
          ruleSet: 'party-hd05',
        });
        expect(parseSymbol(symbol)).toMatchObject({
          form: 'party',
          number: drawn,
          type: symbols['party-hd05'],
          issuer: 'ĐU',
        });
      }),
    );
  });

  it('sorts by its number', () => {
    fc.assert(
      fc.property(governmentParts, governmentParts, (a, b) => {
        const order = compareSymbols(governmentSymbol(a), governmentSymbol(b));
        if (a.number !== b.number) expect(Math.sign(order)).toBe(Math.sign(a.number - b.number));
      }),
    );
  });
});
