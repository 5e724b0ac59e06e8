import { get, post } from './client';
import type { DeadlineKind } from './plans';

export type TaskState = 'pending' | 'accepted' | 'in-progress' | 'reported' | 'done' | 'recalled';
export type Punctuality = {
  readonly kind:
    'no-deadline' | 'running' | 'overdue' | 'done-early' | 'done-in-time' | 'done-late';
  /** Working days. */
  readonly days?: number;
};
export type Task = {
  readonly id: string;
  readonly source: 'plan' | 'conclusion' | 'directive';
  readonly sourceLabel: string;
  readonly sourceDocumentId: string | null;
  readonly parentId: string | null;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly giverAgencyId: string;
  readonly giverName: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly postId: string | null;
  readonly personName: string | null;
  readonly number: string;
  readonly text: string;
  readonly product: string;
  readonly coordinators: readonly string[];
  readonly targetCodes: readonly string[];
  readonly starred: boolean;
  readonly deadlineKind: DeadlineKind;
  readonly deadlineText: string;
  readonly dueOn: string | null;
  readonly originalDueOn: string | null;
  readonly state: TaskState;
  readonly percent: number;
  readonly progressNote: string;
  readonly result: string | null;
  readonly proofDocumentId: string | null;
  readonly proofSymbol: string | null;
  readonly startedAt: string;
  readonly doneOn: string | null;
  readonly version: number;
  readonly punctuality: Punctuality;
};
export type TaskDetail = Task & {
  readonly parent: Task | null;
  readonly children: readonly Task[];
  readonly history: readonly {
    readonly at: string;
    readonly personName: string | null;
    readonly action: string;
    readonly from: string | null;
    readonly to: string;
    readonly note: string;
  }[];
  readonly actions: readonly string[];
};
export type TaskStep =
  'accept' | 'assign' | 'hand' | 'progress' | 'report' | 'confirm' | 'redo' | 'recall';

export function loadTask(id: string): Promise<TaskDetail> {
  return get<TaskDetail>(`/tasks/${id}`);
}
export function stepTask(id: string, step: TaskStep, body: unknown = {}): Promise<TaskDetail> {
  return post<TaskDetail>(`/tasks/${id}/${step}`, body);
}
