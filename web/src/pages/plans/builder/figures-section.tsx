import { Button, CloseButton, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanContent, PlanFigure } from '../../../api/plans';
import { Section } from '../../../components/section';
import { t } from '../../../i18n';
import type { SetContent } from './plan-form';
import { replaced, without } from './plan-words';

type Props = { readonly content: PlanContent; readonly setContent: SetContent };

const TEXTS = ['label', 'unit', 'source'] as const;

/** The counts that units report: numerators and denominators, in the words of the plan. */
export function FiguresSection({ content, setContent }: Props): ReactNode {
  const { figures } = content;
  return (
    <Section title={t('plan.figures')}>
      <p className="muted">{t('plan.figures.text')}</p>
      {figures.map((figure, index) => (
        <div key={figure.key} className="plan-row plan-figure">
          {TEXTS.map((name) => (
            <TextInput
              key={name}
              size="xs"
              label={name === 'source' ? t('tgt.source') : t(`plan.figure.${name}`)}
              value={figure[name]}
              onChange={(event) => {
                const value = event.currentTarget.value;
                setContent((old) => ({ figures: replaced(old.figures, index, { [name]: value }) }));
              }}
            />
          ))}
          <CloseButton
            aria-label={t('plan.removeFigure', { name: figure.label })}
            disabled={isUsed(content, figure.key)}
            onClick={() => {
              setContent((old) => ({ figures: without(old.figures, index) }));
            }}
          />
        </div>
      ))}
      <div className="row">
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            setContent((old) => ({ figures: [...old.figures, newFigure(old.figures)] }));
          }}
        >
          {t('plan.addFigure')}
        </Button>
      </div>
    </Section>
  );
}

/** The key only ties conditions to counts; people know the count by its name. */
function newFigure(figures: readonly PlanFigure[]): PlanFigure {
  const taken = new Set(figures.map(({ key }) => key));
  let number = figures.length + 1;
  while (taken.has(`figure${number}`)) number += 1;
  return { key: `figure${number}`, label: '', unit: '', source: '' };
}

function isUsed({ targets }: PlanContent, key: string): boolean {
  return targets.some(({ conditions }) =>
    conditions.some(({ numerator, denominator }) => numerator === key || denominator === key),
  );
}
