import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { loadMenuCounts, type MenuCounts } from '../api/menu';
import { useSession } from '../app/session-context';
import { Icon } from '../components/icon';
import { count } from '../components/format';
import { t } from '../i18n';
import { menuEntries, type MenuEntry } from './menu-entries';

export function MainMenu(): ReactNode {
  const session = useSession();
  const counts = useQuery({
    queryKey: ['menu-counts', session.acting.id],
    queryFn: loadMenuCounts,
    refetchInterval: 60_000,
  });
  return (
    <nav className="shell-menu" aria-label={t('app.menu')} id="main-menu">
      <ul>
        {menuEntries(session).map((entry) => (
          <MenuItem key={entry.key} entry={entry} counts={counts.data ?? {}} />
        ))}
      </ul>
      {session.demo && <p className="menu-demo">{t('app.demoData')}</p>}
    </nav>
  );
}

type ItemProps = { readonly entry: MenuEntry; readonly counts: MenuCounts };

function MenuItem({ entry, counts }: ItemProps): ReactNode {
  const { pathname, search } = useLocation();
  const [path = '', query = ''] = entry.to.split('?');
  const inside = path === '/' ? pathname === '/' : pathname.startsWith(path);
  const current = inside && viewOf(search) === viewOf(query);
  const number = entry.count === undefined ? undefined : counts[entry.count];
  return (
    <li>
      <Link to={entry.to} className="menu-link" aria-current={current ? 'page' : undefined}>
        {entry.icon && <Icon name={entry.icon} />}
        <span className="grow">{t(entry.key)}</span>
        {number !== undefined && number > 0 && (
          <span className="menu-count num">{count(number)}</span>
        )}
      </Link>
      {entry.children && inside && (
        <ul className="menu-children">
          {entry.children.map((child) => (
            <MenuItem key={child.to} entry={child} counts={counts} />
          ))}
        </ul>
      )}
    </li>
  );
}

function viewOf(search: string): string | null {
  return new URLSearchParams(search).get('view');
}
