import { FileInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../i18n';

type Props = {
  readonly value: File | null;
  readonly error: string | undefined;
  readonly required?: boolean;
  readonly onChange: (file: File | null) => void;
};

/** The picture that a signature shows; without a new one the last goes on. */
export function ImageInput({ value, error, required = false, onChange }: Props): ReactNode {
  return (
    <FileInput
      label={required ? t('cert.image') : `${t('cert.image')} (${t('common.optional')})`}
      description={t(required ? 'cert.image.format' : 'cert.image.hint')}
      placeholder={t('common.chooseFile')}
      accept="image/png"
      clearable
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}
