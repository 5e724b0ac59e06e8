import type { Policy } from '../../platform/access/policy.js';

/** A session belongs to whoever carries its cookie: it is no subject that another could see. */
export const SIGN_IN: Policy = { name: 'identity.sign-in', who: 'anyone' };
export const SEE_OWN_SESSION: Policy = {
  name: 'identity.see-own-session',
  who: 'signed-in',
  subject: null,
};
/** Own posts only: the use case answers 404 for any other. */
export const CHOOSE_POST: Policy = {
  name: 'identity.choose-post',
  who: 'signed-in',
  subject: null,
};
export const SIGN_OUT: Policy = { name: 'identity.sign-out', who: 'signed-in', subject: null };
