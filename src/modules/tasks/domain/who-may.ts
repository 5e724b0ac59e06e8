import { type Actor, hasRole } from '../../../platform/access/actor.js';

type Holder = {
  readonly agencyId: string;
  readonly giverAgencyId: string;
  readonly unitId: string | null;
  readonly postId: string | null;
  readonly parentId: string | null;
};

/** Those who see and steer every task of their agency. */
export function steers(actor: Actor): boolean {
  return hasRole(actor, 'leader', 'office-chief', 'par-officer');
}

/** Accepts, tells the progress and reports: the person, the head of his unit, or whoever steers. */
export function mayWork(actor: Actor, task: Holder): boolean {
  if (actor.agencyId !== task.agencyId) return false;
  if (task.unitId === null) return steers(actor);
  if (task.unitId !== actor.unitId) return false;
  return (
    task.postId === null ||
    task.postId === actor.postId ||
    hasRole(actor, 'unit-head', 'office-chief')
  );
}

/** Hands out and recalls within the agency. */
export function mayAssign(actor: Actor, task: Holder): boolean {
  return actor.agencyId === task.agencyId && hasRole(actor, 'leader', 'office-chief');
}

/** Passes the unit's task on to one of its people. */
export function mayHand(actor: Actor, task: Holder): boolean {
  if (mayAssign(actor, task)) return true;
  return (
    actor.agencyId === task.agencyId &&
    task.unitId === actor.unitId &&
    hasRole(actor, 'unit-head', 'office-chief')
  );
}

/** Who gave the task says whether it is done: within the agency its leaders, else the giver's. */
export function mayConfirm(actor: Actor, task: Holder): boolean {
  if (task.parentId !== null) return mayAssign(actor, task);
  return actor.agencyId === task.giverAgencyId && steers(actor);
}
