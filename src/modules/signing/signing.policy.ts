import type { Policy } from '../../platform/access/policy.js';
import { maybeRow } from '../../platform/database/rows.js';

export const SEE_OWN_CREDENTIALS: Policy = {
  name: 'signing.see-own-credentials',
  who: 'signed-in',
  subject: null,
};
export const VERIFY_ANY_PDF: Policy = {
  name: 'signing.verify-any-pdf',
  who: 'signed-in',
  subject: null,
};
/** Whoever holds a document may know what its signatures are worth. */
export const VERIFY_IN_PUBLIC: Policy = { name: 'signing.verify-in-public', who: 'anyone' };
/** Documents to those who read the registers, figures to inspectors and administrators. */
export const SEE_ENDING_SIGNATURES: Policy = {
  name: 'signing.see-ending-signatures',
  who: ['clerk', 'leader', 'office-chief', 'inspector', 'admin'],
  subject: null,
};
/** Those who keep or inspect certificates: which roots the verdicts rest on, and how fresh they are. */
export const SEE_TRUST_SOURCES: Policy = {
  name: 'signing.see-trust-sources',
  who: ['clerk', 'inspector', 'admin'],
  subject: null,
};
export const READ_TRUST_ANCHORS: Policy = { name: 'signing.read-trust-anchors', who: 'anyone' };

/** A batch is its signer's alone. */
export const SEE_OWN_BATCH: Policy = {
  name: 'signing.see-own-batch',
  who: 'signed-in',
  subject: 'signing-batch',
  sees: async (db, actor, params) =>
    (await maybeRow(db, 'SELECT 1 FROM signing.batch WHERE id = $1 AND post_id = $2', [
      params['id'],
      actor.postId,
    ])) !== null,
};

export const LIST_OWN_BATCHES: Policy = {
  name: 'signing.list-own-batches',
  who: 'signed-in',
  subject: null,
};

/** What he authorised waits for him alone: whose it is, its state says. */
export const RETURN_FROM_SERVICE: Policy = {
  name: 'signing.return-from-service',
  who: 'signed-in',
  subject: null,
};

/** A request is completed by the person who made it in that post, from whichever of his devices. */
export const COMPLETE_OWN_REQUEST: Policy = {
  name: 'signing.complete-own-request',
  who: 'signed-in',
  subject: 'signing-request',
  sees: async (db, actor, params) =>
    (await maybeRow(
      db,
      `SELECT 1 FROM signing.request
        WHERE id = $1 AND actor ->> 'postId' = $2 AND actor ->> 'personId' = $3`,
      [params['id'], actor.postId, actor.personId],
    )) !== null,
};
