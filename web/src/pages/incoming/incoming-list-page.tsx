import { Button } from '@mantine/core';
import { useCallback, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { IncomingRow } from '../../api/incoming';
import { hasAnyRole, useSession } from '../../app/session-context';
import { DataList, type ListColumn } from '../../components/data-list';
import { Due, IncomingState, Urgency } from '../../components/document-badges';
import { downloadCsv } from '../../components/download-csv';
import { day, today } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { SearchField } from '../../components/search-field';
import { useFilters } from '../../components/use-filters';
import { usePagedList } from '../../components/use-paged-list';
import { ViewChips } from '../../components/view-chips';
import { t, tCode } from '../../i18n';
import { incomingViews } from '../../shell/menu-entries';

const DONE = ['completed', 'returned'];

const COLUMNS = (): readonly ListColumn<IncomingRow>[] => [
  {
    id: 'number',
    header: t('in.field.arrivalNumber'),
    width: 80,
    cell: (row) => <span className="num">{row.arrivalNumber ?? ''}</span>,
  },
  {
    id: 'arrived',
    header: t('in.field.arrivalDate'),
    width: 100,
    cell: (row) => <span className="num">{day(row.arrivedOn)}</span>,
  },
  {
    id: 'author',
    header: t('in.field.author'),
    width: 190,
    cell: (row) => <span className="cell-one">{row.author}</span>,
  },
  {
    id: 'symbol',
    header: t('in.field.numberSymbol'),
    width: 150,
    cell: (row) => <span className="num">{row.symbol}</span>,
  },
  {
    id: 'subject',
    header: t('in.field.subject'),
    phone: 'title',
    cell: (row) => (
      <span className="cell-subject">
        <Urgency value={row.urgency} /> {row.subject}
      </span>
    ),
  },
  {
    id: 'state',
    header: t('common.state'),
    width: 200,
    cell: (row) => <IncomingState state={row.state} />,
  },
  {
    id: 'lead',
    header: t('asg.role.lead'),
    width: 150,
    cell: (row) => <span className="cell-one">{row.leadName}</span>,
  },
  {
    id: 'due',
    header: t('common.due'),
    width: 120,
    cell: (row) => (DONE.includes(row.state) ? null : <Due dueOn={row.dueOn} today={today()} />),
  },
];

export default function IncomingListPage(): ReactNode {
  const session = useSession();
  const filters = useFilters();
  const view = filters.get('view');
  const q = filters.get('q');
  const list = usePagedList<IncomingRow>('/documents/incoming', { group: view, q });
  const search = useCallback(
    (text: string) => {
      filters.set({ q: text });
    },
    [filters],
  );

  function exportRows(): void {
    downloadCsv('van-ban-den.csv', [
      COLUMNS().map(({ header }) => header),
      ...list.rows.map((row) => [
        row.arrivalNumber,
        day(row.arrivedOn),
        row.author,
        row.symbol,
        row.subject,
        tCode('in.state', row.state),
        row.leadName,
        day(row.dueOn),
      ]),
    ]);
  }

  return (
    <>
      <PageHead title={view ? `${t('in.list')}: ${tCode('nav.incoming', view)}` : t('in.list')}>
        {hasAnyRole(session, 'clerk') && (
          <Button component={Link} to="/van-ban-den/vao-so">
            {t('in.registerPage')}
          </Button>
        )}
      </PageHead>
      <ViewChips
        area="incoming"
        base="/van-ban-den"
        views={incomingViews(session)}
        current={view}
      />
      <div className="filters no-print">
        <SearchField value={q} onChange={search} />
        <Button variant="default" onClick={exportRows} disabled={list.rows.length === 0}>
          {t('common.export')}
        </Button>
      </div>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {!list.isError && (
        <DataList
          label={t('in.list')}
          columns={COLUMNS()}
          rows={list.rows}
          rowKey={(row) => row.id}
          href={(row) => `/van-ban-den/${row.id}`}
          loading={list.isPending}
          empty={{ title: t('in.empty'), text: t('in.empty.text') }}
          hasMore={list.hasNextPage}
          loadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
    </>
  );
}
