import { ScoringError } from './errors.js';
import {
  absoluteValue,
  compareFractions,
  type Fraction,
  formatDecimal,
  fraction,
  parseDecimal,
  subtract,
} from './fraction.js';
import { countOf, formatPercent, percent } from './percentage.js';

export type TargetOperator = '>=' | '=' | '<=';

export type TargetCondition = {
  readonly label: string;
  readonly measure: 'ratio' | 'count';
  /** Key of the figure; for a count the figure itself. */
  readonly numerator: string;
  readonly denominator?: string;
  readonly operator: TargetOperator;
  /** Decimal with a point. For a ratio in percent: `85`, `99.5`. */
  readonly value: string;
  /** Level of units that the value is for (`department`, `commune`, `city` ...), `*` for all. */
  readonly level: string;
};

/** A target as data; all conditions of a unit's level must hold. */
export type TargetDefinition = {
  readonly code: string;
  readonly conditions: readonly TargetCondition[];
  /** Percentage points by which a ratio may fall short and still be near; 5 unless told. */
  readonly nearMargin?: string;
};

/** Counts of one unit and period by key; a key that is absent or `null` was not reported. */
export type Figures = Readonly<Record<string, number | null | undefined>>;

export type ConditionResult = {
  readonly condition: TargetCondition;
  readonly result: 'met' | 'near' | 'unmet' | 'none' | 'not-reported';
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Exact; percentage points for a ratio. `null` when nothing arose or was reported. */
  readonly value: Fraction | null;
  /** Printed value: `79,92%`, `3`; empty when there is none. */
  readonly text: string;
  /** The printed value equals the limit though the exact one misses it: the page must say so. */
  readonly isRoundedOntoLimit: boolean;
};

export type TargetStatus = 'met' | 'near' | 'unmet' | 'none' | 'not-reported' | 'not-due';

export type TargetResult = {
  readonly status: TargetStatus;
  /** Empty when the target is not due. */
  readonly conditions: readonly ConditionResult[];
};

export type TargetSubject = {
  readonly level: string;
  /** `null` when the unit has not reported. */
  readonly figures: Figures | null;
  /** `false` in a month in which a quarterly target is not asked for. */
  readonly isDue?: boolean;
};

const DEFAULT_MARGIN = '5';
const SEVERITY = ['met', 'near', 'unmet', 'not-reported'] as const;

/** Whether the target sets a value for units of this level; ask before `evaluateTarget`. */
export function appliesTo(target: TargetDefinition, level: string): boolean {
  return target.conditions.some((condition) => isForLevel(condition, level));
}

/**
 * The light of one unit for one period. Values are compared exactly, before any rounding.
 *
 * @throws ScoringError `scoring.no-condition-for-level` when the target does not apply to the unit.
 */
export function evaluateTarget(
  target: TargetDefinition,
  { level, figures, isDue = true }: TargetSubject,
): TargetResult {
  const conditions = target.conditions.filter((condition) => isForLevel(condition, level));
  if (conditions.length === 0) {
    throw new ScoringError(
      'scoring.no-condition-for-level',
      `${target.code}, ${level}`,
      'The target sets no value for units of this level',
    );
  }
  if (!isDue) return { status: 'not-due', conditions: [] };
  const margin = parseDecimal(target.nearMargin ?? DEFAULT_MARGIN);
  const results = conditions.map((condition) => evaluate(condition, figures ?? {}, margin));
  return { status: worstOf(results), conditions: results };
}

/** Conditions in which nothing arose do not decide; when nothing arose at all, that is the status. */
function worstOf(results: readonly ConditionResult[]): TargetStatus {
  const ranks = results.flatMap(({ result }) =>
    result === 'none' ? [] : SEVERITY.indexOf(result),
  );
  return ranks.length === 0 ? 'none' : (SEVERITY[Math.max(...ranks)] ?? 'none');
}

function evaluate(condition: TargetCondition, figures: Figures, margin: Fraction): ConditionResult {
  const numerator = figures[condition.numerator] ?? null;
  const denominator = denominatorOf(condition, figures);
  const isReported = numerator !== null && (condition.measure === 'count' || denominator !== null);
  const value = isReported ? valueOf(condition, numerator, denominator) : null;
  const text = value === null ? '' : print(condition, value);
  const result = resultOf(condition, { isReported, value, margin });
  return {
    condition,
    result,
    numerator,
    denominator,
    value,
    text,
    isRoundedOntoLimit:
      (result === 'near' || result === 'unmet') &&
      text === print(condition, parseDecimal(condition.value)),
  };
}

function denominatorOf({ measure, denominator, label }: TargetCondition, figures: Figures) {
  if (measure === 'count') return null;
  if (denominator !== undefined) return figures[denominator] ?? null;
  throw new ScoringError('scoring.denominator-missing', label, 'A ratio names its denominator');
}

function valueOf(
  { measure }: TargetCondition,
  numerator: number,
  denominator: number | null,
): Fraction | null {
  if (measure === 'count') return fraction(countOf(numerator));
  return percent(numerator, denominator ?? 0);
}

function resultOf(
  condition: TargetCondition,
  given: { isReported: boolean; value: Fraction | null; margin: Fraction },
): ConditionResult['result'] {
  const { isReported, value, margin } = given;
  if (!isReported) return 'not-reported';
  if (value === null) return 'none';
  const short = shortfall(condition, value);
  if (short === null) return 'met';
  if (margin.numerator === 0n) return 'unmet';
  // A count has no percentage points to fall short by, so it never makes a target worse than near.
  if (condition.measure === 'count') return 'near';
  return compareFractions(short, margin) <= 0 ? 'near' : 'unmet';
}

/** By how much the condition is missed, `null` when it holds. */
function shortfall({ operator, value: limit }: TargetCondition, value: Fraction): Fraction | null {
  const difference = subtract(value, parseDecimal(limit));
  const sign = compareFractions(difference, fraction(0n));
  const isMet = sign === 0 || (operator === '>=' && sign > 0) || (operator === '<=' && sign < 0);
  return isMet ? null : absoluteValue(difference);
}

function print({ measure }: TargetCondition, value: Fraction): string {
  if (measure === 'ratio') return formatPercent(value);
  return formatDecimal(value, value.denominator === 1n ? 0 : 2);
}

function isForLevel(condition: TargetCondition, level: string): boolean {
  return condition.level === '*' || condition.level === level;
}
