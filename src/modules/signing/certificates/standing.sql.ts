import { WARNING_DAYS } from './credential-standing.js';

/** A certificate with whose it is: `credential`, `tenure` of its holder's post, `agency`. */
export const CERTIFICATE_TABLES = `
  signing.credential credential
  JOIN organisation.report_tenure_v1 tenure ON tenure.post_id = credential.post_id
  JOIN organisation.report_unit_life_v1 agency
    ON agency.id = COALESCE(credential.agency_id, tenure.agency_id)`;

/**
 * Whether a certificate may sign, and if not, the weightiest reason. Posts and agencies are asked
 * for their ends each time: nothing is copied that could be forgotten when a post ends.
 *
 * @param now name of the SQL parameter that holds the instant
 */
export function standingAt(now: string): string {
  const today = `(${now}::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;
  return `CASE
    WHEN credential.end_cause IN ('register', 'authority') THEN 'revoked'
    WHEN agency.ended_on < ${today} THEN 'agency-ended'
    WHEN tenure.ended_on < ${today} THEN 'post-ended'
    WHEN credential.revoked_at IS NOT NULL THEN 'replaced'
    WHEN credential.not_after < ${now}::timestamptz THEN 'expired'
    WHEN credential.not_before > ${now}::timestamptz THEN 'not-yet-valid'
    ELSE 'in-force' END`;
}

/** Why and since when it may not sign: what `StandingFacts` ask beside its line in the register. */
export const END_COLUMNS = `
  credential.revoked_at AS "revokedAt", credential.end_reason AS "endReason",
  tenure.title AS "postTitle", to_char(tenure.ended_on, 'DD/MM/YYYY') AS "postEndedOn",
  to_char(agency.ended_on, 'DD/MM/YYYY') AS "agencyEndedOn", agency.successors`;

/** Legal days until its last one. */
export function daysLeftAt(now: string): string {
  return `((credential.not_after AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
    - (${now}::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)`;
}

/** The nearest of the warnings within which a certificate in force ends; null while none is due. */
export function endsWithinAt(now: string): string {
  return `CASE WHEN ${standingAt(now)} = 'in-force' THEN (SELECT min(days)
    FROM unnest(ARRAY[${WARNING_DAYS.join(', ')}]) AS days WHERE ${daysLeftAt(now)} <= days) END`;
}

/**
 * Whether a replaced certificate could sign again: within its period at `$1`, and on no token that
 * another post has registered since.
 */
export const IS_REINSTATABLE = `(credential.end_cause = 'replaced'
  AND $1::timestamptz BETWEEN credential.not_before AND credential.not_after
  AND NOT EXISTS (SELECT 1 FROM signing.credential other
    WHERE other.certificate = credential.certificate AND other.revoked_at IS NULL
      AND (other.post_id = credential.post_id OR other.agency_id IS NULL)))`;

type Succeeded = {
  readonly id: string;
  readonly agencyId: string;
  readonly kind: 'post' | 'agency';
  readonly notAfter: Date;
};

/** Whether a certificate may take the place of another, given as `$1` to `$4`. */
export const MAY_SUCCEED = `(credential.id <> $1 AND agency.id = $2 AND credential.owner_kind = $3
  AND credential.not_after > $4 AND credential.replaced_by IS NULL)`;

export function succeeded({ id, agencyId, kind, notAfter }: Succeeded): readonly unknown[] {
  return [id, agencyId, kind, notAfter];
}
