import '../../styles/mantine-forms';
import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { loadPlan } from '../../api/plans';
import { loadReport, type Report } from '../../api/reports';
import { day } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import { monthName, periodText } from '../plans/period';
import { ReportBody } from './report-body';
import { ReportState } from './report-state';
import './report.css';

export default function ReportPage(): ReactNode {
  const { id = '' } = useParams();
  const client = useQueryClient();
  const report = useQuery({ queryKey: ['report', id], queryFn: () => loadReport(id) });
  const planId = report.data?.planId ?? '';
  const plan = useQuery({
    queryKey: ['plan', planId],
    queryFn: () => loadPlan(planId),
    enabled: planId !== '',
  });
  const error = report.error ?? plan.error;
  if (error) return <ProblemNotice error={error} onRetry={() => void report.refetch()} />;
  if (!report.data || !plan.data) return <p className="muted">{t('app.loading')}</p>;
  return (
    <>
      <ReportHead report={report.data} />
      <ReportBody
        key={`${report.data.id}.${report.data.state}`}
        report={{ ...report.data, terms: plan.data.content.targets }}
        onSaved={(saved) => {
          client.setQueryData(['report', id], saved);
          void client.invalidateQueries({ queryKey: ['list'] });
        }}
        onStale={() => void report.refetch()}
        onReload={() => {
          void report.refetch();
          void client.invalidateQueries({ queryKey: ['list'] });
          void client.invalidateQueries({ queryKey: ['board'] });
        }}
      />
    </>
  );
}

function ReportHead({ report }: { readonly report: Report }): ReactNode {
  return (
    <PageHead
      title={`${report.unitName}: ${t('rep.title', { month: monthName(report.period) })}`}
      trail={[{ to: '/bao-cao', label: t('rep.list') }]}
      below={
        <>
          <p className="muted">
            {periodText(report.period)}. {t('rep.due')}: {day(report.dueOn)}
            {report.symbol && `. ${report.symbol}`}
            {report.isFrozen && `. ${t('rep.state.frozen')}`}
          </p>
          <div className="row">
            <ReportState state={report.state} lateDays={report.lateDays} />
            <Link to={`/ke-hoach/${report.planId}/bang-theo-doi?ky=${report.period}`}>
              {t('board.title')}
            </Link>
            {report.documentId && (
              <Link to={`/van-ban-di/${report.documentId}`}>{t('rep.action.openDocument')}</Link>
            )}
          </div>
          {report.state === 'returned' && report.returnReason && (
            <p className="notice notice-amber">
              <strong>{t('rep.state.returned')}:</strong> {report.returnReason}
            </p>
          )}
        </>
      }
    />
  );
}
