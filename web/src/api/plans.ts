import type { Answer } from './answers';
import { get, post, put, urlOf } from './client';
import type { Page } from './page';
import type { ReportSections } from './reports';

export type Plan = Answer<'PlanPage'>;
export type PlanSummary = Answer<'PlanSummary'>;
export type PlanState = Plan['state'];
export type PlanDuty = Plan['duties'][number];

export type PlanContent = Answer<'PlanContent'>;
export type PlanFigure = Answer<'PlanFigure'>;
export type PlanCondition = Answer<'PlanCondition'>;
export type PlanTarget = Answer<'PlanTarget'>;
export type AppendixTask = Answer<'PlanAppendixTask'>;
export type UnitOrGroup = AppendixTask['leads'][number];
export type Coordinator = AppendixTask['coordinators'][number];
export type DeadlineKind = NonNullable<Answer<'PlanDeadline'>['kind']>;
export type PlanRecipient = Answer<'PlanRecipient'>;
export type RecipientKind = PlanRecipient['kind'];
export type Reporter = PlanContent['reporters'][number];

export type Board = Answer<'PlanBoard'>;
export type BoardTarget = Board['targets'][number];
export type BoardRow = Board['rows'][number];
export type BoardCell = Answer<'BoardCell'>;
export type BoardCondition = Answer<'BoardCondition'>;
export type BoardAggregate = Answer<'BoardAggregate'>;
export type LightStatus = BoardCell['status'];
export type UnitTarget = Answer<'UnitTarget'>;
export type UnitTargetMonth = UnitTarget['months'][number];

export function loadPlan(id: string): Promise<Plan> {
  return get<Plan>(`/plans/${id}`);
}
export function loadBoard(id: string, period: string): Promise<Board> {
  return get<Board>(`/plans/${id}/board`, { period });
}
export function loadUnitTarget(planId: string, code: string, unitId: string): Promise<UnitTarget> {
  return get<UnitTarget>(`/plans/${planId}/units/${unitId}/targets/${encodeURIComponent(code)}`);
}

export type PlanEdit = Answer<'EditPlanRequest'>;
export function createPlan(plan: Answer<'CreatePlanRequest'>): Promise<Plan> {
  return post<Plan>('/plans', plan);
}
export function savePlan(id: string, version: number, edit: PlanEdit): Promise<Plan> {
  return put<Plan>(`/plans/${id}`, edit, String(version));
}
export function draftPlan(
  id: string,
  version: number,
  signerPostId: string | null,
): Promise<Answer<'DocumentMade'>> {
  return post(`/plans/${id}/draft`, { signerPostId }, String(version));
}
export function planPreviewUrl(id: string, version: number): string {
  // The version only makes the address new, so that an edited plan is fetched again.
  return `${urlOf(`/plans/${id}/preview`)}#v${version}`;
}
export function plansInForce(): Promise<Page<PlanSummary>> {
  return get<Page<PlanSummary>>('/plans', { state: 'in-force', limit: 50 });
}

export type PeriodClose = Answer<'PeriodCloseSummary'>;
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
): Promise<Answer<'DocumentMade'>> {
  return post(`/reports/closes/${closeId}/draft`, { sections });
}
