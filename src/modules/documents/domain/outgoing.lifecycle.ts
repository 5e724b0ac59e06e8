import { defineLifecycle } from '../../../../libs/lifecycle/index.js';
import type { OutgoingState } from '../contracts/index.js';

export type OutgoingAction =
  | 'ask-opinions'
  | 'close-opinions'
  | 'submit'
  | 'withdraw'
  | 'initial-content'
  | 'receive-submission'
  | 'initial-form'
  | 'approve'
  | 'return'
  | 'revise'
  | 'sign'
  | 'take-number'
  | 'attach-number'
  | 'seal'
  | 'release'
  | 'void-number'
  | 'cancel';

/**
 * NĐ 30/2020, articles 10 to 19: content, form, approval, signature, number and register, seal,
 * release. `content-checked` is where another agency's draft waits for its Tờ trình; one's own
 * passes it in the same act.
 */
export const OUTGOING_LIFECYCLE = defineLifecycle<OutgoingState, OutgoingAction>({
  name: 'outgoing-document',
  initial: 'draft',
  table: {
    draft: { submit: 'head-review', 'ask-opinions': 'collecting', cancel: 'cancelled' },
    collecting: { 'close-opinions': 'draft', cancel: 'cancelled' },
    'head-review': {
      'initial-content': 'content-checked',
      return: 'returned',
      withdraw: 'draft',
      cancel: 'cancelled',
    },
    'content-checked': {
      'receive-submission': 'form-check',
      return: 'returned',
      cancel: 'cancelled',
    },
    'form-check': { 'initial-form': 'awaiting-approval', return: 'returned', withdraw: 'returned' },
    'awaiting-approval': { approve: 'awaiting-signature', return: 'returned' },
    returned: { submit: 'head-review', revise: 'draft', cancel: 'cancelled' },
    'awaiting-signature': { sign: 'signed', return: 'returned' },
    signed: { 'take-number': 'numbering', return: 'returned' },
    numbering: { 'attach-number': 'numbered', 'void-number': 'number-voided' },
    numbered: { seal: 'sealed', release: 'released', 'void-number': 'number-voided' },
    sealed: { release: 'released', 'void-number': 'number-voided' },
    released: {},
    cancelled: {},
    'number-voided': {},
  },
  terminal: ['released', 'cancelled', 'number-voided'],
});
