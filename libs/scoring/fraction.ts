import { ScoringError } from './errors.js';

/** An exact number in lowest terms; the denominator is positive. Never a floating point value. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

/** @throws ScoringError when the denominator is 0. */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  if (denominator === 0n) {
    throw new ScoringError('scoring.division-by-zero', `${numerator}/0`, 'Division by zero');
  }
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(absolute(numerator), absolute(denominator));
  return { numerator: (sign * numerator) / divisor, denominator: absolute(denominator) / divisor };
}

/** Reads `85`, `79.995`, `-2.5`. @throws ScoringError on any other text. */
export function parseDecimal(text: string): Fraction {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
  if (match === null) {
    throw new ScoringError('scoring.decimal-invalid', text, 'Not a decimal number');
  }
  const [, sign = '', whole = '', decimals = ''] = match;
  return fraction(BigInt(`${sign}${whole}${decimals}`), 10n ** BigInt(decimals.length));
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(
    a.numerator * b.denominator + b.numerator * a.denominator,
    a.denominator * b.denominator,
  );
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, negate(b));
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** @throws ScoringError when `b` is 0. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

export function negate(a: Fraction): Fraction {
  return { numerator: -a.numerator, denominator: a.denominator };
}

export function absoluteValue(a: Fraction): Fraction {
  return { numerator: absolute(a.numerator), denominator: a.denominator };
}

export function compareFractions(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Rounds the magnitude half up and prints it the Vietnamese way: decimal comma, no grouping. */
export function formatDecimal(value: Fraction, decimals = 2): string {
  const scale = 10n ** BigInt(decimals);
  const scaled = absolute(value.numerator) * scale * 2n + value.denominator;
  const rounded = scaled / (value.denominator * 2n);
  const digits = rounded.toString().padStart(decimals + 1, '0');
  const sign = value.numerator < 0n && rounded > 0n ? '-' : '';
  if (decimals === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -decimals)},${digits.slice(-decimals)}`;
}

/** `1.312`: counts have a thousands mark (document numbers never do). */
export function formatCount(count: number | bigint): string {
  return count.toString().replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [left, right] = [a, b];
  while (right > 0n) [left, right] = [right, left % right];
  return left === 0n ? 1n : left;
}
