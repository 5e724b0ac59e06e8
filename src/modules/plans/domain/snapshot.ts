import { createHash } from 'node:crypto';
import type { BoardAggregate, BoardCell } from './board.js';
import type { PlanFigure, PlanTarget } from './plan-content.js';

export type SnapshotUnit = {
  readonly unitId: string;
  readonly name: string;
  readonly level: string;
  readonly reportId: string | null;
  readonly reportSymbol: string | null;
  readonly sentOn: string | null;
  readonly lateDays: number | null;
  readonly figures: Readonly<Record<string, number>> | null;
  readonly cells: readonly BoardCell[];
};

export type SnapshotDuty = {
  readonly number: string;
  readonly text: string;
  readonly state: string;
  readonly dueOn: string | null;
  readonly doneOn: string | null;
  readonly note: string;
};

/** What the agency has done about a conclusion of its Party committee. */
export type SnapshotConclusion = {
  readonly source: string;
  readonly number: string;
  readonly text: string;
  readonly state: string;
  readonly dueOn: string | null;
  readonly doneOn: string | null;
  readonly note: string;
};

/** What was true when the period was closed. Reports and reviews show this, not later figures. */
export type PeriodSnapshot = {
  readonly planId: string;
  readonly planTitle: string;
  readonly planSymbol: string;
  readonly period: string;
  readonly agencyId: string;
  readonly targets: readonly PlanTarget[];
  readonly figures: readonly PlanFigure[];
  readonly units: readonly SnapshotUnit[];
  readonly aggregates: readonly BoardAggregate[];
  readonly duties: readonly SnapshotDuty[];
  readonly conclusions: readonly SnapshotConclusion[];
};

/** Over sorted keys: the database keeps the values of a JSON document, not its order. */
export function snapshotHash(snapshot: PeriodSnapshot): string {
  return createHash('sha256').update(canonical(snapshot)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`);
  return `{${fields.join(',')}}`;
}
