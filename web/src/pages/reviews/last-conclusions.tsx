import type { ReactNode } from 'react';
import type { LastItem, Review } from '../../api/reviews';
import { day } from '../../components/format';
import { Section } from '../../components/section';
import { t } from '../../i18n';
import { Compared, OutcomeBadge } from './review-state';

/** What was concluded last month, item by item, and whether it got better. */
export function LastConclusions({ review }: { readonly review: Review }): ReactNode {
  return (
    <Section
      title={t('rev.last')}
      right={
        review.lastSymbol && (
          <span className="muted">
            {t('rev.report.line', {
              symbol: review.lastSymbol,
              date: day(review.lastIssuedOn),
            })}
          </span>
        )
      }
    >
      {review.last.length === 0 ? (
        <p className="muted">{t('rev.last.none')}</p>
      ) : (
        <ol className="review-list">
          {review.last.map((item) => (
            <li key={item.id}>
              <Item item={item} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Item({ item }: { readonly item: LastItem }): ReactNode {
  return (
    <>
      <p>
        <strong>{item.number}.</strong> {item.text}
      </p>
      <p className="muted">
        {item.responsibleName}. {t('rev.product')}: {item.product}. {t('rev.due')}:{' '}
        {day(item.dueOn)}
      </p>
      <div className="row">
        <OutcomeBadge outcome={item.outcome} />
        {item.doneOn && <span className="num">{day(item.doneOn)}</span>}
        {item.note !== '' && <span>{item.note}</span>}
      </div>
      {item.figures.map((figure) => (
        <div key={figure.targetCode} className="row review-figure num">
          <strong>{figure.targetCode}</strong>
          <span>
            {figure.before || '–'} <span aria-hidden="true">→</span>
            <span className="visually-hidden">{t('rev.after').toLowerCase()}</span>{' '}
            {figure.now || '–'}
          </span>
          <Compared progress={figure.progress} />
          {figure.trend !== '' && <span className="muted">{figure.trend}</span>}
        </div>
      ))}
    </>
  );
}
