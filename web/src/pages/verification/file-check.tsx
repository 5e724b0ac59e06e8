import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Verification } from '../../api/verification';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import { DropZone } from './drop-zone';
import { VerificationResult } from './verification-result';

type Props = {
  readonly text: string;
  readonly check: (file: File) => Promise<Verification>;
};

/** A file dropped, and what it was found to be. */
export function FileCheck({ text, check }: Props): ReactNode {
  const [name, setName] = useState('');
  const checking = useMutation({ mutationFn: check });
  return (
    <>
      <DropZone
        title={t('ver.drop')}
        text={text}
        again={checking.data !== undefined}
        onFile={(file) => {
          setName(file.name);
          checking.mutate(file);
        }}
      />
      <div aria-live="polite" className="stack">
        {checking.isPending && <p>{t('ver.working', { name })}</p>}
        {checking.isError && <ProblemNotice error={checking.error} />}
        {checking.isSuccess && <VerificationResult result={checking.data} name={name} />}
      </div>
    </>
  );
}
