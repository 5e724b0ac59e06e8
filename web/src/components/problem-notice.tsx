import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiProblem, problemText } from '../api/problem';
import { t } from '../i18n';
import './notice.css';

type Props = { readonly error: unknown; readonly onRetry?: (() => void) | undefined };

/** Why something was refused, in the server's own sentence, and the way on. */
export function ProblemNotice({ error, onRetry }: Props): ReactNode {
  const conflict = error instanceof ApiProblem && error.isConflict;
  return (
    <div className={conflict ? 'notice notice-blue' : 'notice notice-red'} role="alert">
      <strong>{conflict ? t('common.conflict') : t('error.title')}</strong>
      <span>{problemText(error)}</span>
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {conflict ? t('common.refresh') : t('common.retry')}
        </Button>
      )}
    </div>
  );
}
