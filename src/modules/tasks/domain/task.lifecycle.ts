import { defineLifecycle } from '../../../../libs/lifecycle/index.js';
import type { TaskState } from '../contracts/index.js';

export type TaskAction = 'accept' | 'progress' | 'report' | 'confirm' | 'redo' | 'recall';

/** A result is a claim until who gave the duty confirms it. */
export const TASK_LIFECYCLE = defineLifecycle<TaskState, TaskAction>({
  name: 'task',
  initial: 'pending',
  table: {
    pending: { accept: 'accepted', recall: 'recalled' },
    accepted: { progress: 'in-progress', report: 'reported', recall: 'recalled' },
    'in-progress': { progress: 'in-progress', report: 'reported', recall: 'recalled' },
    reported: { confirm: 'done', redo: 'in-progress' },
    done: {},
    recalled: {},
  },
  terminal: ['done', 'recalled'],
});
