import { hasAnyRole } from '../app/session-context';
import type { Session } from '../api/session';
import type { IconName } from '../components/icon';
import type { TextKey } from '../i18n';

export type MenuEntry = {
  readonly key: TextKey;
  readonly to: string;
  readonly icon?: IconName;
  /** Name of the count that the server keeps for exactly this list. */
  readonly count?: string;
  readonly children?: readonly MenuEntry[];
};

function view(base: string, area: 'incoming' | 'outgoing', name: string): MenuEntry {
  return {
    key: `nav.${area}.${name}` as TextKey,
    to: `${base}?view=${name}`,
    count: `${area}.${name}`,
  };
}

/** What the acting post works with; only lists that can hold something for it. */
export function menuEntries(session: Session): readonly MenuEntry[] {
  const party = session.acting.space === 'party';
  return [
    { key: 'nav.myWork', to: '/', icon: 'home', count: 'work.mine' },
    {
      key: 'nav.incoming',
      to: '/van-ban-den',
      icon: 'incoming',
      children: incomingViews(session).map((name) => view('/van-ban-den', 'incoming', name)),
    },
    {
      key: 'nav.outgoing',
      to: '/van-ban-di',
      icon: 'outgoing',
      children: outgoingViews(session).map((name) => view('/van-ban-di', 'outgoing', name)),
    },
    { key: 'nav.signing', to: '/ky-so', icon: 'pen', count: 'work.signing' },
    { key: 'nav.tasks', to: '/nhiem-vu', icon: 'tasks', count: 'tasks.open' },
    { key: 'nav.plans', to: '/ke-hoach', icon: 'plan' },
    ...(party ? [] : [{ key: 'nav.reports', to: '/bao-cao', icon: 'report' } as const]),
    { key: party ? 'nav.reviews.party' : 'nav.reviews', to: '/danh-gia', icon: 'review' },
    ...(hasAnyRole(session, 'clerk', 'leader', 'office-chief')
      ? [{ key: 'nav.registers', to: '/so-van-ban', icon: 'book' } as const]
      : []),
    ...(hasAnyRole(session, 'clerk', 'inspector', 'admin')
      ? [
          {
            key: 'nav.certificateRegister',
            to: '/so-chung-thu-so',
            icon: 'book',
            count: 'certificates.warnings',
          } as const,
        ]
      : []),
    { key: 'nav.verify', to: '/kiem-tra-chu-ky', icon: 'shield' },
  ];
}

export function incomingViews(session: Session): readonly string[] {
  if (hasAnyRole(session, 'clerk'))
    return ['to-receive', 'to-register', 'to-submit', 'returned', 'done'];
  if (hasAnyRole(session, 'office-chief')) {
    return ['to-distribute', 'to-process', 'in-progress', 'overdue', 'done'];
  }
  if (hasAnyRole(session, 'leader')) return ['to-direct', 'in-progress', 'overdue', 'done'];
  return [
    'to-process',
    'in-progress',
    'coordinating',
    'for-information',
    'due-soon',
    'overdue',
    'done',
  ];
}

export function outgoingViews(session: Session): readonly string[] {
  if (hasAnyRole(session, 'clerk')) {
    return ['to-review', 'to-number', 'to-seal', 'to-release', 'in-progress', 'released'];
  }
  if (hasAnyRole(session, 'leader')) return ['to-approve', 'to-sign', 'in-progress', 'released'];
  if (hasAnyRole(session, 'office-chief', 'unit-head')) {
    return ['to-review', 'drafts', 'opinions', 'in-progress', 'released'];
  }
  return ['drafts', 'opinions', 'in-progress', 'released'];
}
