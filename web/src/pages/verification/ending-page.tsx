import '../../styles/mantine-forms';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { urlOf } from '../../api/client';
import {
  type EndingFilter,
  type EndingOverview,
  type EndingSignature,
  loadEndingOverview,
} from '../../api/verification';
import { hasAnyRole, useSession } from '../../app/session-context';
import { Badge } from '../../components/badge';
import { DataList, type ListColumn } from '../../components/data-list';
import { instantDay, moment } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { useFilters } from '../../components/use-filters';
import { usePagedList } from '../../components/use-paged-list';
import { t, tCode } from '../../i18n';
import { language } from '../../i18n/language';
import { EndingCounts } from './ending-counts';
import { EndingFilters } from './ending-filters';
import '../../components/data-list.css';
import '../../components/notice.css';
import './ending.css';

const PATH = '/verification/ending';

/** What would stop verifying in the next twelve months: when, why, which documents. */
export default function EndingPage(): ReactNode {
  const session = useSession();
  const { get, set } = useFilters();
  const filter: EndingFilter = {
    cause: get('cause'),
    subjectType: get('subjectType'),
    agencyId: get('agencyId'),
    unitId: get('unitId'),
  };
  const isWhole = Object.values(filter).every((value) => !value);
  const query = { ...filter, month: get('month') };
  const overview = useQuery({
    queryKey: ['ending-overview', filter],
    queryFn: () => loadEndingOverview(filter),
    placeholderData: keepPreviousData,
  });
  const found = overview.data;
  return (
    <>
      <PageHead
        title={t('ver.ending.title')}
        trail={[{ to: '/kiem-tra-chu-ky', label: t('ver.title') }]}
      >
        {found?.lists === true && (
          <Button
            component="a"
            href={urlOf(`${PATH}/csv`, { ...query, lang: language() })}
            variant="default"
          >
            {t('common.export')}
          </Button>
        )}
      </PageHead>
      {overview.isPending && <p className="muted">{t('app.loading')}</p>}
      {overview.isError && (
        <ProblemNotice error={overview.error} onRetry={() => void overview.refetch()} />
      )}
      {found && (
        <div className="stack">
          <p className="muted">{t('ver.ending.text')}</p>
          <State overview={found} />
          {hasAnyRole(session, 'clerk', 'inspector', 'admin') && (
            <p className="no-print">
              <Link to="/kiem-tra-chu-ky/goc-tin-cay">{t('ver.trust.link')}</Link>
            </p>
          )}
          <EndingFilters agencies={found.agencies} units={found.units} />
          <EndingCounts
            overview={found}
            isWhole={isWhole}
            month={query.month}
            onMonth={
              found.lists
                ? (month) => {
                    set({ month });
                  }
                : null
            }
          />
          {found.lists && !(isWhole && found.total === 0) && (
            <Documents query={query} hasSeveral={found.agencies.length > 1} />
          )}
        </div>
      )}
    </>
  );
}

function State({ overview }: { readonly overview: EndingOverview }): ReactNode {
  return (
    <>
      {!overview.extends && <p className="notice notice-amber">{t('ver.ending.off')}</p>}
      {overview.ended > 0 && (
        <p className="notice notice-red">{t('ver.ending.ended', { n: overview.ended })}</p>
      )}
      {overview.lastRoundAt === null ? (
        <p className="notice notice-amber">{t('ver.ending.never')}</p>
      ) : (
        <p className="muted">{t('ver.ending.nightly', { time: moment(overview.lastRoundAt) })}</p>
      )}
    </>
  );
}

type DocumentsProps = {
  readonly query: EndingFilter & { readonly month: string };
  readonly hasSeveral: boolean;
};

function Documents({ query, hasSeveral }: DocumentsProps): ReactNode {
  const list = usePagedList<EndingSignature>(PATH, query);
  return (
    <>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      <DataList<EndingSignature>
        label={t('ver.ending.title')}
        columns={columns(hasSeveral)}
        rows={list.rows}
        rowKey={({ subjectType, subjectId }) => `${subjectType} ${subjectId}`}
        href={pageOf}
        loading={list.isPending}
        empty={{ title: t('ver.ending.empty'), text: t('ver.ending.empty.text') }}
        hasMore={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

/** An annex has no page of its own: its document has. */
function pageOf({ subjectType, subjectId, documentId }: EndingSignature): string | null {
  switch (subjectType) {
    case 'outgoing-document':
      return `/van-ban-di/${subjectId}`;
    case 'outgoing-annex':
      return documentId === null ? null : `/van-ban-di/${documentId}`;
    case 'incoming-document':
      return `/van-ban-den/${subjectId}`;
    case 'document-copy':
      return `/ban-sao/${subjectId}`;
    default:
      return null;
  }
}

function columns(hasSeveral: boolean): readonly ListColumn<EndingSignature>[] {
  return [
    {
      id: 'document',
      header: t('ver.ending.document'),
      phone: 'title',
      cell: (item) => (
        <>
          <Title item={item} />
          <span className="muted">
            {tCode('ver.ending.type', item.subjectType)}
            {hasSeveral ? `, ${item.agencyName}` : ''}
            {item.unitName === null ? '' : `, ${item.unitName}`}
          </span>
        </>
      ),
    },
    {
      id: 'when',
      header: t('ver.ending.when'),
      width: 150,
      cell: (item) => <When item={item} />,
    },
    {
      id: 'why',
      header: t('ver.ending.why'),
      width: 260,
      cell: ({ cause }) => tCode('ver.ending.cause', cause),
    },
    {
      id: 'last',
      header: t('ver.ending.last'),
      width: 200,
      cell: ({ outcome }) => tCode('ver.ending.outcome', outcome ?? 'none'),
    },
  ];
}

function Title({ item }: { readonly item: EndingSignature }): ReactNode {
  const path = pageOf(item);
  return (
    <span className="cell-subject">
      {path === null ? item.title : <Link to={path}>{item.title}</Link>}
    </span>
  );
}

/** What could not be handled has no day of its own. */
function When({ item }: { readonly item: EndingSignature }): ReactNode {
  if (item.cause === 'failure') return null;
  return (
    <>
      <span className="num">{instantDay(item.endsAt)}</span>
      {item.hasEnded && (
        <>
          {' '}
          <Badge tone="overdue">{t('ver.ending.over')}</Badge>
        </>
      )}
    </>
  );
}
