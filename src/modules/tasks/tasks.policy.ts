import type { Actor } from '../../platform/access/actor.js';
import type { Policy, RouteParams } from '../../platform/access/policy.js';
import { type Queryable, rows } from '../../platform/database/rows.js';
import { steers } from './domain/who-may.js';

/**
 * One rule for one task and for lists, as SQL over `t`: `$1` agency, `$2` unit, `$3` post, `$4`
 * whether the actor steers. A unit sees the agency's duty that it works for; the giver sees the
 * duty, never how the agency divided it.
 */
export const TASK_IS_VISIBLE = `(
  (t.agency_id = $1 AND ($4 OR t.unit_id = $2 OR t.post_id = $3 OR EXISTS (
    SELECT 1 FROM tasks.task c WHERE c.parent_id = t.id AND c.unit_id = $2 AND c.state <> 'recalled')))
  OR (t.giver_agency_id = $1 AND t.parent_id IS NULL AND $4))`;

export function visibilityValues(actor: Actor): readonly unknown[] {
  return [actor.agencyId, actor.unitId, actor.postId, steers(actor)];
}

async function sees(db: Queryable, actor: Actor, params: RouteParams): Promise<boolean> {
  const found = await rows(
    db,
    `SELECT 1 FROM tasks.task t WHERE ${TASK_IS_VISIBLE} AND t.id = $5`,
    [...visibilityValues(actor), params['id']],
  );
  return found.length > 0;
}

export const LIST_TASKS: Policy = { name: 'tasks.list', who: 'signed-in', subject: null };

export const READ_WORKING_DAYS: Policy = {
  name: 'tasks.read-working-days',
  who: 'signed-in',
  subject: null,
};

export const READ_TASK: Policy = { name: 'tasks.read', who: 'signed-in', subject: 'task', sees };

/** Accept, tell the progress, report: the use case asks whose task it is. */
export const WORK_ON_TASK: Policy = {
  name: 'tasks.work',
  who: ['leader', 'office-chief', 'par-officer', 'unit-head', 'officer'],
  subject: 'task',
  sees,
};

export const DIRECT_TASK: Policy = {
  name: 'tasks.direct',
  who: ['leader', 'office-chief'],
  subject: 'task',
  sees,
};

export const HAND_TASK: Policy = {
  name: 'tasks.hand',
  who: ['leader', 'office-chief', 'unit-head'],
  subject: 'task',
  sees,
};

export const CONFIRM_TASK: Policy = {
  name: 'tasks.confirm',
  who: ['leader', 'office-chief', 'par-officer'],
  subject: 'task',
  sees,
};
