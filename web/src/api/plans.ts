import { get, post, put, urlOf } from './client';
import type { Page } from './page';
import type { ReportSections } from './reports';

export type DeadlineKind = 'DATE' | 'MONTH' | 'QUARTER' | 'PERIODIC' | 'CONTINUOUS' | 'EVENT';
export type UnitOrGroup = { readonly unitId: string } | { readonly groupCode: string };
export type Coordinator = UnitOrGroup | { readonly text: string };
export type Reporter = UnitOrGroup & { readonly level?: string };

export type PlanFigure = {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly source: string;
};
export type PlanCondition = {
  readonly label: string;
  readonly measure: 'ratio' | 'count';
  readonly numerator: string;
  readonly denominator?: string;
  readonly operator: '>=' | '=' | '<=';
  readonly value: string;
  readonly level: string;
};
export type PlanTarget = {
  readonly code: string;
  readonly name: string;
  readonly field: number;
  readonly frequency: 'month' | 'quarter';
  readonly conditions: readonly PlanCondition[];
  readonly nearMargin?: string;
  readonly printed?: string;
};
export type AppendixTask = {
  readonly field: number;
  readonly number: string;
  readonly text: string;
  readonly product: string;
  readonly productTypeCodes: readonly string[];
  readonly leads: readonly UnitOrGroup[];
  readonly coordinators: readonly Coordinator[];
  readonly deadline: { readonly text: string; readonly kind?: DeadlineKind; readonly on?: string };
  readonly targetCodes: readonly string[];
  readonly criterion: string;
  readonly funding: string;
  readonly starred: boolean;
};
export type RecipientKind = 'perform' | 'report' | 'know' | 'file';
export type PlanRecipient = {
  readonly kind: RecipientKind;
  readonly target:
    | { readonly agencyId: string }
    | { readonly groupCode: string }
    | { readonly printedOnly: string };
  readonly text?: string;
};
export type PlanContent = {
  readonly bases: readonly string[];
  readonly purposes: readonly string[];
  readonly generalObjective: string;
  readonly objectives: readonly string[];
  readonly figures: readonly PlanFigure[];
  readonly targets: readonly PlanTarget[];
  readonly tasks: readonly AppendixTask[];
  readonly solutions: readonly string[];
  readonly funding: string;
  readonly organisation: readonly string[];
  readonly recipients: readonly PlanRecipient[];
  readonly reporters: readonly Reporter[];
  readonly reportDueDay: number;
};

export type PlanState = 'draft' | 'submitted' | 'in-force' | 'replaced';
export type PlanSummary = {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly draftingUnitName: string;
  readonly year: number;
  readonly title: string;
  readonly state: PlanState;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly documentId: string | null;
  readonly specifiesPlanId: string | null;
  readonly targets: number;
  readonly tasks: number;
  readonly version: number;
};
export type PlanDuty = {
  readonly id: string;
  readonly number: string;
  readonly text: string;
  readonly agencyName: string;
  readonly unitName: string | null;
  readonly deadlineText: string;
  readonly dueOn: string | null;
  readonly startedAt: string | null;
  readonly taskState: string | null;
  readonly doneOn: string | null;
};
export type PlanReporter = {
  readonly unitId: string;
  readonly name: string;
  readonly level: string;
  readonly agencyId: string;
};
export type Plan = Omit<PlanSummary, 'targets' | 'tasks'> & {
  readonly draftingAgencyId: string;
  readonly draftingUnitId: string;
  readonly content: PlanContent;
  readonly printedTargets: readonly { readonly code: string; readonly text: string }[];
  readonly unitNames: Readonly<Record<string, string>>;
  readonly isDocumentOutdated: boolean;
  readonly actions: readonly string[];
  readonly duties: readonly PlanDuty[];
  readonly reporters: readonly PlanReporter[];
};

export type LightStatus =
  'met' | 'near' | 'unmet' | 'none' | 'not-reported' | 'not-due' | 'not-applicable';
export type BoardCondition = {
  readonly label: string;
  readonly measure: 'ratio' | 'count';
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly text: string;
  readonly operator: string;
  readonly limit: string;
  readonly result: string;
  readonly isRoundedOntoLimit: boolean;
  readonly source: string;
  readonly isCorrected: boolean;
};
export type BoardCell = {
  readonly targetCode: string;
  readonly status: LightStatus;
  readonly conditions: readonly BoardCondition[];
  readonly trend: {
    readonly direction: 'up' | 'down' | 'same';
    readonly text: string;
    readonly englishText: string;
  } | null;
  readonly progress: 'better' | 'same' | 'worse' | 'not-comparable';
  readonly previousText: string;
};
export type ReportStatus = {
  readonly reportId: string | null;
  readonly state: string | null;
  readonly dueOn: string | null;
  readonly sentOn: string | null;
  readonly lateDays: number | null;
  readonly symbol: string | null;
};
export type BoardRow = {
  readonly unitId: string;
  readonly agencyId: string;
  readonly name: string;
  readonly level: string;
  readonly cells: readonly BoardCell[];
  readonly overdueDays: number;
  readonly report: ReportStatus;
};
export type BoardAggregate = {
  readonly level: string;
  readonly reporting: number;
  readonly total: number;
  readonly cells: readonly BoardCell[];
};
export type BoardTarget = Pick<
  PlanTarget,
  'code' | 'name' | 'field' | 'frequency' | 'conditions'
> & { readonly printed: string };
export type Board = {
  readonly planId: string;
  readonly title: string;
  readonly symbol: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly dueOn: string;
  readonly isClosed: boolean;
  readonly targets: readonly BoardTarget[];
  readonly figures: readonly PlanFigure[];
  readonly rows: readonly BoardRow[];
  readonly aggregates: readonly BoardAggregate[];
  readonly reporting: number;
  readonly total: number;
};
export type UnitTargetMonth = {
  readonly period: string;
  readonly periodName: string;
  readonly cell: BoardCell;
  readonly report: ReportStatus;
};
export type UnitTarget = {
  readonly unitId: string;
  readonly name: string;
  readonly level: string;
  readonly target: { readonly code: string; readonly name: string; readonly printed: string };
  readonly months: readonly UnitTargetMonth[];
};

export function loadPlan(id: string): Promise<Plan> {
  return get<Plan>(`/plans/${id}`);
}
export function loadBoard(id: string, period: string): Promise<Board> {
  return get<Board>(`/plans/${id}/board`, { period });
}
export function loadUnitTarget(planId: string, code: string, unitId: string): Promise<UnitTarget> {
  return get<UnitTarget>(`/plans/${planId}/units/${unitId}/targets/${encodeURIComponent(code)}`);
}

export type PlanEdit = {
  readonly year: number;
  readonly title: string;
  readonly specifiesPlanId: string | null;
  readonly content: PlanContent;
};
export function createPlan(plan: {
  readonly agencyId: string;
  readonly year: number;
  readonly title: string;
  readonly specifiesPlanId: string | null;
}): Promise<Plan> {
  return post<Plan>('/plans', plan);
}
export function savePlan(id: string, version: number, edit: PlanEdit): Promise<Plan> {
  return put<Plan>(`/plans/${id}`, edit, String(version));
}
export function draftPlan(
  id: string,
  version: number,
  signerPostId: string | null,
): Promise<{ readonly documentId: string }> {
  return post(`/plans/${id}/draft`, { signerPostId }, String(version));
}
export function planPreviewUrl(id: string, version: number): string {
  // The version only makes the address new, so that an edited plan is fetched again.
  return `${urlOf(`/plans/${id}/preview`)}#v${version}`;
}
export function plansInForce(): Promise<Page<PlanSummary>> {
  return get<Page<PlanSummary>>('/plans', { state: 'in-force', limit: 50 });
}

export type PeriodClose = {
  readonly id: string;
  readonly planId: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly closedAt: string;
  readonly sha256: string;
  readonly partyAgencyId: string | null;
  readonly documentId: string | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
};
export function loadCloses(planId: string): Promise<Page<PeriodClose>> {
  return get<Page<PeriodClose>>(`/plans/${planId}/closes`, { limit: 24 });
}
export function closePeriod(
  planId: string,
  period: string,
  partyAgencyId: string | null,
): Promise<PeriodClose> {
  return post<PeriodClose>(`/plans/${planId}/periods/${period}/close`, { partyAgencyId });
}
export function draftPeriodReport(
  closeId: string,
  sections: ReportSections,
): Promise<{ readonly documentId: string }> {
  return post(`/reports/closes/${closeId}/draft`, { sections });
}
