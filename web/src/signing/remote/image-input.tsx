import { FileInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../i18n';

type Props = {
  readonly value: File | null;
  readonly error: string | undefined;
  readonly onChange: (file: File | null) => void;
};

/** The picture that a signature shows; without a new one the last goes on. */
export function ImageInput({ value, error, onChange }: Props): ReactNode {
  return (
    <FileInput
      label={`${t('cert.image')} (${t('common.optional')})`}
      description={t('cert.image.hint')}
      placeholder={t('common.chooseFile')}
      accept="image/png"
      clearable
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}
