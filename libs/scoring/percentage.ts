import { ScoringError } from './errors.js';
import { type Fraction, formatDecimal, fraction } from './fraction.js';

/**
 * The exact percentage of two counts, in percentage points (3203/4004 is 79.995005 ...).
 * `null` when the denominator is 0: nothing arose, which is neither 0 % nor 100 %.
 */
export function percent(numerator: number | bigint, denominator: number | bigint): Fraction | null {
  const below = countOf(denominator);
  return below === 0n ? null : fraction(countOf(numerator) * 100n, below);
}

/** `80,00%`: two decimals, half up, comma, no space. For print only, never for comparison. */
export function formatPercent(value: Fraction): string {
  return `${formatDecimal(value, 2)}%`;
}

/** @throws ScoringError when the count is negative or not whole. */
export function countOf(count: number | bigint): bigint {
  if (typeof count === 'bigint' ? count >= 0n : Number.isSafeInteger(count) && count >= 0) {
    return BigInt(count);
  }
  throw new ScoringError(
    'scoring.count-invalid',
    String(count),
    'A count is whole and not negative',
  );
}
