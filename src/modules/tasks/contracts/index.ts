import type { DomainEvent } from '../../../platform/jobs/event.js';

export type TaskId = string;

/** Where a duty comes from: a row of a plan's appendix, a conclusion item, a directive. */
export type TaskSource = 'plan' | 'conclusion' | 'directive';

export type TaskState = 'pending' | 'accepted' | 'in-progress' | 'reported' | 'done' | 'recalled';

/** A duty began, its clock with it. */
export type TaskOpened = DomainEvent<
  'tasks.task-opened.v1',
  {
    readonly source: TaskSource;
    readonly sourceId: string;
    readonly agencyId: string;
    readonly unitId: string | null;
    readonly parentId: TaskId | null;
  }
>;

/** A duty was confirmed as done by who gave it. */
export type TaskDone = DomainEvent<
  'tasks.task-done.v1',
  {
    readonly source: TaskSource;
    readonly sourceId: string;
    readonly agencyId: string;
    /** `YYYY-MM-DD`, the day of the report that was confirmed. */
    readonly doneOn: string;
  }
>;
