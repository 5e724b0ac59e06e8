import type { ReactNode } from 'react';
import { t, tCode } from '../i18n';
import { Badge, type Tone } from './badge';

const OUTGOING: Readonly<Record<string, Tone>> = {
  draft: 'draft',
  returned: 'returned',
  signed: 'signed',
  numbering: 'signed',
  numbered: 'signed',
  sealed: 'signed',
  released: 'released',
  cancelled: 'void',
  'number-voided': 'void',
};

const INCOMING: Readonly<Record<string, Tone>> = { completed: 'released', returned: 'returned' };

const ASSIGNMENT: Readonly<Record<string, Tone>> = {
  completed: 'released',
  returned: 'returned',
  recalled: 'void',
};

export function OutgoingState({ state }: { readonly state: string }): ReactNode {
  return <Badge tone={OUTGOING[state] ?? 'waiting'}>{tCode('out.state', state)}</Badge>;
}

export function IncomingState({ state }: { readonly state: string }): ReactNode {
  return <Badge tone={INCOMING[state] ?? 'waiting'}>{tCode('in.state', state)}</Badge>;
}

export function AssignmentState({ state }: { readonly state: string }): ReactNode {
  return <Badge tone={ASSIGNMENT[state] ?? 'waiting'}>{tCode('asg.state', state)}</Badge>;
}

/** As stamped: red frame and capitals. */
export function Urgency({ value }: { readonly value: string | null | undefined }): ReactNode {
  if (!value || value === 'normal') return null;
  return <span className="urgency">{tCode('out.urgency', value)}</span>;
}

type DueProps = {
  readonly dueOn: string | null | undefined;
  readonly today: string;
  /** Working days as the server counts them; without it calendar days are shown. */
  readonly workingDays?: number | null | undefined;
};

/** Deadline with the number of days, never colour alone. */
export function Due({ dueOn, today, workingDays }: DueProps): ReactNode {
  if (!dueOn) return null;
  const left =
    workingDays ?? Math.round((Date.parse(dueOn) - Date.parse(today)) / (24 * 60 * 60 * 1000));
  if (left < 0) return <Badge tone="overdue">{t('due.overdue', { n: -left })}</Badge>;
  if (left === 0) return <Badge tone="soon">{t('due.today')}</Badge>;
  return <Badge tone={left <= 2 ? 'soon' : 'plain'}>{t('due.left', { n: left })}</Badge>;
}
