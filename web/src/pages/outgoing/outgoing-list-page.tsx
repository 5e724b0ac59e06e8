import { Button } from '@mantine/core';
import { useCallback, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { OutgoingRow } from '../../api/outgoing';
import { useSession } from '../../app/session-context';
import { DataList, type ListColumn } from '../../components/data-list';
import { OutgoingState, Urgency } from '../../components/document-badges';
import { downloadCsv } from '../../components/download-csv';
import { day, instantDay } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { SearchField } from '../../components/search-field';
import { useFilters } from '../../components/use-filters';
import { usePagedList } from '../../components/use-paged-list';
import { ViewChips } from '../../components/view-chips';
import { t, tCode } from '../../i18n';
import { outgoingViews } from '../../shell/menu-entries';

const COLUMNS = (): readonly ListColumn<OutgoingRow>[] => [
  {
    id: 'symbol',
    header: t('out.field.numberSymbol'),
    width: 150,
    cell: (row) => <span className="num">{row.symbol ?? ''}</span>,
  },
  {
    id: 'subject',
    header: t('out.field.subject'),
    phone: 'title',
    cell: (row) => (
      <span className="cell-subject">
        <Urgency value={row.urgency} /> {row.typeName}: {row.subject}
      </span>
    ),
  },
  {
    id: 'state',
    header: t('common.state'),
    width: 190,
    cell: (row) => <OutgoingState state={row.state} />,
  },
  {
    id: 'holder',
    header: t('out.field.holder'),
    width: 170,
    cell: (row) => <span className="cell-one">{row.holderName}</span>,
  },
  {
    id: 'unit',
    header: t('out.field.draftingUnit'),
    width: 170,
    phone: 'hide',
    cell: (row) => <span className="cell-one">{row.draftingUnitName}</span>,
  },
  {
    id: 'date',
    header: t('common.date'),
    width: 100,
    cell: (row) => (
      <span className="num">{row.issuedOn ? day(row.issuedOn) : instantDay(row.heldSince)}</span>
    ),
  },
];

export default function OutgoingListPage(): ReactNode {
  const session = useSession();
  const filters = useFilters();
  const view = filters.get('view');
  const q = filters.get('q');
  const list = usePagedList<OutgoingRow>('/documents/outgoing', { group: view, q });
  const search = useCallback(
    (text: string) => {
      filters.set({ q: text });
    },
    [filters],
  );

  function exportRows(): void {
    downloadCsv('van-ban-di.csv', [
      COLUMNS().map(({ header }) => header),
      ...list.rows.map((row) => [
        row.symbol,
        `${row.typeName}: ${row.subject}`,
        tCode('out.state', row.state),
        row.holderName,
        row.draftingUnitName,
        row.issuedOn ? day(row.issuedOn) : instantDay(row.heldSince),
      ]),
    ]);
  }

  return (
    <>
      <PageHead title={view ? `${t('out.list')}: ${tCode('nav.outgoing', view)}` : t('out.list')}>
        <Button component={Link} to="/van-ban-di/moi">
          {t('out.action.new')}
        </Button>
      </PageHead>
      <ViewChips area="outgoing" base="/van-ban-di" views={outgoingViews(session)} current={view} />
      <div className="filters no-print">
        <SearchField value={q} onChange={search} />
        <Button variant="default" onClick={exportRows} disabled={list.rows.length === 0}>
          {t('common.export')}
        </Button>
      </div>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {!list.isError && (
        <DataList
          label={t('out.list')}
          columns={COLUMNS()}
          rows={list.rows}
          rowKey={(row) => row.id}
          href={(row) => `/van-ban-di/${row.id}`}
          rowClass={(row) =>
            row.state === 'cancelled' || row.state === 'number-voided' ? 'row-void' : undefined
          }
          loading={list.isPending}
          empty={{ title: t('out.empty'), text: t('out.empty.text') }}
          hasMore={list.hasNextPage}
          loadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
    </>
  );
}
