import type { ReactNode } from 'react';
import { Badge, type Tone } from '../../components/badge';
import { t, tCode } from '../../i18n';
import type { Credential } from './credentials-api';

const TONES: Readonly<Record<Credential['standing'], Tone>> = {
  'in-force': 'released',
  revoked: 'void',
  'agency-ended': 'void',
  'post-ended': 'void',
  replaced: 'plain',
  expired: 'overdue',
  'not-yet-valid': 'waiting',
};

/** The days of the warnings, nearest first, as the register gives them. */
const WARNINGS = [
  { days: 7, tone: 'overdue', text: 'cert.state.within7' },
  { days: 30, tone: 'soon', text: 'cert.state.within30' },
  { days: 60, tone: 'soon', text: 'cert.state.within60' },
] as const;

/** Null while more than sixty days are left. */
export function warningOf(daysLeft: number): (typeof WARNINGS)[number] | null {
  return WARNINGS.find(({ days }) => daysLeft <= days) ?? null;
}

/** Whether it signs, and how long still. */
export function CredentialBadges({ standing, daysLeft }: Credential): ReactNode {
  if (standing !== 'in-force')
    return <Badge tone={TONES[standing]}>{tCode('creg.standing', standing)}</Badge>;
  const warning = warningOf(daysLeft);
  return warning ? (
    <Badge tone={warning.tone}>{t(warning.text, { n: daysLeft })}</Badge>
  ) : (
    <Badge tone="released">{t('cert.state.valid', { n: daysLeft })}</Badge>
  );
}
