import { Button, Modal, PasswordInput, Progress } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { OutgoingRow } from '../../api/outgoing';
import { fieldError } from '../../api/problem';
import { loadBatch, signMany, type SigningBatch } from '../../api/signing';
import { ProblemNotice } from '../../components/problem-notice';
import { language } from '../../i18n/language';
import { t } from '../../i18n';

type Props = { readonly documents: readonly OutgoingRow[]; readonly onClose: () => void };

/** One PIN for all that was selected; a bar, and for each document its own result. */
export function BatchDialog({ documents, onClose }: Props): ReactNode {
  const [pin, setPin] = useState('');
  const start = useMutation({
    mutationFn: () =>
      signMany(
        documents.map(({ id, sha256 }) => ({ id, sha256 })),
        pin,
      ),
    onSettled: () => {
      setPin('');
    },
  });
  const batchId = start.data?.batchId;
  const batch = useQuery({
    queryKey: ['batch', batchId],
    queryFn: () => loadBatch(batchId ?? ''),
    enabled: batchId !== undefined,
    refetchInterval: ({ state }) => (state.data?.finished === true ? false : 400),
  });

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        documents.length > 1
          ? t('sig.action.signMany', { n: documents.length })
          : t('sig.action.sign')
      }
    >
      {batchId === undefined ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (pin) start.mutate();
          }}
        >
          <ul className="batch-list">
            {documents.map((document) => (
              <li key={document.id}>
                {document.typeName}: {document.subject}
              </li>
            ))}
          </ul>
          <PasswordInput
            label={t('sig.pin')}
            description={t('sig.pin.hint')}
            value={pin}
            inputMode="numeric"
            autoComplete="off"
            data-autofocus
            error={fieldError(start.error, 'pin')}
            onChange={(event) => {
              setPin(event.currentTarget.value);
            }}
          />
          {start.isError && <ProblemNotice error={start.error} />}
          <div className="row row-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="person" loading={start.isPending} disabled={pin === ''}>
              {t('sig.action.sign')}
            </Button>
          </div>
        </form>
      ) : (
        <BatchProgress batch={batch.data} error={batch.error} onClose={onClose} />
      )}
    </Modal>
  );
}

type ProgressProps = {
  readonly batch: SigningBatch | undefined;
  readonly error: unknown;
  readonly onClose: () => void;
};

function BatchProgress({ batch, error, onClose }: ProgressProps): ReactNode {
  const items = batch?.items ?? [];
  const done = items.filter(({ state }) => state !== 'waiting' && state !== 'signing').length;
  return (
    <div className="stack">
      <p role="status" aria-live="polite">
        <strong>{t('sig.progress', { n: batch?.signed ?? 0, m: items.length })}</strong>
        {done < items.length && <span className="muted"> {t('sig.progress.leave')}</span>}
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
          <li key={item.subjectId} data-state={item.state}>
            <div>{item.title}</div>
            <div className="batch-result">{resultOf(item)}</div>
          </li>
        ))}
      </ul>
      <div className="row row-end">
        <Button onClick={onClose}>{t('common.close')}</Button>
      </div>
    </div>
  );
}

function resultOf({ state, problem }: SigningBatch['items'][number]): string {
  switch (state) {
    case 'done':
      return `✓ ${t('sig.result.ok')}`;
    case 'failed':
    case 'interrupted':
      return `! ${t('sig.result.failed', {
        reason: (language() === 'en' ? problem?.en : problem?.vi) ?? t('sig.result.interrupted'),
      })}`;
    case 'signing':
      return t('sig.result.running');
    case 'waiting':
      return t('sig.result.waiting');
  }
}
