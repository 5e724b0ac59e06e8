import type { Actor } from '../../platform/access/actor.js';
import type { Policy, RouteParams } from '../../platform/access/policy.js';
import { type Queryable, rows } from '../../platform/database/rows.js';

/** The committee's own space: for anybody else these routes do not exist. */
function inPartySpace(_db: Queryable, actor: Actor): Promise<boolean> {
  return Promise.resolve(actor.space === 'party');
}

async function seesReview(db: Queryable, actor: Actor, params: RouteParams): Promise<boolean> {
  if (actor.space !== 'party') return false;
  const found = await rows(db, 'SELECT 1 FROM reviews.review WHERE id = $1 AND committee_id = $2', [
    params['id'],
    actor.agencyId,
  ]);
  return found.length > 0;
}

const WRITERS = ['leader', 'office-chief', 'par-officer', 'unit-head', 'officer'] as const;

export const LIST_REVIEWS: Policy = {
  name: 'reviews.list',
  who: 'signed-in',
  subject: null,
  sees: inPartySpace,
};

export const OPEN_REVIEW: Policy = {
  name: 'reviews.open',
  who: WRITERS,
  subject: null,
  sees: inPartySpace,
};

export const READ_REVIEW: Policy = {
  name: 'reviews.read',
  who: 'signed-in',
  subject: 'review',
  sees: seesReview,
};

export const WORK_ON_REVIEW: Policy = {
  name: 'reviews.work',
  who: WRITERS,
  subject: 'review',
  sees: seesReview,
};

export const DECIDE_REVIEW: Policy = {
  name: 'reviews.decide',
  who: ['leader', 'office-chief'],
  subject: 'review',
  sees: seesReview,
};
