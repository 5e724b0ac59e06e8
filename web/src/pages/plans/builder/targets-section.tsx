import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanContent, PlanTarget } from '../../../api/plans';
import { Section } from '../../../components/section';
import { t } from '../../../i18n';
import type { SetContent } from './plan-form';
import { replaced, without } from './plan-words';
import { TargetCard } from './target-card';

type Props = {
  readonly content: PlanContent;
  readonly setContent: SetContent;
  readonly error: unknown;
};

export function TargetsSection({ content, setContent, error }: Props): ReactNode {
  const { targets, figures } = content;
  return (
    <Section title={t('plan.targets')}>
      {targets.length === 0 && <p className="muted">{t('plan.targets.none')}</p>}
      {targets.map((target, index) => (
        <TargetCard
          // The place in the list: a code may change with every letter typed.
          key={index}
          {...{ target, figures, error }}
          path={`content/targets/${index}`}
          onChange={(change) => {
            setContent((old) => ({ targets: replaced(old.targets, index, change) }));
          }}
          onRemove={() => {
            setContent((old) => ({ targets: without(old.targets, index) }));
          }}
        />
      ))}
      <div className="row">
        <Button
          size="xs"
          variant="default"
          disabled={figures.length === 0}
          onClick={() => {
            setContent((old) => ({ targets: [...old.targets, newTarget(old)] }));
          }}
        >
          {t('plan.addTarget')}
        </Button>
      </div>
    </Section>
  );
}

function newTarget({ targets, figures }: PlanContent): PlanTarget {
  const [first, second] = figures;
  return {
    code: `CT${targets.length + 1}`,
    name: '',
    field: 3,
    frequency: 'month',
    conditions: [
      {
        label: '',
        measure: 'ratio',
        numerator: first?.key ?? '',
        denominator: (second ?? first)?.key ?? '',
        operator: '>=',
        value: '80',
        level: '*',
      },
    ],
  };
}
