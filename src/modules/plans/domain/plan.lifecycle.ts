import { defineLifecycle } from '../../../../libs/lifecycle/index.js';
import type { PlanState, UnitReportState } from '../contracts/index.js';

export type PlanAction = 'submit' | 'revise' | 'come-into-force' | 'replace';

/** A plan binds from its release; until then its document may come back for revision. */
export const PLAN_LIFECYCLE = defineLifecycle<PlanState, PlanAction>({
  name: 'plan',
  initial: 'draft',
  table: {
    // What binds is the released document, whatever has been typed since it was rendered.
    draft: { submit: 'submitted', revise: 'draft', 'come-into-force': 'in-force' },
    submitted: { submit: 'submitted', revise: 'draft', 'come-into-force': 'in-force' },
    'in-force': { replace: 'replaced' },
    replaced: {},
  },
  terminal: ['replaced'],
});

export type UnitReportAction = 'enter' | 'submit' | 'approve' | 'return' | 'send';

/** Figures may be entered until somebody is asked to approve them, and again after a return. */
export const UNIT_REPORT_LIFECYCLE = defineLifecycle<UnitReportState, UnitReportAction>({
  name: 'unit-report',
  initial: 'open',
  table: {
    open: { enter: 'open', submit: 'submitted' },
    submitted: { approve: 'approved', return: 'returned' },
    approved: { send: 'sent', return: 'returned' },
    sent: { return: 'returned' },
    returned: { enter: 'returned', submit: 'submitted' },
  },
});
