import {
  absoluteValue,
  compareFractions,
  type Fraction,
  formatDecimal,
  fraction,
  negate,
  parseDecimal,
  subtract,
} from './fraction.js';
import type { ConditionResult, TargetResult } from './target.js';

export type Trend = {
  readonly direction: 'up' | 'down' | 'same';
  /** Exact difference in percentage points, negative when down. */
  readonly points: Fraction;
  /** `Tăng 0,89 điểm %`, `Giảm 2,67 điểm %`, `Không đổi`. */
  readonly text: string;
  readonly englishText: string;
};

/** Change against the month before; `null` when either month has no value. */
export function trendOf(previous: Fraction | null, current: Fraction | null): Trend | null {
  if (previous === null || current === null) return null;
  const points = subtract(current, previous);
  const sign = compareFractions(points, fraction(0n));
  if (sign === 0) {
    return { direction: 'same', points, text: 'Không đổi', englishText: 'Unchanged' };
  }
  const size = formatDecimal(absoluteValue(points));
  const isTiny = size === '0,00';
  const shown = isTiny ? '0,01' : size;
  const [direction, verb, englishVerb] =
    sign > 0 ? (['up', 'Tăng', 'Up'] as const) : (['down', 'Giảm', 'Down'] as const);
  return {
    direction,
    points,
    text: `${verb} ${isTiny ? 'dưới ' : ''}${shown} điểm %`,
    englishText: `${englishVerb} ${isTiny ? 'less than ' : ''}${shown.replace(',', '.')} percentage points`,
  };
}

export type Progress = 'better' | 'same' | 'worse' | 'not-comparable';

/**
 * How a target moved: worse as soon as one of its conditions is worse. For `=` the distance to the
 * value counts, so 3 expired procedures after 0 is worse and 101 % is no better than 99 %.
 */
export function progressOf(previous: TargetResult, current: TargetResult): Progress {
  const steps = current.conditions.flatMap((condition) => {
    const before = previous.conditions.find(
      (candidate) => candidate.condition.label === condition.condition.label,
    );
    const [was, is] = [before === undefined ? null : goodness(before), goodness(condition)];
    return was === null || is === null ? [] : [compareFractions(is, was)];
  });
  if (steps.length === 0) return 'not-comparable';
  if (steps.some((step) => step < 0)) return 'worse';
  return steps.some((step) => step > 0) ? 'better' : 'same';
}

function goodness({ condition, value }: ConditionResult): Fraction | null {
  if (value === null) return null;
  switch (condition.operator) {
    case '>=':
      return value;
    case '<=':
      return negate(value);
    case '=':
      return negate(absoluteValue(subtract(value, parseDecimal(condition.value))));
  }
}
