import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../../i18n';
import { linesOf } from './plan-words';

type Props = {
  readonly label: string;
  readonly lines: readonly string[];
  readonly onChange: (lines: readonly string[]) => void;
};

/** Paragraphs of the plan, one a line. */
export function LinesField({ label, lines, onChange }: Props): ReactNode {
  return (
    <Textarea
      label={label}
      description={t('plan.onePerLine')}
      autosize
      minRows={2}
      maxRows={12}
      value={lines.join('\n')}
      onChange={(event) => {
        onChange(event.currentTarget.value === '' ? [] : linesOf(event.currentTarget.value));
      }}
    />
  );
}
