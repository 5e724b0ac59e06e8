import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Finding, Review } from '../../api/reviews';
import { Badge } from '../../components/badge';
import { Light } from '../../components/charts/light';
import { Section } from '../../components/section';
import { t } from '../../i18n';
import { cellText, countsInWords, lightWords, limitText } from '../plans/cell-words';
import { ConclusionForm } from './conclusion-form';
import { ReasonForm } from './reason-form';
import { Compared } from './review-state';
import type { Conclusions } from './use-conclusions';

type Props = { readonly review: Review; readonly conclusions: Conclusions };

/** Unmet and worsened targets; each asks for a conclusion or a stated reason why not. */
export function FindingsSection({ review, conclusions }: Props): ReactNode {
  const open = review.findings.filter(({ needsAnswer }) => needsAnswer);
  return (
    <Section title={t('rev.unmetAndWorse')}>
      {open.length === 0 ? (
        <p>{t('rev.unmet.none')}</p>
      ) : (
        <ul className="review-list">
          {open.map((finding) => (
            <li key={finding.code} id={`finding-${finding.code}`}>
              <FindingCard {...{ finding, review, conclusions }} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function FindingCard({
  finding,
  review,
  conclusions,
}: Props & { readonly finding: Finding }): ReactNode {
  const [form, setForm] = useState<'conclude' | 'reason' | null>(null);
  const covering = review.items.filter(({ targetCodes }) => targetCodes.includes(finding.code));
  const reason = review.noConclusions.find(({ targetCode }) => targetCode === finding.code);
  const close = (): void => {
    setForm(null);
  };
  return (
    <div className="stack review-finding">
      <FindingFacts finding={finding} review={review} />
      {covering.map((item) => (
        <p key={item.id} className="review-answer">
          <strong>{t('rev.item', { n: item.number })}:</strong> {item.text}
        </p>
      ))}
      {reason && (
        <p className="review-answer">
          <strong>{t('rev.noConclusion')}:</strong> {reason.reason}
        </p>
      )}
      {!finding.isAnswered && (
        <div>
          <Badge tone="returned">{t('rev.needs')}</Badge>
        </div>
      )}
      {conclusions.mayWrite && form === null && (
        <div className="row">
          <Button
            size="xs"
            variant={finding.isAnswered ? 'default' : 'filled'}
            aria-label={`${finding.code}: ${t('rev.conclude')}`}
            onClick={() => {
              setForm('conclude');
            }}
          >
            {t('rev.conclude')}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={`${finding.code}: ${t('rev.noConclusion')}`}
            onClick={() => {
              setForm('reason');
            }}
          >
            {t('rev.noConclusion')}
          </Button>
        </div>
      )}
      {form === 'conclude' && (
        <ConclusionForm {...{ review, conclusions }} codes={[finding.code]} onClose={close} />
      )}
      {form === 'reason' && (
        <ReasonForm
          review={review}
          code={finding.code}
          initial={reason?.reason ?? ''}
          conclusions={conclusions}
          onClose={close}
        />
      )}
    </div>
  );
}

function FindingFacts({
  finding,
  review,
}: {
  readonly finding: Finding;
  readonly review: Review;
}): ReactNode {
  const { cell, code, name, units } = finding;
  const terms = review.snapshot?.targets.find((target) => target.code === code);
  return (
    <div>
      <h3 className="row">
        <Light status={cell.status} />
        <span>
          {code}. {name}
        </span>
      </h3>
      <div className="row num">
        <span>{lightWords(cell.status)}</span>
        <strong>{cellText(cell)}</strong>
        <span className="muted">
          {t('tgt.required').toLowerCase()} {cell.conditions.map(limitText).join('; ')}
        </span>
        <Compared progress={cell.progress} />
        {cell.previousText !== '' && (
          <span className="muted">
            {cell.previousText} → {cellText(cell)}
            {cell.trend && cell.trend.direction !== 'same' ? `, ${cell.trend.text}` : ''}
          </span>
        )}
      </div>
      <div className="muted num">
        {cell.conditions
          .map((condition) => countsInWords(condition, terms, review.snapshot?.figures ?? []))
          .filter((words) => words !== '')
          .join('; ')}
      </div>
      {units.length > 0 && (
        <div>
          {t('rev.unitsCausing')}: {units.join(', ')}
        </div>
      )}
    </div>
  );
}
