import type { Policy } from '../../../../platform/access/policy.js';

/** The program has no session: a one-time ticket in the path is all it brings. */
export const FETCH_BY_TICKET: Policy = { name: 'signing.vgca-fetch-by-ticket', who: 'anyone' };
export const RETURN_BY_TICKET: Policy = { name: 'signing.vgca-return-by-ticket', who: 'anyone' };
