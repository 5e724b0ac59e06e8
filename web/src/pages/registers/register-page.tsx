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
import { IncomingBook, OutgoingBook } from './book-lists';
import { RegisterFilters } from './register-filters';
import { SeriesPanel } from './series-panel';
import '../../components/data-list.css';

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
      <RegisterFilters agencies={agencies} agencyId={agencyId} book={book} series={own} />
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

function ownFirst(agencies: readonly { readonly id: string }[], ownId: string): string {
  return agencies.find(({ id }) => id === ownId)?.id ?? agencies[0]?.id ?? '';
}
