import type { Actor } from '../../platform/access/actor.js';
import type { Policy, RouteParams } from '../../platform/access/policy.js';
import { type Queryable, rows } from '../../platform/database/rows.js';

/**
 * A plan is seen by the agencies that issue and draft it; once it binds, also by those it binds.
 * `$1` is the actor's agency, `p` the plan.
 */
export const PLAN_IS_VISIBLE = `(p.agency_id = $1 OR p.drafting_agency_id = $1
  OR (p.state IN ('in-force', 'replaced') AND (
    EXISTS (SELECT 1 FROM plans.reporter r WHERE r.plan_id = p.id AND r.agency_id = $1)
    OR EXISTS (SELECT 1 FROM plans.duty d WHERE d.plan_id = p.id AND d.lead_agency_id = $1))))`;

/** A report is its agency's; once sent, also theirs who receive it. `r` the report, `p` its plan. */
export const REPORT_IS_VISIBLE = `(r.agency_id = $1
  OR (r.state = 'sent' AND (p.agency_id = $1 OR p.drafting_agency_id = $1)))`;

async function found(db: Queryable, sql: string, values: readonly unknown[]): Promise<boolean> {
  return (await rows(db, sql, values)).length > 0;
}

function seesPlan(db: Queryable, actor: Actor, params: RouteParams): Promise<boolean> {
  return found(db, `SELECT 1 FROM plans.plan p WHERE ${PLAN_IS_VISIBLE} AND p.id = $2`, [
    actor.agencyId,
    params['id'],
  ]);
}

function seesAsDrafter(db: Queryable, actor: Actor, params: RouteParams): Promise<boolean> {
  return found(
    db,
    'SELECT 1 FROM plans.plan WHERE id = $2 AND (agency_id = $1 OR drafting_agency_id = $1)',
    [actor.agencyId, params['id']],
  );
}

function seesReport(db: Queryable, actor: Actor, params: RouteParams): Promise<boolean> {
  return found(
    db,
    `SELECT 1 FROM plans.unit_report r JOIN plans.plan p ON p.id = r.plan_id
     WHERE ${REPORT_IS_VISIBLE} AND r.id = $2`,
    [actor.agencyId, params['id']],
  );
}

function seesClose(db: Queryable, actor: Actor, params: RouteParams): Promise<boolean> {
  return found(db, 'SELECT 1 FROM plans.period_close WHERE agency_id = $1 AND id = $2', [
    actor.agencyId,
    params['id'],
  ]);
}

const DRAFTERS = ['leader', 'office-chief', 'par-officer', 'unit-head', 'officer'] as const;
const STEERING = ['leader', 'office-chief', 'par-officer'] as const;

export const LIST_PLANS: Policy = { name: 'plans.list', who: 'signed-in', subject: null };
export const CREATE_PLAN: Policy = { name: 'plans.create', who: DRAFTERS, subject: null };
export const READ_PLAN: Policy = {
  name: 'plans.read',
  who: 'signed-in',
  subject: 'plan',
  sees: seesPlan,
};
export const DRAFT_PLAN: Policy = {
  name: 'plans.draft',
  who: DRAFTERS,
  subject: 'plan',
  sees: seesAsDrafter,
};
export const CLOSE_PERIOD: Policy = {
  name: 'plans.close-period',
  who: STEERING,
  subject: 'plan',
  sees: seesPlan,
};
export const OPEN_REPORT: Policy = {
  name: 'plans.open-report',
  who: DRAFTERS,
  subject: 'plan',
  sees: seesPlan,
};
export const LIST_REPORTS: Policy = { name: 'plans.list-reports', who: 'signed-in', subject: null };
export const READ_REPORT: Policy = {
  name: 'plans.read-report',
  who: 'signed-in',
  subject: 'unit-report',
  sees: seesReport,
};
export const WORK_ON_REPORT: Policy = {
  name: 'plans.work-on-report',
  who: DRAFTERS,
  subject: 'unit-report',
  sees: seesReport,
};
export const APPROVE_REPORT: Policy = {
  name: 'plans.approve-report',
  who: ['leader'],
  subject: 'unit-report',
  sees: seesReport,
};
export const RETURN_REPORT: Policy = {
  name: 'plans.return-report',
  who: ['leader', 'par-officer'],
  subject: 'unit-report',
  sees: seesReport,
};
export const READ_CLOSE: Policy = {
  name: 'plans.read-close',
  who: 'signed-in',
  subject: 'period-close',
  sees: seesClose,
};
export const DRAFT_PERIOD_REPORT: Policy = {
  name: 'plans.draft-period-report',
  who: STEERING,
  subject: 'period-close',
  sees: seesClose,
};
