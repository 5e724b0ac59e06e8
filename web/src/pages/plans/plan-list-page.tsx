import '../../styles/mantine-forms';
import { Select } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { PlanSummary } from '../../api/plans';
import { DataList, type ListColumn } from '../../components/data-list';
import { day } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { useFilters } from '../../components/use-filters';
import { usePagedList } from '../../components/use-paged-list';
import { t, tCode } from '../../i18n';
import { NewPlan } from './new-plan';
import { PlanState } from './plan-state';

const STATES = ['draft', 'submitted', 'in-force', 'replaced'] as const;

export default function PlanListPage(): ReactNode {
  const { get, set } = useFilters();
  const list = usePagedList<PlanSummary>('/plans', { state: get('trang-thai') });
  useEffect(() => {
    document.title = `${t('plan.list')} - Trien`;
  }, []);
  return (
    <>
      <PageHead title={t('plan.list')}>
        <NewPlan />
      </PageHead>
      <div className="filters">
        <Select
          label={t('common.state')}
          w={220}
          clearable
          clearButtonProps={{ 'aria-label': t('common.remove') }}
          placeholder={t('common.all')}
          data={STATES.map((state) => ({ value: state, label: tCode('plan.state', state) }))}
          value={get('trang-thai') || null}
          onChange={(value) => {
            set({ 'trang-thai': value });
          }}
        />
      </div>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      <DataList<PlanSummary>
        label={t('plan.list')}
        columns={columnsOf()}
        rows={list.rows}
        rowKey={({ id }) => id}
        href={({ id }) => `/ke-hoach/${id}`}
        loading={list.isPending}
        empty={{ title: t('plan.empty'), text: t('plan.empty.text') }}
        hasMore={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

function columnsOf(): readonly ListColumn<PlanSummary>[] {
  return [
    { id: 'year', header: t('plan.year'), width: 64, cell: ({ year }) => year },
    { id: 'title', header: t('plan.title'), phone: 'title', cell: ({ title }) => title },
    {
      id: 'issuer',
      header: t('plan.issuer'),
      width: 200,
      cell: ({ agencyName }) => agencyName,
    },
    {
      id: 'symbol',
      header: t('out.field.numberSymbol'),
      width: 190,
      cell: ({ symbol, issuedOn }) => (symbol ? `${symbol}, ${day(issuedOn)}` : ''),
    },
    {
      id: 'size',
      header: t('plan.size'),
      width: 150,
      cell: ({ targets, tasks }) => t('plan.size.value', { targets, tasks }),
    },
    {
      id: 'state',
      header: t('common.state'),
      width: 180,
      cell: ({ state }) => <PlanState state={state} />,
    },
    {
      id: 'board',
      header: t('plan.board'),
      width: 130,
      cell: ({ id, state }) =>
        state === 'in-force' && <Link to={`/ke-hoach/${id}/bang-theo-doi`}>{t('plan.board')}</Link>,
    },
  ];
}
