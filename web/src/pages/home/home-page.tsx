import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { loadMenuCounts } from '../../api/menu';
import type { WorkItem } from '../../api/work';
import { useSession } from '../../app/session-context';
import { DataList, type ListColumn } from '../../components/data-list';
import { Due, Urgency } from '../../components/document-badges';
import { count, instantDay, today } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { usePagedList } from '../../components/use-paged-list';
import { t, tCode } from '../../i18n';
import { incomingViews, outgoingViews } from '../../shell/menu-entries';
import { placeOf } from './work-item';
import '../../components/notice.css';
import './home.css';

/** One list ordered by what is due, with the reason why it is here; above it three numbers of this role. */
export default function HomePage(): ReactNode {
  const session = useSession();
  const { acting, person } = session;
  const counts = useQuery({ queryKey: ['menu-counts', acting.id], queryFn: loadMenuCounts });
  const work = usePagedList<WorkItem>('/my-work', {});
  const tiles = [
    ...incomingViews(session).map((view) => ({ area: 'incoming', base: '/van-ban-den', view })),
    ...outgoingViews(session).map((view) => ({ area: 'outgoing', base: '/van-ban-di', view })),
  ]
    .filter(({ view }) => !['done', 'released', 'in-progress', 'for-info'].includes(view))
    .slice(0, 8)
    .map((tile) => ({ ...tile, n: counts.data?.[`${tile.area}.${tile.view}`] ?? 0 }))
    .toSorted((a, b) => b.n - a.n)
    .slice(0, 3);

  return (
    <>
      <PageHead
        title={t('home.greeting')}
        below={
          <p className="muted">
            {person.name}, {acting.title}, {acting.agencyName}
          </p>
        }
      />
      <ul className="tiles">
        {tiles.map(({ area, base, view, n }) => (
          <li key={`${area}.${view}`}>
            <Link to={`${base}?view=${view}`}>
              <strong className="num">{count(n)}</strong>
              <span>
                {tCode('nav', area)}: {tCode(`nav.${area}`, view)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {(counts.data?.['certificates.warnings'] ?? 0) > 0 && (
        <p className="notice notice-blue">
          <Link to="/so-chung-thu-so?view=expiring">
            {t('creg.home')}: {count(counts.data?.['certificates.warnings'] ?? 0)}
          </Link>
        </p>
      )}
      <h2 style={{ margin: '16px 0 8px' }}>{t('home.list')}</h2>
      {work.isError && <ProblemNotice error={work.error} onRetry={() => void work.refetch()} />}
      {!work.isError && (
        <DataList
          label={t('home.list')}
          columns={columns()}
          rows={work.rows}
          rowKey={(row) => `${row.kind}-${row.id}`}
          href={placeOf}
          hasMore={work.hasNextPage}
          loadingMore={work.isFetchingNextPage}
          onMore={() => void work.fetchNextPage()}
          loading={work.isPending}
          empty={{ title: t('home.empty'), text: t('home.empty.text') }}
        />
      )}
    </>
  );
}

function columns(): readonly ListColumn<WorkItem>[] {
  return [
    {
      id: 'due',
      header: t('common.due'),
      width: 120,
      cell: (row) => <Due dueOn={row.dueOn} today={today()} />,
    },
    {
      id: 'subject',
      header: t('out.field.subject'),
      phone: 'title',
      cell: (row) => (
        <span className="cell-subject">
          <Urgency value={row.urgency} />{' '}
          {row.symbol && <strong className="num">{row.symbol}. </strong>}
          {row.title}
        </span>
      ),
    },
    { id: 'why', header: t('home.why'), width: 320, cell: (row) => row.reason },
    { id: 'kind', header: t('home.kind'), width: 150, cell: (row) => tCode('home.kind', row.kind) },
    {
      id: 'since',
      header: t('home.since'),
      width: 110,
      cell: (row) => <span className="num">{instantDay(row.since)}</span>,
    },
  ];
}
