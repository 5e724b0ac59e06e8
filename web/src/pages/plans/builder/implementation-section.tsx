import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanContent } from '../../../api/plans';
import { Section } from '../../../components/section';
import { t } from '../../../i18n';
import { LinesField } from './lines-field';
import type { SetContent } from './plan-form';

type Props = { readonly content: PlanContent; readonly setContent: SetContent };

export function ImplementationSection({ content, setContent }: Props): ReactNode {
  return (
    <Section title={t('plan.organisation')}>
      <LinesField
        label={t('plan.solutions')}
        lines={content.solutions}
        onChange={(solutions) => {
          setContent(() => ({ solutions }));
        }}
      />
      <Textarea
        label={t('plan.funding')}
        rows={2}
        value={content.funding}
        onChange={(event) => {
          const funding = event.currentTarget.value;
          setContent(() => ({ funding }));
        }}
      />
      <LinesField
        label={t('plan.organisation')}
        lines={content.organisation}
        onChange={(organisation) => {
          setContent(() => ({ organisation }));
        }}
      />
    </Section>
  );
}
