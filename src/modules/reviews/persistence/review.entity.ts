import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { nextState } from '../../../../libs/lifecycle/index.js';
import type { ConclusionType, ReviewState } from '../contracts/index.js';
import { REVIEW_LIFECYCLE, type ReviewAction } from '../domain/review.lifecycle.js';
import { ReviewActionNotAllowedError } from '../reviews.errors.js';

/** Where, when and who; what was said in short. */
export type Meeting = {
  readonly at?: string | undefined;
  /** `Ban Thường vụ Đảng ủy` */
  readonly body?: string | undefined;
  readonly place?: string | undefined;
  readonly invitation?: string | undefined;
  readonly chair?: string | undefined;
  readonly chairTitle?: string | undefined;
  readonly secretary?: string | undefined;
  readonly minutes?: string | undefined;
};

export type ArrivedReport = {
  readonly periodCloseId: string;
  readonly reportIncomingId: string | null;
  readonly reportSymbol: string;
  readonly reportIssuedOn: string | null;
  readonly arrivalNumber: number | null;
  readonly arrivedOn: string | null;
};

/** A committee looks at one agency's month. */
@Entity({ schema: 'reviews', name: 'review' })
export class Review {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'committee_id' }) readonly committeeId!: string;
  @Column('uuid', { name: 'agency_id' }) readonly agencyId!: string;
  @Column('text') readonly period!: string;
  @Column('text') readonly state!: ReviewState;
  @Column('uuid', { name: 'period_close_id', nullable: true })
  readonly periodCloseId!: string | null;
  @Column('uuid', { name: 'report_incoming_id', nullable: true })
  readonly reportIncomingId!: string | null;
  @Column('text', { name: 'report_symbol', nullable: true }) readonly reportSymbol!: string | null;
  @Column('date', { name: 'report_issued_on', nullable: true })
  readonly reportIssuedOn!: string | null;
  @Column('integer', { name: 'arrival_number', nullable: true })
  readonly arrivalNumber!: number | null;
  @Column('date', { name: 'arrived_on', nullable: true }) readonly arrivedOn!: string | null;
  @Column('jsonb') readonly meeting!: Meeting;
  @Column('text', { name: 'document_type', nullable: true })
  readonly documentType!: ConclusionType | null;
  @Column('uuid', { name: 'document_id', nullable: true }) readonly documentId!: string | null;
  @Column('text', { nullable: true }) readonly symbol!: string | null;
  @Column('date', { name: 'issued_on', nullable: true }) readonly issuedOn!: string | null;
  @Column('timestamptz', { name: 'opened_at' }) readonly openedAt!: Date;
  @VersionColumn() readonly version!: number;

  receiveReport(report: ArrivedReport): void {
    this.move('receive-report');
    this.set(report);
  }

  startMeeting(): void {
    this.move('start-meeting');
  }

  keepMinutes(meeting: Meeting): void {
    if (!this.isBeingConcluded) throw new ReviewActionNotAllowedError('keep-minutes', this.state);
    this.set({ meeting });
  }

  finishMeeting(): void {
    this.move('finish-meeting');
  }

  reopenMeeting(): void {
    this.move('reopen-meeting');
  }

  draftConclusion(documentType: ConclusionType, documentId: string): void {
    this.move('draft-conclusion');
    this.set({ documentType, documentId });
  }

  issue(symbol: string, issuedOn: string): void {
    this.move('issue');
    this.set({ symbol, issuedOn });
  }

  close(): void {
    this.move('close');
  }

  /** Minutes and conclusions may be written from the meeting on, until the document is issued. */
  get isBeingConcluded(): boolean {
    return this.state === 'meeting' || this.state === 'drafting';
  }

  private move(action: ReviewAction): void {
    const state = nextState(REVIEW_LIFECYCLE, this.state, action);
    if (state === undefined) throw new ReviewActionNotAllowedError(action, this.state);
    this.set({ state });
  }

  private set(values: Partial<Review>): void {
    Object.assign(this, values);
  }
}
