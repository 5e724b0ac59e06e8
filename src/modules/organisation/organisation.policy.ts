import { maybeRow } from '../../platform/database/rows.js';
import type { Policy } from '../../platform/access/policy.js';

/** Names of agencies of both spaces: a committee may be the recipient of a government report. */
export const LIST_AGENCIES: Policy = {
  name: 'organisation.list-agencies',
  who: 'signed-in',
  subject: null,
};
export const LIST_GROUPS: Policy = {
  name: 'organisation.list-groups',
  who: 'signed-in',
  subject: null,
};

/** Divisions, people and competence are seen within one's own space only. */
export const SEE_AGENCY: Policy = {
  name: 'organisation.see-agency',
  who: 'signed-in',
  subject: 'agency',
  sees: async (db, actor, params) => {
    const found = await maybeRow(
      db,
      'SELECT 1 FROM organisation.unit WHERE id = $1 AND is_agency AND space = $2',
      [params['id'], actor.space],
    );
    return found !== null;
  },
};
