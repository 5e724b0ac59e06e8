import { type Actor, hasRole } from '../../platform/access/actor.js';
import type { Policy } from '../../platform/access/policy.js';

/** The agency's clerks, its leaders and the chiefs of its office read its registers. */
export function mayReadRegisters(actor: Actor, agencyId: string): boolean {
  if (actor.clerkOf.includes(agencyId)) return true;
  return actor.agencyId === agencyId && hasRole(actor, 'leader', 'office-chief');
}

export const READ_REGISTER: Policy = {
  name: 'registers.read',
  who: 'signed-in',
  subject: 'register',
  sees: (_, actor, params) => Promise.resolve(mayReadRegisters(actor, params['agencyId'] ?? '')),
};
