import type { Answer } from './answers';
import { get, post } from './client';

export type Task = Answer<'TaskSummary'>;
export type TaskState = Task['state'];
/** Its days are working days. */
export type Punctuality = Task['punctuality'];
export type TaskDetail = Answer<'TaskPage'>;
export type TaskStep =
  'accept' | 'assign' | 'hand' | 'progress' | 'report' | 'confirm' | 'redo' | 'recall';

export function loadTask(id: string): Promise<TaskDetail> {
  return get<TaskDetail>(`/tasks/${id}`);
}
export function stepTask(id: string, step: TaskStep, body: unknown = {}): Promise<TaskDetail> {
  return post<TaskDetail>(`/tasks/${id}/${step}`, body);
}
