import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  compareFractions,
  divide,
  formatCount,
  formatDecimal,
  formatPercent,
  fraction,
  multiply,
  parseDecimal,
  percent,
  ScoringError,
  subtract,
} from './index.js';

const printed = (numerator: number, denominator: number): string => {
  const value = percent(numerator, denominator);
  return value === null ? '–' : formatPercent(value);
};

describe('a percentage', () => {
  it('is printed with two decimals, half up, a comma and no space', () => {
    expect(printed(3203, 4004)).toBe('80,00%');
    expect(printed(1877, 2329)).toBe('80,59%');
    expect(printed(1, 3)).toBe('33,33%');
    expect(printed(2, 3)).toBe('66,67%');
    expect(printed(1, 1)).toBe('100,00%');
    expect(printed(0, 7)).toBe('0,00%');
    expect(formatPercent(parseDecimal('79.995005'))).toBe('80,00%');
    expect(formatPercent(parseDecimal('79.994999'))).toBe('79,99%');
  });

  it('of nothing is nothing, not 0 and not 100', () => {
    expect(percent(0, 0)).toBeNull();
  });

  it('is compared before it is rounded', () => {
    const value = percent(3203, 4004) ?? fraction(0n);
    expect(compareFractions(value, parseDecimal('80'))).toBe(-1);
    expect(compareFractions(parseDecimal('84.996'), parseDecimal('85'))).toBe(-1);
  });

  it('comes from whole counts only', () => {
    for (const count of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, -1n]) {
      expect(() => percent(count, 10)).toThrow(ScoringError);
    }
  });
});

describe('numbers in print', () => {
  it('round the magnitude half up', () => {
    expect(formatDecimal(parseDecimal('2.675'))).toBe('2,68');
    expect(formatDecimal(parseDecimal('-2.675'))).toBe('-2,68');
    expect(formatDecimal(parseDecimal('-0.004'))).toBe('0,00');
    expect(formatDecimal(parseDecimal('0.5'), 0)).toBe('1');
    expect(formatDecimal(parseDecimal('1234.5'), 1)).toBe('1234,5');
  });

  it('group counts by thousands', () => {
    expect(formatCount(1312)).toBe('1.312');
    expect(formatCount(999)).toBe('999');
    expect(formatCount(1234567n)).toBe('1.234.567');
  });

  it('are refused when they are no decimals', () => {
    for (const text of ['', '80%', '1,5', '.5', '1.', '1e3', '+1']) {
      expect(() => parseDecimal(text)).toThrow(ScoringError);
    }
    expect(() => fraction(1n, 0n)).toThrow(ScoringError);
  });
});

const anyFraction = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    fc.bigInt({ min: 1n, max: 10n ** 12n }),
  )
  .map(([numerator, denominator]) => fraction(numerator, denominator));

describe('any fractions', () => {
  it('add and subtract, multiply and divide without loss', () => {
    fc.assert(
      fc.property(anyFraction, anyFraction, (a, b) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        if (b.numerator !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
        expect(compareFractions(a, b) + compareFractions(b, a)).toBe(0);
      }),
    );
  });

  it('are printed within half a unit of the last digit, ties away from zero', () => {
    fc.assert(
      fc.property(anyFraction, fc.integer({ min: 0, max: 4 }), (value, decimals) => {
        const shown = parseDecimal(formatDecimal(value, decimals).replace(',', '.'));
        const half = fraction(1n, 2n * 10n ** BigInt(decimals));
        const error = subtract(shown, value);
        expect(compareFractions(error, half)).toBeLessThanOrEqual(0);
        expect(compareFractions(error, subtract(fraction(0n), half))).toBeGreaterThanOrEqual(0);
        const isTie = compareFractions(error, half) === 0;
        if (isTie) expect(value.numerator >= 0n).toBe(true);
      }),
    );
  });
});
