import type { DomainEvent } from '../../../platform/jobs/event.js';

export type DirectiveId = string;
export type AssignmentId = string;

/** Chủ trì, phối hợp, nhận để biết. */
export type AssignmentRole = 'lead' | 'coordinate' | 'inform';

export type AssignmentState =
  'pending' | 'accepted' | 'in-progress' | 'reported' | 'completed' | 'recalled';

export type GivenAssignment = {
  readonly id: AssignmentId;
  readonly role: AssignmentRole;
  readonly unitId: string;
  readonly postId: string | null;
  /** `YYYY-MM-DD`; null where no day was set, always for information. */
  readonly dueOn: string | null;
  readonly parentId: AssignmentId | null;
};

/** A leader has directed, or a unit has handed a part of its work down. */
export type DirectiveGiven = DomainEvent<
  'routing.directive-given.v1',
  {
    readonly subjectType: string;
    readonly subjectId: string;
    readonly agencyId: string;
    readonly directiveId: DirectiveId;
    readonly byPostId: string;
    readonly assignments: readonly GivenAssignment[];
  }
>;

/** Somebody took a task up, reported on it, or was asked for more. */
export type AssignmentMoved = DomainEvent<
  'routing.assignment-moved.v1',
  {
    readonly subjectType: string;
    readonly subjectId: string;
    readonly agencyId: string;
    readonly assignmentId: AssignmentId;
    readonly role: AssignmentRole;
    readonly action: string;
    readonly from: AssignmentState;
    readonly to: AssignmentState;
  }
>;

export type AssignmentCompleted = DomainEvent<
  'routing.assignment-completed.v1',
  {
    readonly subjectType: string;
    readonly subjectId: string;
    readonly agencyId: string;
    readonly assignmentId: AssignmentId;
    readonly parentId: AssignmentId | null;
    readonly role: AssignmentRole;
    readonly unitId: string;
    readonly postId: string | null;
    readonly result: string;
    readonly documentId: string | null;
    readonly completedOn: string;
  }
>;
