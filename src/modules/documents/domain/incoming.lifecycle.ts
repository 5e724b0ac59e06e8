import { defineLifecycle } from '../../../../libs/lifecycle/index.js';
import type { IncomingState } from '../contracts/index.js';

export type IncomingAction =
  'receive' | 'return' | 'register' | 'submit' | 'propose' | 'direct' | 'start' | 'complete';

/** NĐ 30/2020, articles 20 to 24: nothing is submitted, directed or processed before it is registered. */
export const INCOMING_LIFECYCLE = defineLifecycle<IncomingState, IncomingAction>({
  name: 'incoming-document',
  initial: 'arrived',
  table: {
    arrived: { receive: 'to-register', return: 'returned' },
    'to-register': { register: 'registered', return: 'returned' },
    registered: {
      submit: 'submitted',
      propose: 'distributed',
      direct: 'directed',
      complete: 'completed',
    },
    submitted: { propose: 'distributed', direct: 'directed', complete: 'completed' },
    distributed: { direct: 'directed', complete: 'completed' },
    directed: { start: 'in-progress', complete: 'completed' },
    'in-progress': { complete: 'completed' },
    completed: {},
    returned: {},
  },
  terminal: ['completed', 'returned'],
});
