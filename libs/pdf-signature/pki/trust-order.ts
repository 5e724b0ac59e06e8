import { PdfSignatureError } from '../errors.js';
import { openTrustList, type TrustList } from './trust.js';

/** A publisher's clock may be ahead of ours by this; a list from further ahead would lock out all later ones. */
const AHEAD_MS = 86_400_000;

/**
 * Refuses a list that is older than the one that is held: an earlier list keeps the signature of its
 * publisher for ever, so that whoever answers in his place could bring back a root that was taken
 * away. What a list does not say cannot be compared: lists without number and date follow each other
 * as they come, until the first that has one.
 *
 * `reason` of a refusal: `sequence` and `issued-at`, lower or earlier than what is held (`held`,
 * `offered`); `sequence-missing` and `issued-at-missing`, left out where the held one has it;
 * `same-number`, other content under the number, or without numbers the date, of the held one.
 *
 * @param held the list in force, UTF-8 JSON; null when there is none yet
 * @param offered the list that was fetched
 * @param now a list that says to come from later than a day after it is malformed
 * @returns what the offered list holds
 * @throws PdfSignatureError `trust.malformed`, `trust.rollback`
 */
export function requireNoRollback(held: string | null, offered: string, now: Date): TrustList {
  const next = openTrustList(offered);
  if (next.issuedAt !== null && next.issuedAt.getTime() > now.getTime() + AHEAD_MS) {
    throw new PdfSignatureError('trust.malformed', { detail: 'issuedAt lies ahead' });
  }
  if (held === null || held === offered) return next;
  const last = openTrustList(held);
  requireOrder('sequence', last.sequence, next.sequence);
  requireOrder('issued-at', last.issuedAt?.toISOString(), next.issuedAt?.toISOString());
  const isSame =
    last.sequence === null
      ? last.issuedAt !== null && last.issuedAt.getTime() === next.issuedAt?.getTime()
      : last.sequence === next.sequence;
  if (isSame) throw new PdfSignatureError('trust.rollback', { reason: 'same-number' });
  return next;
}

function requireOrder<Mark extends number | string>(
  reason: string,
  held: Mark | null | undefined,
  offered: Mark | null | undefined,
): void {
  if (held === null || held === undefined) return;
  if (offered === null || offered === undefined) {
    throw new PdfSignatureError('trust.rollback', { reason: `${reason}-missing`, held });
  }
  if (offered < held) throw new PdfSignatureError('trust.rollback', { reason, held, offered });
}
