import type { BoardCell, PeriodSnapshot } from '../../plans/index.js';

/** One target of the period as the committee looks at it. */
export type Finding = {
  readonly code: string;
  readonly name: string;
  readonly cell: BoardCell;
  readonly isUnmet: boolean;
  readonly isWorse: boolean;
  /** A conclusion, or a stated reason why none. */
  readonly needsAnswer: boolean;
  /** Units that miss it, when the period sums several. */
  readonly units: readonly string[];
};

const SHORT: readonly BoardCell['status'][] = ['near', 'unmet'];
const SEVERITY: readonly BoardCell['status'][] = [
  ...(['not-applicable', 'not-due', 'none', 'met', 'not-reported', 'near', 'unmet'] as const),
];

export function findingsOf(snapshot: PeriodSnapshot): readonly Finding[] {
  return snapshot.targets.flatMap((target) => {
    const cell = cellOf(snapshot, target.code);
    if (!cell || cell.status === 'not-applicable') return [];
    const isUnmet = SHORT.includes(cell.status);
    const isWorse = cell.progress === 'worse';
    const { code, name } = target;
    const units = snapshot.units.length > 1 ? shortUnits(snapshot, code) : [];
    return [{ code, name, cell, isUnmet, isWorse, needsAnswer: isUnmet || isWorse, units }];
  });
}

/** Of one unit its own cell; of several the sum of the level that stands worst. */
function cellOf({ units, aggregates }: PeriodSnapshot, code: string): BoardCell | undefined {
  const [only] = units;
  const rows = units.length === 1 && only ? [only] : aggregates;
  return rows
    .flatMap(({ cells }) => cells.filter(({ targetCode }) => targetCode === code))
    .toSorted((a, b) => SEVERITY.indexOf(b.status) - SEVERITY.indexOf(a.status))[0];
}

function shortUnits({ units }: PeriodSnapshot, code: string): readonly string[] {
  return units
    .filter(({ cells }) =>
      cells.some(({ targetCode, status }) => targetCode === code && SHORT.includes(status)),
    )
    .map(({ name }) => name);
}

/** Targets that still want a conclusion or a reason. */
export function uncovered(
  findings: readonly Finding[],
  answers: { readonly concluded: readonly string[]; readonly waived: readonly string[] },
): readonly Finding[] {
  return findings.filter(
    ({ code, needsAnswer }) =>
      needsAnswer && !answers.concluded.includes(code) && !answers.waived.includes(code),
  );
}
