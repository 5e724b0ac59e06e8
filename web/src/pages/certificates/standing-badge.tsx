import type { ReactNode } from 'react';
import type { RegisteredCertificate } from '../../api/certificates';
import { Badge } from '../../components/badge';
import { t, tCode } from '../../i18n';
import { STANDING_TONES } from '../../signing/credentials/credential-badges';

export function StandingBadge({ line }: { readonly line: RegisteredCertificate }): ReactNode {
  return (
    <>
      <Badge tone={STANDING_TONES[line.standing]}>{tCode('creg.standing', line.standing)}</Badge>
      {line.endsWithin !== null && (
        <>
          {' '}
          <Badge tone="soon">{t('creg.left', { n: line.daysLeft })}</Badge>
        </>
      )}
    </>
  );
}
