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

/** Legal days until its last one. */
export function daysLeftAt(now: string): string {
  return `((credential.not_after AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
    - (${now}::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)`;
}
