import type { Policy } from '../../platform/access/policy.js';
import { maybeRow } from '../../platform/database/rows.js';

export const ENROL_CREDENTIAL: Policy = {
  name: 'signing.enrol-credential',
  who: 'signed-in',
  subject: null,
};

/** A certificate is that of the post that signs with it; a clerk's seal is the clerk's. */
export const CHANGE_OWN_CREDENTIAL: Policy = {
  name: 'signing.change-own-credential',
  who: 'signed-in',
  subject: 'signing-credential',
  sees: async (db, actor, params) =>
    (await maybeRow(
      db,
      'SELECT 1 FROM signing.credential WHERE id = $1 AND post_id = $2 AND revoked_at IS NULL',
      [params['id'], actor.postId],
    )) !== null,
};

/** A signing service has no session: the secret of the address is all it brings, and all it causes is a question. */
export const ANSWER_WITH_SECRET: Policy = { name: 'signing.answer-with-secret', who: 'anyone' };

/** Who signs or keeps a seal; a token locks itself when others try its PIN. */
export const USE_SERVER_TOKENS: Policy = {
  name: 'signing.use-server-tokens',
  who: ['leader', 'clerk', 'office-chief', 'unit-head', 'admin'],
  subject: null,
};
