import { type Actor, hasRole } from '../../platform/access/actor.js';
import type { Policy } from '../../platform/access/policy.js';
import { type Queryable, rows } from '../../platform/database/rows.js';

/** May answer for a unit: take its tasks up, hand them down, report. */
export function answersForUnit(actor: Actor): boolean {
  return hasRole(actor, 'unit-head', 'leader', 'office-chief');
}

/**
 * Who has to do with an assignment: the person, the head of the unit, whoever gave it, whoever
 * holds the task that it is a part of, and the leaders and office of the agency.
 */
export async function seesAssignment(db: Queryable, actor: Actor, id: string): Promise<boolean> {
  const found = await rows(
    db,
    `SELECT 1 FROM routing.assignment own
     JOIN routing.directive ON directive.id = own.directive_id
     LEFT JOIN routing.assignment parent ON parent.id = own.parent_id
     WHERE own.id = $1 AND (
       own.post_id = $2 OR parent.post_id = $2 OR directive.by_post = $2
       OR ($4 AND (own.unit_id = $3 OR parent.unit_id = $3))
       OR ($5 AND own.agency_id = $6))`,
    [
      id,
      actor.postId,
      actor.unitId,
      answersForUnit(actor),
      hasRole(actor, 'leader', 'office-chief'),
      actor.agencyId,
    ],
  );
  return found.length > 0;
}

/** Who does the work: the person named, or the head of the unit where none is named. */
export function isAssignee(
  actor: Actor,
  assignment: { readonly postId: string | null; readonly unitId: string },
): boolean {
  if (assignment.postId !== null) return assignment.postId === actor.postId;
  return assignment.unitId === actor.unitId && answersForUnit(actor);
}

export const MOVE_ASSIGNMENT: Policy = {
  name: 'routing.move-assignment',
  who: 'signed-in',
  subject: 'assignment',
  sees: (db, actor, { id }) => seesAssignment(db, actor, id ?? ''),
};

export const KEEP_OWN_PHRASES: Policy = {
  name: 'routing.keep-own-phrases',
  who: 'signed-in',
  subject: null,
};

export const REMOVE_PHRASE: Policy = {
  name: 'routing.remove-phrase',
  who: 'signed-in',
  subject: 'phrase',
  sees: async (db, actor, { id }) =>
    (
      await rows(db, 'SELECT 1 FROM routing.phrase WHERE id = $1 AND post_id = $2', [
        id,
        actor.postId,
      ])
    ).length > 0,
};
