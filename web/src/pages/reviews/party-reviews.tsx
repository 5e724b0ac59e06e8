import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { get } from '../../api/client';
import type { Page } from '../../api/page';
import { openReview, type Review, type ReviewSummary } from '../../api/reviews';
import { ActionDialog } from '../../components/action-dialog';
import { DataList, type ListColumn } from '../../components/data-list';
import { day, today } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { usePagedList } from '../../components/use-paged-list';
import { t } from '../../i18n';
import { monthName, periodsOf } from '../plans/period';
import { ReviewState } from './review-state';

export function PartyReviews(): ReactNode {
  const list = usePagedList<ReviewSummary>('/reviews', {});
  return (
    <>
      <PageHead title={t('rev.list.party')}>
        <OpenReview />
      </PageHead>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      <DataList<ReviewSummary>
        label={t('rev.list.party')}
        columns={columnsOf()}
        rows={list.rows}
        rowKey={({ id }) => id}
        href={({ id }) => `/danh-gia/${id}`}
        loading={list.isPending}
        empty={{ title: t('rev.empty'), text: t('rev.empty.text') }}
        hasMore={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

function columnsOf(): readonly ListColumn<ReviewSummary>[] {
  return [
    {
      id: 'period',
      header: t('rep.period.short'),
      width: 90,
      cell: ({ period }) => monthName(period),
    },
    { id: 'agency', header: t('rev.agency'), phone: 'title', cell: ({ agencyName }) => agencyName },
    {
      id: 'report',
      header: t('rev.report'),
      width: 240,
      cell: ({ reportSymbol, arrivalNumber }) =>
        [
          reportSymbol,
          arrivalNumber === null ? null : t('rev.arrival', { number: String(arrivalNumber) }),
        ]
          .filter(Boolean)
          .join(', '),
    },
    {
      id: 'state',
      header: t('common.state'),
      width: 250,
      cell: ({ state }) => <ReviewState state={state} />,
    },
    { id: 'items', header: t('rev.items.count'), width: 90, cell: ({ items }) => items },
    {
      id: 'document',
      header: t('rev.document'),
      width: 180,
      cell: ({ symbol, issuedOn }) => (symbol ? `${symbol}, ${day(issuedOn)}` : ''),
    },
  ];
}

type Named = { readonly id: string; readonly name: string };

/** The month may be opened before its report has come. */
function OpenReview(): ReactNode {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const agencies = useQuery({
    queryKey: ['agencies', 'government'],
    queryFn: () => get<Page<Named>>('/organisation/agencies', { space: 'government', limit: 200 }),
    enabled: open,
  });
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('rev.open')}
      </Button>
      {open && (
        <ActionDialog
          formKey="open-review"
          spec={{
            action: 'open-review',
            label: t('rev.open'),
            hint: t('rev.open.text'),
            fields: [
              {
                name: 'agencyId',
                label: t('rev.agency'),
                kind: 'select',
                required: true,
                choices: (agencies.data?.items ?? []).map(({ id, name }) => ({
                  value: id,
                  label: name,
                })),
              },
              {
                name: 'period',
                label: t('rep.period.short'),
                kind: 'select',
                required: true,
                choices: periodsOf(Number(today().slice(0, 4))).map((code) => ({
                  value: code,
                  label: monthName(code),
                })),
              },
            ],
            run: ({ agencyId, period }) => openReview(String(agencyId), String(period)),
          }}
          onClose={() => {
            setOpen(false);
          }}
          onConflict={() => {
            setOpen(false);
          }}
          onDone={(answer) => {
            void navigate(`/danh-gia/${(answer as Review).id}`);
          }}
        />
      )}
    </>
  );
}
