import { defineLifecycle } from '../../../../libs/lifecycle/index.js';
import type { ReviewState } from '../contracts/index.js';

export type ReviewAction =
  | 'receive-report'
  | 'start-meeting'
  | 'finish-meeting'
  | 'reopen-meeting'
  | 'draft-conclusion'
  | 'issue'
  | 'close';

/** A month's review: it waits for the signed report, and ends with what was concluded and followed. */
export const REVIEW_LIFECYCLE = defineLifecycle<ReviewState, ReviewAction>({
  name: 'review',
  initial: 'waiting-report',
  table: {
    'waiting-report': { 'receive-report': 'frozen' },
    frozen: { 'start-meeting': 'meeting' },
    meeting: { 'finish-meeting': 'drafting' },
    drafting: { 'reopen-meeting': 'meeting', 'draft-conclusion': 'drafting', issue: 'issued' },
    issued: { close: 'closed' },
    closed: {},
  },
  terminal: ['closed'],
});
