import { type Actor, hasRole } from '../../platform/access/actor.js';

/**
 * The first eight parameters of every statement that reads documents for somebody. `OUTGOING_SEEN`
 * and `INCOMING_SEEN` are the one rule of who sees what: routes, lists, counts and search share it.
 */
export function actorValues(actor: Actor): readonly unknown[] {
  return [
    actor.postId,
    actor.unitId,
    actor.agencyId,
    hasRole(actor, 'unit-head', 'leader', 'office-chief'),
    hasRole(actor, 'leader', 'office-chief'),
    hasRole(actor, 'clerk') ? actor.clerkOf : [],
    hasRole(actor, 'unit-head'),
    hasRole(actor, 'office-chief'),
  ];
}

/** Gives all eight their types, for not every statement uses each. */
const TYPED = `num_nonnulls($1::uuid, $2::uuid, $3::uuid, $4::boolean, $5::boolean,
  $6::uuid[], $7::boolean, $8::boolean) = 8`;

const HEAD = `(d.head_post_id = $1 OR ($7 AND d.drafting_unit_id = $2))`;

const OFFICE = `((d.form_checker = 'office-chief' AND $8 AND d.office_agency_id = $3)
  OR (d.form_checker = 'clerk' AND d.issuing_agency_id = ANY ($6)))`;

const CLERK = `d.issuing_agency_id = ANY ($6)`;

const ASKED = `EXISTS (SELECT 1 FROM documents.opinion asked WHERE asked.document_id = d.id
  AND (asked.post_id = $1 OR ($4 AND asked.unit_id = $2)))`;

/** Asked and not answered yet, in a round that is still open. */
export const OPINION_WAITS = `EXISTS (SELECT 1 FROM documents.opinion asked
  JOIN documents.opinion_round round ON round.id = asked.round_id AND round.closed_at IS NULL
  WHERE asked.document_id = d.id AND asked.given_at IS NULL
    AND (asked.post_id = $1 OR ($4 AND asked.unit_id = $2)))`;

/**
 * Outgoing `d`: who took part, whose turn it is or was, who was asked; once it has left the drafter,
 * the clerks, the leaders and the office of its agencies.
 */
export const OUTGOING_SEEN = `${TYPED} AND (
  d.drafter_post_id = $1 OR ${HEAD}
  OR (d.signer_post_id = $1 AND d.state NOT IN ('draft', 'collecting'))
  OR (d.state NOT IN ('draft', 'collecting') AND (
    ${CLERK} OR ${OFFICE}
    OR ($5 AND $3 IN (d.issuing_agency_id, d.drafting_agency_id, d.office_agency_id))))
  OR ${ASKED}
  OR EXISTS (SELECT 1 FROM documents.move own WHERE own.post_id = $1 AND own.document_id = d.id))`;

/** Outgoing `d` waits for this actor: the SQL face of `holdsOutgoing`; a test holds them together. */
export const OUTGOING_HELD = `(
  (d.state IN ('draft', 'collecting') AND (d.drafter_post_id = $1 OR ${HEAD}))
  OR (d.state IN ('head-review', 'content-checked', 'returned') AND ${HEAD})
  OR (d.state = 'form-check' AND ${OFFICE})
  OR (d.state IN ('awaiting-approval', 'awaiting-signature') AND d.signer_post_id = $1)
  OR (d.state IN ('signed', 'numbered', 'sealed') AND ${CLERK}))`;

const ASSIGNED = `EXISTS (SELECT 1 FROM routing.report_assignment_v1 own
  WHERE own.subject_type = 'incoming-document' AND own.subject_id = i.id
    AND (own.post_id = $1 OR ($4 AND own.unit_id = $2)))`;

/**
 * Incoming `i`: the clerks; leaders and office once it is registered; the units and persons that it
 * was given to; whoever has moved it.
 */
export const INCOMING_SEEN = `${TYPED} AND (
  i.agency_id = ANY ($6)
  OR ($5 AND i.agency_id = $3 AND i.arrival_number IS NOT NULL)
  OR ${ASSIGNED}
  OR EXISTS (SELECT 1 FROM documents.move own WHERE own.post_id = $1 AND own.document_id = i.id))`;

/** Copy `c`: the clerks of its agency, who asked for it and who decides on it. */
export const COPY_SEEN = `${TYPED} AND (
  c.agency_id = ANY ($6) OR $1 IN (c.signer_post_id, c.asked_by_post))`;

/** Copy `c` waits for this actor to decide on it, or to sign it for the agency. */
export const COPY_HELD = `(
  (c.state = 'awaiting-approval' AND c.signer_post_id = $1)
  OR (c.state = 'awaiting-seal' AND c.agency_id = ANY ($6)))`;

/** Incoming `i` waits for this actor to register, submit, propose or direct. */
export const INCOMING_HELD = `(
  (i.state IN ('arrived', 'to-register', 'registered') AND i.agency_id = ANY ($6))
  OR (i.state = 'submitted' AND i.agency_id = $3
      AND (i.submitted_to_post IS NOT DISTINCT FROM $1 OR (i.submitted_to_post IS NULL AND $5)))
  OR (i.state = 'distributed' AND i.agency_id = $3 AND $5 AND NOT $8))`;
