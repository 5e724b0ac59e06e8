import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { nextState } from '../../../../libs/lifecycle/index.js';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import type { PeriodCode, UnitReportState } from '../contracts/index.js';
import { UNIT_REPORT_LIFECYCLE, type UnitReportAction } from '../domain/plan.lifecycle.js';
import type { ReportSections } from '../domain/report-document.js';
import { UnitReportActionNotAllowedError } from '../plans.errors.js';

/** What one unit reports against one plan for one period. */
@Entity({ schema: 'plans', name: 'unit_report' })
export class UnitReport {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'plan_id' }) readonly planId!: string;
  @Column('uuid', { name: 'unit_id' }) readonly unitId!: string;
  @Column('uuid', { name: 'agency_id' }) readonly agencyId!: string;
  @Column('text') readonly period!: PeriodCode;
  @Column('text') readonly state!: UnitReportState;
  @Column('date', { name: 'due_on' }) readonly dueOn!: LocalDate;
  @Column('jsonb') readonly sections!: ReportSections;
  @Column('text', { name: 'return_reason', nullable: true }) readonly returnReason!: string | null;
  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  readonly submittedAt!: Date | null;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) readonly approvedAt!: Date | null;
  @Column('uuid', { name: 'document_id', nullable: true }) readonly documentId!: string | null;
  @Column('text', { nullable: true }) readonly symbol!: string | null;
  @Column('date', { name: 'sent_on', nullable: true }) readonly sentOn!: LocalDate | null;
  @Column('integer', { name: 'late_days', nullable: true }) readonly lateDays!: number | null;
  @VersionColumn() readonly version!: number;

  enter(sections: ReportSections): void {
    this.move('enter');
    this.set({ sections });
  }

  submit(at: Date): void {
    this.move('submit');
    this.set({ submittedAt: at, returnReason: null });
  }

  approve(at: Date): void {
    this.move('approve');
    this.set({ approvedAt: at });
  }

  giveBack(reason: string): void {
    this.move('return');
    this.set({
      returnReason: reason,
      submittedAt: null,
      approvedAt: null,
      sentOn: null,
      lateDays: null,
    });
  }

  /** The report as a document; it counts as sent when that document is released. */
  attach(documentId: string): void {
    if (this.state !== 'approved') throw new UnitReportActionNotAllowedError('draft', this.state);
    this.set({ documentId });
  }

  send(symbol: string, sentOn: LocalDate, lateDays: number): void {
    this.move('send');
    this.set({ symbol, sentOn, lateDays });
  }

  private move(action: UnitReportAction): void {
    const state = nextState(UNIT_REPORT_LIFECYCLE, this.state, action);
    if (state === undefined) throw new UnitReportActionNotAllowedError(action, this.state);
    this.set({ state });
  }

  private set(values: Partial<UnitReport>): void {
    Object.assign(this, values);
  }
}
