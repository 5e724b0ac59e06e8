import { formatInstant } from '../../../../libs/working-calendar/index.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { CertificateNotValidError } from '../signing.errors.js';
import { revocationReason } from './register-words.texts.js';
import {
  AgencyEndedError,
  CertificateExpiredError,
  CertificateReplacedError,
  CertificateRevokedError,
  PostEndedError,
} from './certificates.errors.js';

/** In the order in which they are said when several are true; only the first one may sign. */
export const STANDINGS = [
  'in-force',
  'revoked',
  'agency-ended',
  'post-ended',
  'replaced',
  'expired',
  'not-yet-valid',
] as const;
export type Standing = (typeof STANDINGS)[number];

/** Days ahead at which a coming end is warned of, the last one last. */
export const WARNING_DAYS = [60, 30, 7] as const;

export type StandingFacts = {
  readonly standing: Standing;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly revokedAt: Date | null;
  readonly endReason: string | null;
  readonly postTitle: string;
  /** `30/06/2025`, as sentences write it. */
  readonly postEndedOn: string | null;
  readonly agencyName: string;
  readonly agencyEndedOn: string | null;
  readonly successors: string | null;
};

/** Why this certificate cannot sign now; null when it can (TT 15/2025/TT-BKHCN: said before signing). */
export function refusalFor(facts: StandingFacts): DomainError | null {
  const { serial } = facts;
  switch (facts.standing) {
    case 'in-force':
      return null;
    case 'revoked':
      return new CertificateRevokedError(
        serial,
        dated(facts.revokedAt),
        revocationReason(facts.endReason ?? ''),
      );
    case 'agency-ended':
      return new AgencyEndedError(
        facts.agencyName,
        facts.agencyEndedOn ?? '',
        facts.successors ?? '',
      );
    case 'post-ended':
      return new PostEndedError(facts.postTitle, facts.postEndedOn ?? '');
    case 'replaced':
      return new CertificateReplacedError(serial, dated(facts.revokedAt));
    case 'expired':
      return new CertificateExpiredError(serial, formatInstant(facts.notAfter));
    case 'not-yet-valid':
      return new CertificateNotValidError(
        formatInstant(facts.notBefore),
        formatInstant(facts.notAfter),
      );
  }
}

function dated(instant: Date | null): string {
  return instant === null ? '' : formatInstant(instant);
}
