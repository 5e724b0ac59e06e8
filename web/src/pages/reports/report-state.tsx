import type { ReactNode } from 'react';
import { Badge, type Tone } from '../../components/badge';
import { t, tCode } from '../../i18n';

const TONES: Readonly<Record<string, Tone>> = {
  open: 'draft',
  returned: 'returned',
  submitted: 'waiting',
  approved: 'signed',
  sent: 'released',
};

type Props = { readonly state: string; readonly lateDays?: number | null };

export function ReportState({ state, lateDays }: Props): ReactNode {
  return (
    <span className="row">
      <Badge tone={TONES[state] ?? 'waiting'}>{tCode('rep.state', state)}</Badge>
      {lateDays ? <Badge tone="late">{t('rep.state.late', { n: lateDays })}</Badge> : null}
    </span>
  );
}
