import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../i18n';

type Props = {
  readonly selected: number;
  readonly of: number;
  readonly onChange: (all: boolean) => void;
};

/** Above a list of which some, all or none are chosen: says how many are. */
export function SelectAll({ selected, of, onChange }: Props): ReactNode {
  return (
    <Checkbox
      size="xs"
      label={selected > 0 ? t('common.selected', { n: selected }) : t('common.selectAll')}
      checked={selected === of}
      indeterminate={selected > 0 && selected < of}
      onChange={(event) => {
        onChange(event.currentTarget.checked);
      }}
    />
  );
}
