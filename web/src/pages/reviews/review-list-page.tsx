import '../../styles/mantine-forms';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { useSession } from '../../app/session-context';
import { t } from '../../i18n';
import { PartyReviews } from './party-reviews';

const PeriodCloses = lazy(() => import('./period-closes'));

/** The committee sees its reviews; the government side closes its months for it. */
export default function ReviewListPage(): ReactNode {
  const { acting } = useSession();
  const party = acting.space === 'party';
  useEffect(() => {
    document.title = `${t(party ? 'rev.list.party' : 'rev.list')} - Trien`;
  }, [party]);
  if (party) return <PartyReviews />;
  return (
    <Suspense fallback={<p className="muted">{t('app.loading')}</p>}>
      <PeriodCloses />
    </Suspense>
  );
}
