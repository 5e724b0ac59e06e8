import '../../styles/mantine-forms';
import { Button, NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { Link } from 'react-router';
import { urlOf } from '../../api/client';
import { loadSeries, type IncomingEntry, type OutgoingEntry } from '../../api/registers';
import { useSession } from '../../app/session-context';
import { DataList } from '../../components/data-list';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { useFilters } from '../../components/use-filters';
import { usePagedList } from '../../components/use-paged-list';
import { t } from '../../i18n';
import { incomingColumns, outgoingColumns } from './register-columns';
import { groupName, SeriesPanel } from './series-panel';
import '../../components/data-list.css';

const DateField = lazy(() => import('../../components/date-field'));

/** The two main registers of NĐ 30, as they stand and as they are printed. */
export default function RegisterPage(): ReactNode {
  const { acting } = useSession();
  const filters = useFilters();
  const agencies =
    acting.clerkOf.length > 0 ? acting.clerkOf : [{ id: acting.agencyId, name: acting.agencyName }];
  const agencyId = filters.get('agency') || ownFirst(agencies, acting.agencyId);
  const book = filters.get('book') === 'incoming' ? 'incoming' : 'outgoing';
  const series = useQuery({ queryKey: ['series', agencyId], queryFn: () => loadSeries(agencyId) });
  const own = (series.data ?? []).filter(
    ({ register }) => (book === 'incoming') === (register === 'incoming'),
  );
  const query = {
    period: filters.get('period'),
    typeGroup: book === 'outgoing' ? filters.get('typeGroup') : '',
    from: filters.get('from'),
    to: filters.get('to'),
    fromNumber: filters.get('fromNumber'),
    toNumber: filters.get('toNumber'),
  };
  const base = `/registers/${agencyId}/${book}`;

  return (
    <>
      <PageHead title={book === 'incoming' ? t('reg.in') : t('reg.out')}>
        <Button
          component="a"
          href={urlOf(`${base}/print`, query)}
          target="_blank"
          rel="noreferrer"
          variant="default"
        >
          {t('reg.print')}
        </Button>
        <Button component="a" href={urlOf(`${base}/csv`, query)} variant="default">
          {t('common.export')}
        </Button>
      </PageHead>
      <nav className="chips no-print" aria-label={t('reg.which')}>
        {(['outgoing', 'incoming'] as const).map((one) => (
          <Link
            key={one}
            className="chip"
            to={`/so-van-ban?book=${one}${filters.get('agency') ? `&agency=${agencyId}` : ''}`}
            aria-current={book === one ? 'page' : undefined}
          >
            {one === 'incoming' ? t('reg.in') : t('reg.out')}
          </Link>
        ))}
      </nav>
      <div className="filters no-print">
        {agencies.length > 1 && (
          <Select
            label={t('reg.agency')}
            data={agencies.map(({ id, name }) => ({ value: id, label: name }))}
            value={agencyId}
            allowDeselect={false}
            onChange={(agency) => {
              filters.set({ agency, period: null, typeGroup: null });
            }}
          />
        )}
        <Select
          label={t('reg.period')}
          data={[...new Set(own.map(({ period }) => period))].sort().reverse()}
          value={query.period || null}
          placeholder={t('common.all')}
          clearable
          w={140}
          onChange={(period) => {
            filters.set({ period });
          }}
        />
        {book === 'outgoing' && (
          <Select
            label={t('reg.series')}
            data={[...new Set(own.map(({ typeGroup }) => typeGroup))].map((value) => ({
              value,
              label: groupName(value),
            }))}
            value={query.typeGroup || null}
            placeholder={t('reg.seriesAll')}
            clearable
            onChange={(typeGroup) => {
              filters.set({ typeGroup });
            }}
          />
        )}
        <Suspense fallback={null}>
          <DateField
            label={t('common.from')}
            width={140}
            value={query.from || null}
            onChange={(from) => {
              filters.set({ from });
            }}
          />
          <DateField
            label={t('common.to')}
            width={140}
            value={query.to || null}
            onChange={(to) => {
              filters.set({ to });
            }}
          />
        </Suspense>
        <NumberInput
          label={t('reg.fromNumber')}
          w={90}
          hideControls
          value={query.fromNumber}
          min={1}
          onBlur={(event) => {
            filters.set({ fromNumber: event.currentTarget.value });
          }}
        />
        <NumberInput
          label={t('reg.toNumber')}
          w={90}
          hideControls
          value={query.toNumber}
          min={1}
          onBlur={(event) => {
            filters.set({ toNumber: event.currentTarget.value });
          }}
        />
      </div>
      {book === 'outgoing' ? (
        <OutgoingBook base={base} query={query} />
      ) : (
        <IncomingBook base={base} query={query} />
      )}
      {series.isError && (
        <ProblemNotice error={series.error} onRetry={() => void series.refetch()} />
      )}
      <SeriesPanel series={own} />
    </>
  );
}

type BookProps = { readonly base: string; readonly query: Readonly<Record<string, string>> };

function OutgoingBook({ base, query }: BookProps): ReactNode {
  const list = usePagedList<OutgoingEntry>(base, query);
  if (list.isError) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <DataList
      label={t('reg.out')}
      columns={outgoingColumns()}
      rows={list.rows}
      rowKey={(row) => row.id}
      href={(row) => (row.documentId ? `/van-ban-di/${row.documentId}` : null)}
      rowClass={(row) => (row.voidReason ? 'row-void' : undefined)}
      loading={list.isPending}
      empty={{ title: t('reg.empty'), text: t('reg.empty.text') }}
      hasMore={list.hasNextPage}
      loadingMore={list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
    />
  );
}

function IncomingBook({ base, query }: BookProps): ReactNode {
  const list = usePagedList<IncomingEntry>(base, query);
  if (list.isError) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <DataList
      label={t('reg.in')}
      columns={incomingColumns()}
      rows={list.rows}
      rowKey={(row) => row.id}
      href={(row) => (row.incomingDocumentId ? `/van-ban-den/${row.incomingDocumentId}` : null)}
      loading={list.isPending}
      empty={{ title: t('reg.empty'), text: t('reg.empty.text') }}
      hasMore={list.hasNextPage}
      loadingMore={list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
    />
  );
}

function ownFirst(agencies: readonly { readonly id: string }[], ownId: string): string {
  return agencies.find(({ id }) => id === ownId)?.id ?? agencies[0]?.id ?? '';
}
