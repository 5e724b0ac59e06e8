import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import {
  loadPlan,
  loadUnitTarget,
  type PlanContent,
  type PlanTarget,
  type UnitTarget,
  type UnitTargetMonth,
} from '../../api/plans';
import { Light, TrendArrow } from '../../components/charts/light';
import { LineChart } from '../../components/charts/line-chart';
import type { LineChartData } from '../../components/charts/echarts';
import { count, day, percent } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { t, tCode } from '../../i18n';
import {
  cellText,
  countsInWords,
  lightWords,
  limitsOf,
  limitText,
  roundingNote,
  trendWords,
} from './cell-words';
import { monthName } from './period';
import './plan.css';
import { TableRegion } from './table-region';

const COLUMNS = [
  'rep.period.short',
  'tgt.actual',
  'tgt.counts',
  'board.light',
  'board.trend',
  'tgt.source',
  'tgt.document',
] as const;

export default function UnitTargetPage(): ReactNode {
  const { id = '', targetId = '', agencyId = '' } = useParams();
  const page = useQuery({
    queryKey: ['unit-target', id, targetId, agencyId],
    queryFn: () => loadUnitTarget(id, targetId, agencyId),
  });
  const plan = useQuery({ queryKey: ['plan', id], queryFn: () => loadPlan(id) });
  const error = page.error ?? plan.error;
  if (error) return <ProblemNotice error={error} onRetry={() => void page.refetch()} />;
  if (!page.data || !plan.data) return <p className="muted">{t('app.loading')}</p>;
  const { name, level, target, months } = page.data;
  const terms = plan.data.content.targets.find(({ code }) => code === target.code);
  return (
    <div className="stack">
      <PageHead
        title={`${name}: ${target.code}`}
        trail={[
          { to: '/ke-hoach', label: t('plan.list') },
          { to: `/ke-hoach/${id}/bang-theo-doi`, label: t('board.title') },
        ]}
        below={
          <p>
            {target.name}.{' '}
            <span className="muted">
              {terms && `${tCode('plan.field', String(terms.field))}. `}
              {terms && `${t('tgt.required')}: ${limitsOf(terms.conditions, level)}`}
            </span>
          </p>
        }
      />
      {months.length === 0 || !terms ? (
        <p className="panel panel-pad muted">{t('tgt.noData')}</p>
      ) : (
        <TargetMonths page={page.data} terms={terms} figures={plan.data.content.figures} />
      )}
    </div>
  );
}

type Terms = { readonly terms: PlanTarget; readonly figures: PlanContent['figures'] };

function TargetMonths({ page, terms, figures }: Terms & { readonly page: UnitTarget }): ReactNode {
  const months = useMemo(() => sinceFirstReport(page.months), [page.months]);
  const chart = useMemo(() => chartOf(months, page.level, terms), [months, page.level, terms]);
  return (
    <>
      <LineChart
        label={t('tgt.chart.label', { target: page.target.code, unit: page.name })}
        data={chart}
      />
      <Section title={t('tgt.months')}>
        <TableRegion label={t('tgt.months')} className="plan-scroll">
          <table className="data-table" aria-label={t('tgt.months')}>
            <thead>
              <tr>
                {COLUMNS.map((key) => (
                  <th key={key} scope="col">
                    {t(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...months].reverse().map((month) => (
                <MonthRow key={month.period} {...{ month, terms, figures }} />
              ))}
            </tbody>
          </table>
        </TableRegion>
      </Section>
    </>
  );
}

function MonthRow({
  month,
  terms,
  figures,
}: Terms & { readonly month: UnitTargetMonth }): ReactNode {
  const { cell } = month;
  return (
    <tr>
      <th scope="row" className="tgt-month">
        {monthName(month.period)}
      </th>
      <td className="num">{cellText(cell)}</td>
      <td>
        {cell.conditions.map((condition) => (
          <div key={condition.label}>
            {countsInWords(condition, terms, figures)}
            {roundingNote(condition) !== '' && (
              <div className="muted">{roundingNote(condition)}</div>
            )}
            {condition.isCorrected && <div className="muted">{t('rep.correction')}</div>}
          </div>
        ))}
      </td>
      <td>
        <span className="tgt-light">
          <Light status={cell.status} /> {lightWords(cell.status)}
        </span>
      </td>
      <td>
        {cell.trend && (
          <span>
            <TrendArrow direction={cell.trend.direction} progress={cell.progress} />{' '}
            {trendWords(cell)}
          </span>
        )}
      </td>
      <td>
        {[...new Set(cell.conditions.map(({ source }) => source).filter(Boolean))].join('; ')}
      </td>
      <td>
        <MonthDocument month={month} />
      </td>
    </tr>
  );
}

function MonthDocument({ month }: { readonly month: UnitTargetMonth }): ReactNode {
  const { reportId, symbol, sentOn, lateDays } = month.report;
  if (!reportId) return null;
  return (
    <>
      <Link to={`/bao-cao/${reportId}`}>
        {symbol === '' || symbol === null ? t('tgt.report') : symbol}
      </Link>
      {sentOn && <div className="muted">{day(sentOn)}</div>}
      {lateDays ? <div className="muted">{t('rep.state.late', { n: lateDays })}</div> : null}
    </>
  );
}

/** Months before anything was reported say nothing. */
function sinceFirstReport(months: UnitTarget['months']): UnitTarget['months'] {
  const first = months.findIndex(({ report }) => report.reportId !== null);
  return months.slice(Math.max(0, first));
}

function chartOf(months: UnitTarget['months'], level: string, terms: PlanTarget): LineChartData {
  const condition = terms.conditions.find(
    (candidate) => candidate.level === '*' || candidate.level === level,
  );
  const isRatio = condition?.measure !== 'count';
  const words = (value: number): string => (isRatio ? percent(value) : count(value));
  return {
    months: months.map(({ period }) => monthName(period)),
    values: months.map(({ cell }) => valueOf(cell.conditions[0], isRatio)),
    limit: condition ? Number(condition.value) : null,
    unit: isRatio ? '%' : '',
    words: {
      actual: t('tgt.actual'),
      limit: condition ? limitText({ ...condition, limit: condition.value }) : '',
      number: words,
    },
  };
}

function valueOf(
  condition: UnitTargetMonth['cell']['conditions'][number] | undefined,
  isRatio: boolean,
): number | null {
  const { numerator = null, denominator = null } = condition ?? {};
  if (numerator === null || !isRatio) return numerator;
  return denominator ? (numerator * 100) / denominator : null;
}
