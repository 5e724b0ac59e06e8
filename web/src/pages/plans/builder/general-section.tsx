import { NumberInput, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanContent, PlanEdit } from '../../../api/plans';
import { fieldError } from '../../../api/problem';
import { Section } from '../../../components/section';
import { t } from '../../../i18n';
import type { SetContent } from './plan-form';
import { LinesField } from './lines-field';

type Props = {
  readonly edit: PlanEdit;
  readonly content: PlanContent;
  readonly setContent: SetContent;
  readonly error: unknown;
  readonly onChange: (change: Partial<PlanEdit>) => void;
};

export function GeneralSection({ edit, content, setContent, error, onChange }: Props): ReactNode {
  return (
    <Section title={t('plan.objectives')}>
      <div className="plan-two">
        <TextInput
          label={t('plan.title')}
          value={edit.title}
          error={fieldError(error, 'title')}
          onChange={(event) => {
            onChange({ title: event.currentTarget.value });
          }}
        />
        <NumberInput
          label={t('plan.year')}
          value={edit.year}
          hideControls
          allowDecimal={false}
          error={fieldError(error, 'year')}
          onChange={(value) => {
            onChange({ year: Number(value) });
          }}
        />
      </div>
      <LinesField
        label={t('plan.bases')}
        lines={content.bases}
        onChange={(bases) => {
          setContent(() => ({ bases }));
        }}
      />
      <LinesField
        label={t('plan.purposes')}
        lines={content.purposes}
        onChange={(purposes) => {
          setContent(() => ({ purposes }));
        }}
      />
      <Textarea
        label={t('plan.general')}
        rows={3}
        value={content.generalObjective}
        onChange={(event) => {
          const generalObjective = event.currentTarget.value;
          setContent(() => ({ generalObjective }));
        }}
      />
      <LinesField
        label={t('plan.specific')}
        lines={content.objectives}
        onChange={(objectives) => {
          setContent(() => ({ objectives }));
        }}
      />
    </Section>
  );
}
