export { aggregateFigures, type Aggregate } from './aggregate.js';
export { ScoringError, type ScoringErrorCode } from './errors.js';
export {
  absoluteValue,
  add,
  compareFractions,
  divide,
  formatCount,
  formatDecimal,
  fraction,
  multiply,
  negate,
  parseDecimal,
  subtract,
  type Fraction,
} from './fraction.js';
export { countOf, formatPercent, percent } from './percentage.js';
export {
  appliesTo,
  evaluateTarget,
  type ConditionResult,
  type Figures,
  type TargetCondition,
  type TargetDefinition,
  type TargetOperator,
  type TargetResult,
  type TargetStatus,
  type TargetSubject,
} from './target.js';
export { progressOf, trendOf, type Progress, type Trend } from './trend.js';
