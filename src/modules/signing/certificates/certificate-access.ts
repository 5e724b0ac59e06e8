import { type Actor, hasRole } from '../../../platform/access/actor.js';
import type { Policy } from '../../../platform/access/policy.js';
import { maybeRow } from '../../../platform/database/rows.js';
import { ForbiddenError } from '../../../platform/errors/platform.errors.js';
import { CERTIFICATE_TABLES } from './standing.sql.js';

/** Agencies whose register he keeps: its clerks, and its administrators. */
export function keptAgencies(actor: Actor): readonly string[] {
  return hasRole(actor, 'admin') ? [...actor.clerkOf, actor.agencyId] : actor.clerkOf;
}

/** Inspectors read the register of their agency; it is their own certificate that others see. */
export function readAgencies(actor: Actor): readonly string[] {
  return hasRole(actor, 'inspector')
    ? [...keptAgencies(actor), actor.agencyId]
    : keptAgencies(actor);
}

export function requireKeeper(actor: Actor, agencyId: string): void {
  if (!keptAgencies(actor).includes(agencyId)) throw new ForbiddenError('keep the register');
}

export const LIST_CERTIFICATES: Policy = {
  name: 'signing.list-certificates',
  who: 'signed-in',
  subject: null,
};

/** Its holder, the clerks who keep the register that it stands in, inspectors of that agency. */
export const SEE_CERTIFICATE: Policy = {
  name: 'signing.see-certificate',
  who: 'signed-in',
  subject: 'signing-certificate',
  sees: async (db, actor, params) =>
    (await maybeRow(
      db,
      `SELECT 1 FROM ${CERTIFICATE_TABLES}
        WHERE credential.id = $1 AND (credential.post_id = $2 OR agency.id = ANY ($3))`,
      [params['id'], actor.postId, readAgencies(actor)],
    )) !== null,
};

/** Whether he keeps the register of that very agency is asked again in the act. */
export const KEEP_CERTIFICATES: Policy = {
  ...SEE_CERTIFICATE,
  name: 'signing.keep-certificates',
  who: ['clerk', 'admin'],
};
