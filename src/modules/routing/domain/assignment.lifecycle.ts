import { defineLifecycle } from '../../../../libs/lifecycle/index.js';
import type { AssignmentState } from '../contracts/index.js';

export type AssignmentAction =
  'accept' | 'hand-down' | 'progress' | 'report' | 'confirm' | 'redo' | 'complete' | 'recall';

/** Status lives on the recipient's row: each lead, coordinator and reader has his own. */
export const ASSIGNMENT_LIFECYCLE = defineLifecycle<AssignmentState, AssignmentAction>({
  name: 'assignment',
  initial: 'pending',
  table: {
    pending: {
      accept: 'accepted',
      'hand-down': 'in-progress',
      report: 'reported',
      complete: 'completed',
      recall: 'recalled',
    },
    accepted: {
      progress: 'in-progress',
      'hand-down': 'in-progress',
      report: 'reported',
      complete: 'completed',
      recall: 'recalled',
    },
    'in-progress': {
      progress: 'in-progress',
      'hand-down': 'in-progress',
      report: 'reported',
      complete: 'completed',
      recall: 'recalled',
    },
    reported: {
      confirm: 'completed',
      redo: 'in-progress',
      complete: 'completed',
      recall: 'recalled',
    },
    completed: {},
    recalled: {},
  },
  terminal: ['completed', 'recalled'],
});
