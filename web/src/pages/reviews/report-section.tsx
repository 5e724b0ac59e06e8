import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Finding, Review } from '../../api/reviews';
import { Light } from '../../components/charts/light';
import { day } from '../../components/format';
import { Section } from '../../components/section';
import { t } from '../../i18n';
import { cellText, countsInWords, lightWords, limitText } from '../plans/cell-words';
import { Compared } from './review-state';
import { TableRegion } from '../plans/table-region';

/** The signed report that arrived, and the figures as they were frozen for it. */
export function ReportSection({ review }: { readonly review: Review }): ReactNode {
  return (
    <Section title={t('rev.report')}>
      <ReportLine review={review} />
      {review.snapshot && (
        <details className="review-figures" open>
          <summary>
            {t('rev.figures')}: {review.snapshot.planTitle} ({review.snapshot.planSymbol})
          </summary>
          <Figures review={review} />
          {review.snapshotSha256 && (
            <p className="muted review-hash">
              {t('rev.figures.hash')}: <code>{review.snapshotSha256.slice(0, 16)}</code>
            </p>
          )}
        </details>
      )}
    </Section>
  );
}

function ReportLine({ review }: { readonly review: Review }): ReactNode {
  const { report } = review;
  if (!report) return <p className="notice notice-amber">{t('rev.report.none')}</p>;
  return (
    <p className="row">
      <strong>{t('rev.report.line', { symbol: report.symbol, date: day(report.issuedOn) })}</strong>
      {report.arrivalNumber !== null && (
        <span className="muted">
          {t('rev.report.arrived', {
            number: String(report.arrivalNumber),
            date: day(report.arrivedOn),
          })}
        </span>
      )}
      {report.incomingDocumentId && (
        <Link to={`/van-ban-den/${report.incomingDocumentId}`}>{t('rev.report.open')}</Link>
      )}
    </p>
  );
}

function Figures({ review }: { readonly review: Review }): ReactNode {
  return (
    <TableRegion label={t('rev.figures')}>
      <table className="data-table" aria-label={t('rev.figures')}>
        <thead>
          <tr>
            <th scope="col">{t('plan.target')}</th>
            <th scope="col">{t('rev.figures.last')}</th>
            <th scope="col">{t('rev.figures.now')}</th>
            <th scope="col">{t('board.light')}</th>
            <th scope="col">{t('board.trend')}</th>
          </tr>
        </thead>
        <tbody>
          {review.findings.map((finding) => (
            <FigureRow key={finding.code} finding={finding} review={review} />
          ))}
        </tbody>
      </table>
    </TableRegion>
  );
}

function FigureRow({
  finding: { code, name, cell },
  review,
}: {
  readonly finding: Finding;
  readonly review: Review;
}): ReactNode {
  const terms = review.snapshot?.targets.find((target) => target.code === code);
  const figures = review.snapshot?.figures ?? [];
  return (
    <tr>
      <td data-phone="title">
        <strong>{code}</strong> {name}
        <div className="muted">
          {t('tgt.required').toLowerCase()} {cell.conditions.map(limitText).join('; ')}
        </div>
      </td>
      <td className="num">{cell.previousText}</td>
      <td>
        <strong>{cellText(cell)}</strong>
        {cell.conditions.map((condition) => (
          <div key={condition.label} className="muted">
            {countsInWords(condition, terms, figures)}
          </div>
        ))}
      </td>
      <td>
        <span className="review-light">
          <Light status={cell.status} /> {lightWords(cell.status)}
        </span>
      </td>
      <td>
        {cell.progress !== 'not-comparable' && <Compared progress={cell.progress} />}
        {cell.trend && cell.trend.direction !== 'same' && (
          <div className="muted">{cell.trend.text}</div>
        )}
      </td>
    </tr>
  );
}
