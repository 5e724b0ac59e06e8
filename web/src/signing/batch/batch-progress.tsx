import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SigningBatch } from '../../api/signing';
import { ProblemNotice } from '../../components/problem-notice';
import { useFocusOnAppearing } from '../../components/use-focus-on-appearing';
import { t } from '../../i18n';
import { language } from '../../i18n/language';

type Props = {
  readonly batch: SigningBatch | undefined;
  readonly error: unknown;
  /** Left out while something above has the buttons. */
  readonly onClose?: () => void;
};

/** How far a batch is, and what became of each document. */
export function BatchProgress({ batch, error, onClose }: Props): ReactNode {
  const items = batch?.items ?? [];
  const done = items.filter(({ state }) => state === 'done' || state === 'failed').length;
  const isAtWork = batch?.finished === false;
  if (!batch && !error) return <p className="muted">{t('app.loading')}</p>;
  return (
    <div className="stack">
      <p role="status" aria-live="polite">
        <strong>{t('sig.progress', { n: batch?.signed ?? 0, m: items.length })}</strong>
        {isAtWork && (
          <span className="muted">
            {' '}
            {t(batch.device === null ? 'sig.progress.leave' : 'sig.progress.stay')}
          </span>
        )}
      </p>
      <Progress
        value={(done / Math.max(items.length, 1)) * 100}
        color="person"
        aria-label={t('sig.progress.title')}
        transitionDuration={150}
      />
      {error ? <ProblemNotice error={error} /> : null}
      <ul className="batch-list">
        {items.map((item) => (
          <li key={item.subjectId} data-state={isElsewhere(item) ? 'elsewhere' : item.state}>
            <div>{item.title}</div>
            <div className="batch-result">{resultOf(item)}</div>
          </li>
        ))}
      </ul>
      {onClose && <CloseButton onClose={onClose} />}
    </div>
  );
}

function CloseButton({ onClose }: { readonly onClose: () => void }): ReactNode {
  const button = useFocusOnAppearing<HTMLButtonElement>();
  return (
    <div className="row row-end">
      <Button ref={button} onClick={onClose}>
        {t('common.close')}
      </Button>
    </div>
  );
}

type Item = SigningBatch['items'][number];

/** No failure: what was pressed twice is signed once. */
function isElsewhere({ problem }: Item): boolean {
  return problem?.code === 'signing.in-another-batch';
}

function resultOf(item: Item): string {
  const reason = item.problem?.[language()] ?? '';
  switch (item.state) {
    case 'done':
      return `✓ ${t('sig.result.ok')}`;
    case 'failed':
      return isElsewhere(item) ? `→ ${reason}` : `! ${t('sig.result.failed', { reason })}`;
    case 'interrupted':
      return `! ${t('sig.result.failed', { reason: t('sig.result.interrupted') })}`;
    case 'confirming':
      return t('sig.result.confirming');
    case 'signing':
      return t('sig.result.running');
    case 'waiting':
      return t('sig.result.waiting');
  }
}
