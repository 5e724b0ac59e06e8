import '../../styles/mantine-forms';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { urlOf } from '../../api/client';
import { loadSeries } from '../../api/registers';
import { useSession } from '../../app/session-context';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { useFilters } from '../../components/use-filters';
import { t } from '../../i18n';
import { CopyBook, IncomingBook, OutgoingBook } from './book-lists';
import { RegisterFilters } from './register-filters';
import { SeriesPanel } from './series-panel';
import '../../components/data-list.css';

const BOOKS = ['outgoing', 'incoming', 'copies'] as const;
const TITLE = { outgoing: 'reg.out', incoming: 'reg.in', copies: 'reg.copies' } as const;

/** The registers of NĐ 30, as they stand and as they are printed. */
export default function RegisterPage(): ReactNode {
  const { acting } = useSession();
  const filters = useFilters();
  const agencies =
    acting.clerkOf.length > 0 ? acting.clerkOf : [{ id: acting.agencyId, name: acting.agencyName }];
  const agencyId = filters.get('agency') || ownFirst(agencies, acting.agencyId);
  const book = BOOKS.find((one) => one === filters.get('book')) ?? 'outgoing';
  const series = useQuery({ queryKey: ['series', agencyId], queryFn: () => loadSeries(agencyId) });
  const own = (series.data ?? []).filter(({ register }) => register === book);
  const query = {
    period: filters.get('period'),
    typeGroup: book === 'outgoing' ? filters.get('typeGroup') : '',
    from: filters.get('from'),
    to: filters.get('to'),
    fromNumber: filters.get('fromNumber'),
    toNumber: filters.get('toNumber'),
    ...(book === 'copies' ? { typeCode: filters.get('typeCode') } : {}),
  };
  const base = `/registers/${agencyId}/${book}`;

  return (
    <>
      <PageHead title={t(TITLE[book])}>
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
        {BOOKS.map((one) => (
          <Link
            key={one}
            className="chip"
            to={`/so-van-ban?book=${one}${filters.get('agency') ? `&agency=${agencyId}` : ''}`}
            aria-current={book === one ? 'page' : undefined}
          >
            {t(TITLE[one])}
          </Link>
        ))}
      </nav>
      <RegisterFilters agencies={agencies} agencyId={agencyId} book={book} series={own} />
      {book === 'outgoing' && <OutgoingBook base={base} query={query} />}
      {book === 'incoming' && <IncomingBook base={base} query={query} />}
      {book === 'copies' && (
        <CopyBook
          base={base}
          query={query}
          opens={acting.clerkOf.some(({ id }) => id === agencyId)}
        />
      )}
      {series.isError && (
        <ProblemNotice error={series.error} onRetry={() => void series.refetch()} />
      )}
      <SeriesPanel series={own} />
    </>
  );
}

function ownFirst(agencies: readonly { readonly id: string }[], ownId: string): string {
  return agencies.find(({ id }) => id === ownId)?.id ?? agencies[0]?.id ?? '';
}
