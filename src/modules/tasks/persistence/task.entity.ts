import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { nextState } from '../../../../libs/lifecycle/index.js';
import type { DeadlineKind, LocalDate } from '../../../../libs/working-calendar/index.js';
import type { TaskSource, TaskState } from '../contracts/index.js';
import { TASK_LIFECYCLE, type TaskAction } from '../domain/task.lifecycle.js';
import { TaskActionNotAllowedError } from '../tasks.errors.js';

export type TaskResult = {
  readonly result: string;
  readonly proofDocumentId: string | null;
  readonly proofSymbol: string | null;
};

/** A duty of an agency, or, with a parent, what one of its units does for it. */
@Entity({ schema: 'tasks', name: 'task' })
export class Task {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly source!: TaskSource;
  @Column('uuid', { name: 'source_id' }) readonly sourceId!: string;
  @Column('text', { name: 'source_label' }) readonly sourceLabel!: string;
  @Column('uuid', { name: 'source_document_id', nullable: true })
  readonly sourceDocumentId!: string | null;
  @Column('uuid', { name: 'giver_agency_id' }) readonly giverAgencyId!: string;
  @Column('uuid', { name: 'agency_id' }) readonly agencyId!: string;
  @Column('uuid', { name: 'unit_id', nullable: true }) readonly unitId!: string | null;
  @Column('uuid', { name: 'post_id', nullable: true }) readonly postId!: string | null;
  @Column('uuid', { name: 'parent_id', nullable: true }) readonly parentId!: string | null;
  @Column('text') readonly number!: string;
  @Column('text') readonly text!: string;
  @Column('text') readonly product!: string;
  @Column('text', { name: 'product_type_codes', array: true })
  readonly productTypeCodes!: readonly string[];
  @Column('text', { array: true }) readonly coordinators!: readonly string[];
  @Column('text', { name: 'target_codes', array: true }) readonly targetCodes!: readonly string[];
  @Column('boolean') readonly starred!: boolean;
  @Column('text', { name: 'deadline_kind' }) readonly deadlineKind!: DeadlineKind;
  @Column('text', { name: 'deadline_text' }) readonly deadlineText!: string;
  @Column('date', { name: 'due_on', nullable: true }) readonly dueOn!: LocalDate | null;
  @Column('date', { name: 'original_due_on', nullable: true })
  readonly originalDueOn!: LocalDate | null;
  @Column('text') readonly state!: TaskState;
  @Column('integer') readonly percent!: number;
  @Column('text', { name: 'progress_note' }) readonly progressNote!: string;
  @Column('text', { nullable: true }) readonly result!: string | null;
  @Column('uuid', { name: 'proof_document_id', nullable: true })
  readonly proofDocumentId!: string | null;
  @Column('text', { name: 'proof_symbol', nullable: true }) readonly proofSymbol!: string | null;
  @Column('timestamptz', { name: 'started_at' }) readonly startedAt!: Date;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) readonly acceptedAt!: Date | null;
  @Column('timestamptz', { name: 'reported_at', nullable: true }) readonly reportedAt!: Date | null;
  @Column('timestamptz', { name: 'done_at', nullable: true }) readonly doneAt!: Date | null;
  @Column('date', { name: 'done_on', nullable: true }) readonly doneOn!: LocalDate | null;
  @VersionColumn() readonly version!: number;

  accept(at: Date): void {
    this.move('accept');
    this.set({ acceptedAt: at });
  }

  progress(percent: number, note: string): void {
    this.move('progress');
    this.set({ percent, progressNote: note });
  }

  report(result: TaskResult, at: Date): void {
    this.move('report');
    this.set({ ...result, reportedAt: at, percent: 100 });
  }

  /** @param doneOn the day of the report: waiting for the confirmation is not the doer's delay. */
  confirm(at: Date, doneOn: LocalDate): void {
    this.move('confirm');
    this.set({ doneAt: at, doneOn });
  }

  redo(): void {
    this.move('redo');
    this.set({ reportedAt: null });
  }

  recall(): void {
    this.move('recall');
  }

  /** Hands the task of a unit to one of its people, or to another unit while nobody took it. */
  handTo(unitId: string, postId: string | null): void {
    if (this.parentId === null || (this.unitId !== unitId && this.state !== 'pending'))
      throw new TaskActionNotAllowedError('hand-over', this.state);
    if (this.state === 'done' || this.state === 'recalled')
      throw new TaskActionNotAllowedError('hand-over', this.state);
    this.set({ unitId, postId });
  }

  private move(action: TaskAction): void {
    const state = nextState(TASK_LIFECYCLE, this.state, action);
    if (state === undefined) throw new TaskActionNotAllowedError(action, this.state);
    this.set({ state });
  }

  private set(values: Partial<Task>): void {
    Object.assign(this, values);
  }
}
