import type { ReactNode } from 'react';
import type { Punctuality, Task, TaskState } from '../../api/tasks';
import { Badge, type Tone } from '../../components/badge';
import { day } from '../../components/format';
import { t, tCode } from '../../i18n';

const STATES: Readonly<Record<TaskState, Tone>> = {
  pending: 'waiting',
  accepted: 'waiting',
  'in-progress': 'waiting',
  reported: 'signed',
  done: 'released',
  recalled: 'void',
};

export function TaskStateBadge({ state }: { readonly state: TaskState }): ReactNode {
  return <Badge tone={STATES[state]}>{tCode('task.state', state)}</Badge>;
}

/** Against the deadline, in working days as the server counts them; never by colour alone. */
export function PunctualityBadge({ value }: { readonly value: Punctuality }): ReactNode {
  const { kind, days = 0 } = value;
  switch (kind) {
    case 'no-deadline':
      return <Badge tone="plain">{t('due.none')}</Badge>;
    case 'overdue':
      return <Badge tone="overdue">{t('due.overdue', { n: days })}</Badge>;
    case 'running':
      if (days === 0) return <Badge tone="soon">{t('due.today')}</Badge>;
      return <Badge tone={days <= 3 ? 'soon' : 'plain'}>{t('due.left', { n: days })}</Badge>;
    case 'done-early':
      return <Badge tone="released">{t('due.doneEarly')}</Badge>;
    case 'done-in-time':
      return <Badge tone="released">{t('due.doneInTime')}</Badge>;
    case 'done-late':
      return <Badge tone="late">{t('due.doneLate', { n: days })}</Badge>;
  }
}

/** The day and how it stands; an extended deadline keeps its first one in sight. */
export function TaskDue({ task }: { readonly task: Task }): ReactNode {
  const moved = task.originalDueOn !== null && task.originalDueOn !== task.dueOn;
  return (
    <span className="row">
      {task.dueOn && <span className="num">{day(task.dueOn)}</span>}
      {task.state !== 'recalled' && <PunctualityBadge value={task.punctuality} />}
      {moved && (
        <span className="muted">{t('task.original', { date: day(task.originalDueOn) })}</span>
      )}
    </span>
  );
}

/** Who works on it, from the agency down to the person. */
export function holderOf({ agencyName, unitName, personName }: Task): string {
  return [personName, unitName, agencyName]
    .filter((name) => name !== null && name !== '')
    .join(', ');
}
