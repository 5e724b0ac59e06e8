import type { ReactNode } from 'react';
import type { RegisteredCertificate } from '../../api/certificates';
import { Badge, type Tone } from '../../components/badge';
import { t, tCode } from '../../i18n';

const SOON_DAYS = 60;

const TONES: Readonly<Record<RegisteredCertificate['standing'], Tone>> = {
  'in-force': 'released',
  revoked: 'void',
  'agency-ended': 'void',
  'post-ended': 'void',
  replaced: 'plain',
  expired: 'overdue',
  'not-yet-valid': 'waiting',
};

function isEnding({ standing, daysLeft }: RegisteredCertificate): boolean {
  return standing === 'in-force' && daysLeft <= SOON_DAYS;
}

export function StandingBadge({ line }: { readonly line: RegisteredCertificate }): ReactNode {
  return (
    <>
      <Badge tone={TONES[line.standing]}>{tCode('creg.standing', line.standing)}</Badge>
      {isEnding(line) && (
        <>
          {' '}
          <Badge tone="soon">{t('creg.left', { n: line.daysLeft })}</Badge>
        </>
      )}
    </>
  );
}
