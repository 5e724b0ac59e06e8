import {
  aggregateFigures,
  appliesTo,
  type ConditionResult,
  evaluateTarget,
  type Figures,
  type Progress,
  progressOf,
  type TargetDefinition,
  type TargetResult,
  type TargetStatus,
  trendOf,
} from '../../../../libs/scoring/index.js';
import { monthlyPeriod, quarterEndingWith } from '../../../../libs/working-calendar/index.js';
import type { PlanTarget } from './plan-content.js';

/** What a unit said for a period, as far as it was sent. */
export type UnitFigures = {
  /** `null`: nothing was sent. */
  readonly figures: Figures | null;
  readonly sources: Readonly<Record<string, string>>;
  readonly corrected: readonly string[];
};

export type BoardUnit = {
  readonly unitId: string;
  readonly name: string;
  readonly level: string;
  readonly current: UnitFigures;
  readonly previous: UnitFigures;
};

export type BoardCondition = {
  readonly label: string;
  readonly measure: 'ratio' | 'count';
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly text: string;
  readonly operator: string;
  readonly limit: string;
  readonly result: ConditionResult['result'];
  /** 79,995% prints as 80,00% and still misses 80: the page must say so. */
  readonly isRoundedOntoLimit: boolean;
  readonly source: string;
  readonly isCorrected: boolean;
};

export type BoardCell = {
  readonly targetCode: string;
  /** `not-applicable`: the plan sets no value for units of this level. */
  readonly status: TargetStatus | 'not-applicable';
  readonly conditions: readonly BoardCondition[];
  readonly trend: {
    readonly direction: 'up' | 'down' | 'same';
    readonly text: string;
    readonly englishText: string;
  } | null;
  readonly progress: Progress;
  readonly previousText: string;
};

export type BoardRow = {
  readonly unitId: string;
  readonly name: string;
  readonly level: string;
  readonly cells: readonly BoardCell[];
};

export type BoardAggregate = {
  readonly level: string;
  readonly reporting: number;
  readonly total: number;
  readonly cells: readonly BoardCell[];
};

/** A quarterly target is asked for in the month whose period ends a quarter, and in no other. */
export function isDueIn(target: Pick<PlanTarget, 'frequency'>, period: string): boolean {
  return target.frequency === 'month' || quarterEndingWith(monthlyPeriod(period)) !== null;
}

export function boardRow(
  unit: BoardUnit,
  targets: readonly PlanTarget[],
  period: string,
): BoardRow {
  const { unitId, name, level } = unit;
  return { unitId, name, level, cells: targets.map((target) => boardCell(unit, target, period)) };
}

/** Sums of numerators and denominators of the units of one level that reported; never averages. */
export function boardAggregate(
  level: string,
  units: readonly BoardUnit[],
  targets: readonly PlanTarget[],
  period: string,
): BoardAggregate {
  const members = units.filter((unit) => unit.level === level);
  const now = aggregateFigures(members.map(({ current }) => current.figures));
  const before = aggregateFigures(members.map(({ previous }) => previous.figures));
  const sum = (figures: Figures | null): UnitFigures => ({ figures, sources: {}, corrected: [] });
  const whole = { level, current: sum(now.figures), previous: sum(before.figures) };
  return {
    level,
    reporting: now.reporting,
    total: now.total,
    cells: targets.map((target) => boardCell(whole, target, period)),
  };
}

export function boardCell(
  unit: Pick<BoardUnit, 'level' | 'current' | 'previous'>,
  target: PlanTarget,
  period: string,
): BoardCell {
  const definition = definitionOf(target);
  if (!appliesTo(definition, unit.level)) return emptyCell(target.code);
  const subject = { level: unit.level, isDue: isDueIn(target, period) };
  const now = evaluateTarget(definition, { ...subject, figures: unit.current.figures });
  const before = evaluateTarget(definition, { ...subject, figures: unit.previous.figures });
  return {
    targetCode: target.code,
    status: now.status,
    conditions: now.conditions.map((result) => conditionOf(result, unit.current)),
    trend: trendBetween(before, now),
    progress: progressOf(before, now),
    previousText: before.conditions[0]?.text ?? '',
  };
}

/** The figures that a unit of this level is asked for in the period. */
export function figuresAsked(
  targets: readonly PlanTarget[],
  level: string,
  period: string,
): readonly string[] {
  const keys = targets
    .filter((target) => isDueIn(target, period))
    .flatMap((target) => target.conditions)
    .filter((condition) => condition.level === '*' || condition.level === level)
    .flatMap(({ numerator, denominator }) =>
      denominator === undefined ? [numerator] : [numerator, denominator],
    );
  return [...new Set(keys)];
}

function definitionOf({ code, conditions, nearMargin }: PlanTarget): TargetDefinition {
  return {
    code,
    conditions: conditions.map(({ denominator, ...condition }) => ({
      ...condition,
      ...(denominator === undefined ? {} : { denominator }),
    })),
    ...(nearMargin === undefined ? {} : { nearMargin }),
  };
}

/** The change of the condition that made the target better or worse, else of the first. */
function trendBetween(before: TargetResult, now: TargetResult): BoardCell['trend'] {
  const overall = progressOf(before, now);
  const moved = now.conditions.find(
    (condition) => progressOf(before, { ...now, conditions: [condition] }) === overall,
  );
  const current = moved ?? now.conditions[0];
  const label = current?.condition.label;
  const previous = before.conditions.find(({ condition }) => condition.label === label);
  if (current?.condition.measure === 'count') return countTrend(previous, current);
  const trend = trendOf(previous?.value ?? null, current?.value ?? null);
  if (trend === null) return null;
  const { direction, text, englishText } = trend;
  return { direction, text, englishText };
}

function countTrend(
  previous: ConditionResult | undefined,
  { numerator: now }: ConditionResult,
): BoardCell['trend'] {
  const before = previous?.numerator ?? null;
  if (before === null || now === null) return null;
  const change = Math.abs(now - before);
  if (change === 0) return { direction: 'same', text: 'Không đổi', englishText: 'Unchanged' };
  return now > before
    ? { direction: 'up', text: `Tăng ${change}`, englishText: `Up ${change}` }
    : { direction: 'down', text: `Giảm ${change}`, englishText: `Down ${change}` };
}

function emptyCell(targetCode: string): BoardCell {
  return {
    targetCode,
    status: 'not-applicable',
    conditions: [],
    trend: null,
    progress: 'not-comparable',
    previousText: '',
  };
}

function conditionOf(result: ConditionResult, unit: UnitFigures): BoardCondition {
  const { condition } = result;
  const keys = [condition.numerator, condition.denominator ?? condition.numerator];
  return {
    label: condition.label,
    measure: condition.measure,
    numerator: result.numerator,
    denominator: result.denominator,
    text: result.text,
    operator: condition.operator,
    limit: condition.value,
    result: result.result,
    isRoundedOntoLimit: result.isRoundedOntoLimit,
    source: unit.sources[condition.numerator] ?? '',
    isCorrected: keys.some((key) => unit.corrected.includes(key)),
  };
}
