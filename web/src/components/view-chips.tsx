import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { loadMenuCounts } from '../api/menu';
import { useSession } from '../app/session-context';
import { tCode, t } from '../i18n';
import { count } from './format';
import './data-list.css';

type Props = {
  readonly area: 'incoming' | 'outgoing';
  readonly base: string;
  readonly views: readonly string[];
  readonly current: string;
};

/** The lists of one area as links, each with the count of its own query. */
export function ViewChips({ area, base, views, current }: Props): ReactNode {
  const { acting } = useSession();
  const counts = useQuery({ queryKey: ['menu-counts', acting.id], queryFn: loadMenuCounts });
  return (
    <nav className="chips no-print" aria-label={t('common.filter')}>
      <Link className="chip" to={base} aria-current={current === '' ? 'page' : undefined}>
        {t('common.all')}
      </Link>
      {views.map((view) => {
        const number = counts.data?.[`${area}.${view}`];
        return (
          <Link
            key={view}
            className="chip"
            to={`${base}?view=${view}`}
            aria-current={current === view ? 'page' : undefined}
          >
            {tCode(`nav.${area}`, view)}
            {number ? ` (${count(number)})` : ''}
          </Link>
        );
      })}
    </nav>
  );
}
