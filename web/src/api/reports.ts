import { get, post, put } from './client';
import type { BoardCell } from './plans';

export type ReportSummary = {
  readonly id: string;
  readonly planId: string;
  readonly planTitle: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly agencyId: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly state: string;
  readonly dueOn: string;
  readonly sentOn: string | null;
  readonly lateDays: number | null;
  readonly overdueDays: number;
  readonly symbol: string | null;
  readonly documentId: string | null;
};
export type ReportFigure = {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly expectedSource: string;
  readonly value: number | null;
  readonly previousValue: number | null;
  readonly zeroConfirmed: boolean;
  readonly source: string;
  readonly entry: 'typed' | 'pasted' | 'csv' | 'system' | null;
};
export type ProgressState = 'not-started' | 'in-progress' | 'done';
export type ReportDuty = {
  readonly dutyId: string;
  readonly number: string;
  readonly text: string;
  readonly dueOn: string | null;
  readonly taskId: string | null;
  readonly taskState: string | null;
  readonly doneOn: string | null;
  readonly state: ProgressState;
  readonly note: string;
  readonly proof: string;
  readonly explanation: string;
  readonly isLate: boolean;
};
export type ReportSections = {
  readonly direction?: string;
  readonly assessment?: string;
  readonly nextMonth?: string;
  readonly proposals?: string;
};
export type Report = Omit<ReportSummary, 'overdueDays'> & {
  readonly planSymbol: string;
  readonly level: string;
  readonly returnReason: string | null;
  readonly isFrozen: boolean;
  readonly sections: ReportSections;
  readonly figures: readonly ReportFigure[];
  readonly targets: readonly {
    readonly code: string;
    readonly name: string;
    readonly printed: string;
    readonly cell: BoardCell;
  }[];
  readonly duties: readonly ReportDuty[];
  readonly corrections: readonly {
    readonly key: string;
    readonly oldValue: number;
    readonly newValue: number;
    readonly reason: string;
    readonly at: string;
  }[];
  readonly version: number;
  readonly actions: readonly string[];
};

export type FigureInput = {
  readonly key: string;
  readonly value: number | null;
  readonly source: string;
  readonly zeroConfirmed: boolean;
};
export type DutyInput = {
  readonly dutyId: string;
  readonly state: ProgressState;
  readonly note: string;
  readonly proof: string;
  readonly explanation: string;
};
export type ReportInput = {
  readonly figures: readonly FigureInput[];
  readonly progress: readonly DutyInput[];
  readonly sections: ReportSections;
};

export function loadReport(id: string): Promise<Report> {
  return get<Report>(`/reports/${id}`);
}
export function openReport(planId: string, unitId: string, period: string): Promise<Report> {
  return post<Report>(`/plans/${planId}/reports`, { unitId, period });
}
export function saveReport(id: string, version: number, input: ReportInput): Promise<Report> {
  return put<Report>(`/reports/${id}`, input, String(version));
}
export function importFigures(
  id: string,
  version: number,
  table: { readonly text: string; readonly entry: 'csv' | 'pasted' },
): Promise<Report> {
  return post<Report>(`/reports/${id}/import`, table, String(version));
}
export function submitReport(id: string): Promise<Report> {
  return post<Report>(`/reports/${id}/submit`);
}
export function approveReport(id: string): Promise<Report> {
  return post<Report>(`/reports/${id}/approve`);
}
export function returnReport(id: string, reason: string): Promise<Report> {
  return post<Report>(`/reports/${id}/return`, { reason });
}
export function draftReport(id: string): Promise<{ readonly documentId: string }> {
  return post(`/reports/${id}/draft`);
}
export function correctFigure(
  id: string,
  correction: { readonly key: string; readonly value: number; readonly reason: string },
): Promise<Report> {
  return post<Report>(`/reports/${id}/corrections`, correction);
}
