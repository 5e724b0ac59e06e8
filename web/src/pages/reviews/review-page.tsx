import '../../styles/mantine-forms';
import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { loadReview, type Review } from '../../api/reviews';
import { day } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import { monthName, periodText } from '../plans/period';
import { FindingsSection } from './findings-section';
import { ItemsSection } from './items-section';
import { LastConclusions } from './last-conclusions';
import { MeetingSection } from './meeting-section';
import { MissingPanel } from './missing-panel';
import { ReportSection } from './report-section';
import { ReviewActions } from './review-actions';
import { ReviewState } from './review-state';
import { useConclusions } from './use-conclusions';
import '../../components/notice.css';
import './review.css';

export default function ReviewPage(): ReactNode {
  const { id = '' } = useParams();
  const found = useQuery({ queryKey: ['review', id], queryFn: () => loadReview(id) });
  useEffect(() => {
    document.title = `${t('rev.list.party')} - Trien`;
  }, []);
  if (found.isError)
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <p className="muted">{t('app.loading')}</p>;
  return <ReviewView review={found.data} onReload={() => void found.refetch()} />;
}

type ViewProps = { readonly review: Review; readonly onReload: () => void };

/** The month on one page: last month's conclusions first, then the report, then what to conclude. */
function ReviewView({ review, onReload }: ViewProps): ReactNode {
  const client = useQueryClient();
  const saved = (next: Review): void => {
    client.setQueryData(['review', review.id], next);
  };
  const conclusions = useConclusions(review, { onSaved: saved, onStale: onReload });
  const concluding = conclusions.mayWrite || review.actions.includes('finish-meeting');
  return (
    <>
      <ReviewHead review={review} />
      <div className="review-frame">
        <div className="stack">
          <LastConclusions review={review} />
          <ReportSection review={review} />
          {review.snapshot && <FindingsSection {...{ review, conclusions }} />}
          {review.snapshot && <ItemsSection {...{ review, conclusions }} />}
          {review.snapshot && <MeetingSection review={review} onSaved={saved} onStale={onReload} />}
        </div>
        <div className="stack review-side">
          <ReviewActions review={review} onChanged={onReload} />
          {concluding && <MissingPanel review={review} />}
        </div>
      </div>
    </>
  );
}

function ReviewHead({ review }: { readonly review: Review }): ReactNode {
  return (
    <PageHead
      title={t('rev.title', { month: monthName(review.period) })}
      trail={[{ to: '/danh-gia', label: t('rev.list.party') }]}
      below={
        <>
          <p className="muted">
            {review.agencyName}. {periodText(review.period)}
          </p>
          <div className="row">
            <ReviewState state={review.state} />
            {review.symbol && (
              <span>{t('rev.issued', { symbol: review.symbol, date: day(review.issuedOn) })}</span>
            )}
            {review.documentId && (
              <Link to={`/van-ban-di/${review.documentId}`}>{t('rev.openDocument')}</Link>
            )}
          </div>
        </>
      }
    />
  );
}
