import { Column, Entity, PrimaryColumn } from 'typeorm';
import { nextState } from '../../../../libs/lifecycle/index.js';
import type { AssignmentRole, AssignmentState } from '../contracts/index.js';
import { ASSIGNMENT_LIFECYCLE, type AssignmentAction } from '../domain/assignment.lifecycle.js';
import { AssignmentMovedOnError } from '../routing.errors.js';

@Entity({ schema: 'routing', name: 'assignment' })
export class Assignment {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid', { name: 'directive_id' })
  readonly directiveId!: string;

  @Column('uuid', { name: 'parent_id', nullable: true })
  readonly parentId!: string | null;

  @Column('text', { name: 'subject_type' })
  readonly subjectType!: string;

  @Column('uuid', { name: 'subject_id' })
  readonly subjectId!: string;

  @Column('uuid', { name: 'agency_id' })
  readonly agencyId!: string;

  @Column('text')
  readonly role!: AssignmentRole;

  @Column('uuid', { name: 'unit_id' })
  readonly unitId!: string;

  @Column('text', { name: 'unit_name' })
  readonly unitName!: string;

  @Column('uuid', { name: 'post_id', nullable: true })
  readonly postId!: string | null;

  @Column('text', { name: 'post_name', nullable: true })
  readonly postName!: string | null;

  @Column('text')
  readonly text!: string;

  @Column('text')
  readonly state!: AssignmentState;

  @Column('date', { name: 'due_on', nullable: true })
  readonly dueOn!: string | null;

  @Column('date', { name: 'original_due_on', nullable: true })
  readonly originalDueOn!: string | null;

  @Column('text', { nullable: true })
  readonly progress!: string | null;

  @Column('text', { nullable: true })
  readonly result!: string | null;

  @Column('uuid', { name: 'result_document_id', nullable: true })
  readonly resultDocumentId!: string | null;

  @Column('text', { nullable: true })
  readonly reason!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'accepted_at', nullable: true })
  readonly acceptedAt!: Date | null;

  @Column('timestamptz', { name: 'reported_at', nullable: true })
  readonly reportedAt!: Date | null;

  @Column('timestamptz', { name: 'completed_at', nullable: true })
  readonly completedAt!: Date | null;

  /** For information: reading it is all that is asked. */
  accept(at: Date): void {
    if (this.role === 'inform') {
      this.move('complete');
      this.set({ acceptedAt: at, completedAt: at, result: 'Đã nhận để biết' });
      return;
    }
    this.move('accept');
    this.set({ acceptedAt: at });
  }

  handDown(at: Date): void {
    this.move('hand-down');
    this.set({ acceptedAt: this.acceptedAt ?? at });
  }

  noteProgress(progress: string): void {
    this.move('progress');
    this.set({ progress });
  }

  report(result: string, documentId: string | null, at: Date): void {
    this.move('report');
    this.set({
      result,
      resultDocumentId: documentId,
      reportedAt: at,
      acceptedAt: this.acceptedAt ?? at,
    });
  }

  askForMore(reason: string): void {
    this.move('redo');
    this.set({ reason, reportedAt: null });
  }

  confirm(at: Date): void {
    this.move('confirm');
    this.set({ completedAt: at });
  }

  complete(result: string, documentId: string | null, at: Date): void {
    this.move('complete');
    this.set({ result, resultDocumentId: documentId, completedAt: at });
  }

  recall(reason: string): void {
    this.move('recall');
    this.set({ reason });
  }

  private move(action: AssignmentAction): void {
    const state = nextState(ASSIGNMENT_LIFECYCLE, this.state, action);
    if (state === undefined) throw new AssignmentMovedOnError(action, this.state);
    this.set({ state });
  }

  private set(changes: Partial<Assignment>): void {
    Object.assign(this, changes);
  }
}
