import type { ReactNode } from 'react';
import { Badge, type Tone } from '../../components/badge';
import { t, tCode } from '../../i18n';
import type { Credential } from './credentials-api';

export const STANDING_TONES: Readonly<Record<Credential['standing'], Tone>> = {
  'in-force': 'released',
  revoked: 'void',
  'agency-ended': 'void',
  'post-ended': 'void',
  replaced: 'plain',
  expired: 'overdue',
  'not-yet-valid': 'waiting',
};

const WARNING_TONES: Readonly<Record<NonNullable<Credential['endsWithin']>, Tone>> = {
  60: 'soon',
  30: 'soon',
  7: 'overdue',
};

/** Whether it signs, and how long still. */
export function CredentialBadges({ standing, daysLeft, endsWithin }: Credential): ReactNode {
  if (standing !== 'in-force')
    return <Badge tone={STANDING_TONES[standing]}>{tCode('creg.standing', standing)}</Badge>;
  return endsWithin === null ? (
    <Badge tone="released">{t('cert.state.valid', { n: daysLeft })}</Badge>
  ) : (
    <Badge tone={WARNING_TONES[endsWithin]}>
      {t('cert.state.ending', { days: endsWithin, n: daysLeft })}
    </Badge>
  );
}
