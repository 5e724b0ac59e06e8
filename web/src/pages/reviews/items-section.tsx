import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { ConclusionItem, Review } from '../../api/reviews';
import { Badge } from '../../components/badge';
import { day } from '../../components/format';
import { Section } from '../../components/section';
import { t, tCode } from '../../i18n';
import { ConclusionForm } from './conclusion-form';
import type { Conclusions } from './use-conclusions';

type Props = { readonly review: Review; readonly conclusions: Conclusions };

/** Everything that will stand in the conclusion document, in its order. */
export function ItemsSection({ review, conclusions }: Props): ReactNode {
  const [open, setOpen] = useState<number | 'new' | null>(null);
  return (
    <Section title={t('rev.items')}>
      {review.items.length === 0 && <p className="muted">{t('rev.items.none')}</p>}
      <ol className="review-list" id="review-items">
        {review.items.map((item) => (
          <li key={item.id}>
            {open === item.number ? (
              <ConclusionForm
                {...{ review, conclusions, item }}
                onClose={() => {
                  setOpen(null);
                }}
              />
            ) : (
              <Item
                item={item}
                conclusions={conclusions}
                onEdit={() => {
                  setOpen(item.number);
                }}
              />
            )}
          </li>
        ))}
      </ol>
      {conclusions.mayWrite &&
        (open === 'new' ? (
          <ConclusionForm
            {...{ review, conclusions }}
            onClose={() => {
              setOpen(null);
            }}
          />
        ) : (
          <div className="row">
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setOpen('new');
              }}
            >
              {t('rev.addOther')}
            </Button>
          </div>
        ))}
    </Section>
  );
}

type ItemProps = {
  readonly item: ConclusionItem;
  readonly conclusions: Conclusions;
  readonly onEdit: () => void;
};

function Item({ item, conclusions, onEdit }: ItemProps): ReactNode {
  return (
    <>
      <p>
        <strong>{item.number}.</strong> {item.text}
      </p>
      <div className="row muted">
        <span>{item.responsibleName}</span>
        <span>
          {t('rev.product')}: {item.product}
        </span>
        <span>
          {t('rev.due')}: {day(item.dueOn)}
        </span>
        {item.targetCodes.length > 0 && <span>{item.targetCodes.join(', ')}</span>}
      </div>
      {item.askedDueOn !== item.dueOn && (
        <p className="muted">
          {t('rev.due.moved', { asked: day(item.askedDueOn), due: day(item.dueOn) })}
        </p>
      )}
      <div className="row">
        {item.taskState && <Badge tone="waiting">{tCode('task.state', item.taskState)}</Badge>}
        {item.taskId && <Link to={`/nhiem-vu/${item.taskId}`}>{t('rev.task')}</Link>}
        {conclusions.mayWrite && (
          <>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t('rev.editItem', { n: item.number })}
              onClick={onEdit}
            >
              {t('common.edit')}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={t('rev.removeItem', { n: item.number })}
              onClick={() => void conclusions.removeItem(item.id).catch(() => undefined)}
            >
              {t('common.remove')}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
