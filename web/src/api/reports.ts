import type { Answer } from './answers';
import { get, post, put } from './client';

export type Report = Answer<'UnitReportPage'>;
export type ReportSummary = Answer<'UnitReportSummary'>;
export type ReportFigure = Report['figures'][number];
export type ReportDuty = Report['duties'][number];
export type ProgressState = ReportDuty['state'];
export type ReportSections = Answer<'ReportSections'>;
export type ReportInput = Answer<'EnterFiguresRequest'>;

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
  table: Answer<'ImportFiguresRequest'>,
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
export function draftReport(id: string): Promise<Answer<'DocumentMade'>> {
  return post(`/reports/${id}/draft`);
}
export function correctFigure(
  id: string,
  correction: Answer<'CorrectFigureRequest'>,
): Promise<Report> {
  return post<Report>(`/reports/${id}/corrections`, correction);
}
