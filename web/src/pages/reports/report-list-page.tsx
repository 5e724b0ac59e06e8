import '../../styles/mantine-forms';
import { Select } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import type { ReportSummary } from '../../api/reports';
import { Badge } from '../../components/badge';
import { DataList, type ListColumn } from '../../components/data-list';
import { day, today } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { useFilters } from '../../components/use-filters';
import { usePagedList } from '../../components/use-paged-list';
import { t, tCode } from '../../i18n';
import { monthName, periodsOf } from '../plans/period';
import { OpenReport } from './open-report';
import { ReportState } from './report-state';

const STATES = ['open', 'submitted', 'approved', 'sent', 'returned'] as const;

export default function ReportListPage(): ReactNode {
  const { get, set } = useFilters();
  const list = usePagedList<ReportSummary>('/reports', {
    period: get('ky'),
    state: get('trang-thai'),
    own: get('cua') === 'co-quan' ? true : undefined,
  });
  useEffect(() => {
    document.title = `${t('rep.list')} - Trien`;
  }, []);
  return (
    <>
      <PageHead title={t('rep.list')}>
        <OpenReport />
      </PageHead>
      <div className="filters">
        <Select
          label={t('rep.period.short')}
          w={130}
          clearable
          clearButtonProps={{ 'aria-label': t('common.remove') }}
          placeholder={t('common.all')}
          data={periodsOf(Number(today().slice(0, 4))).map((code) => ({
            value: code,
            label: monthName(code),
          }))}
          value={get('ky') || null}
          onChange={(value) => {
            set({ ky: value });
          }}
        />
        <Select
          label={t('common.state')}
          w={220}
          clearable
          clearButtonProps={{ 'aria-label': t('common.remove') }}
          placeholder={t('common.all')}
          data={STATES.map((state) => ({ value: state, label: tCode('rep.state', state) }))}
          value={get('trang-thai') || null}
          onChange={(value) => {
            set({ 'trang-thai': value });
          }}
        />
        <Select
          label={t('common.agency')}
          w={200}
          data={[
            { value: 'tat-ca', label: t('common.all') },
            { value: 'co-quan', label: t('rep.own') },
          ]}
          value={get('cua') || 'tat-ca'}
          allowDeselect={false}
          onChange={(value) => {
            set({ cua: value === 'tat-ca' ? null : value });
          }}
        />
      </div>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      <DataList<ReportSummary>
        label={t('rep.list')}
        columns={columnsOf()}
        rows={list.rows}
        rowKey={({ id }) => id}
        href={({ id }) => `/bao-cao/${id}`}
        loading={list.isPending}
        empty={{ title: t('rep.empty'), text: t('rep.empty.text') }}
        hasMore={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

function columnsOf(): readonly ListColumn<ReportSummary>[] {
  return [
    {
      id: 'period',
      header: t('rep.period.short'),
      width: 90,
      cell: ({ period }) => monthName(period),
    },
    { id: 'unit', header: t('board.unit'), phone: 'title', cell: ({ unitName }) => unitName },
    { id: 'plan', header: t('rep.plan'), phone: 'hide', cell: ({ planTitle }) => planTitle },
    {
      id: 'due',
      header: t('rep.due'),
      width: 210,
      cell: ({ dueOn, overdueDays }) => (
        <span className="row">
          {day(dueOn)}
          {overdueDays > 0 && <Badge tone="overdue">{t('due.overdue', { n: overdueDays })}</Badge>}
        </span>
      ),
    },
    {
      id: 'state',
      header: t('common.state'),
      width: 260,
      cell: ({ state, lateDays }) => <ReportState state={state} lateDays={lateDays} />,
    },
    {
      id: 'sent',
      header: t('tgt.document'),
      width: 190,
      cell: ({ symbol, sentOn }) => (symbol ? `${symbol}, ${day(sentOn)}` : ''),
    },
  ];
}
