import { Button, Modal, PasswordInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { OutgoingRow } from '../../api/outgoing';
import { fieldError } from '../../api/problem';
import { loadBatch, type OpenBatch, resumeBatch, signMany } from '../../api/signing';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import { BatchProgress } from './batch-progress';

/** New documents to sign, or a batch that was interrupted or is at work. */
export type BatchTask =
  | { readonly kind: 'new'; readonly documents: readonly OutgoingRow[] }
  | { readonly kind: 'open'; readonly batch: OpenBatch };

type Props = { readonly task: BatchTask; readonly onClose: () => void };

/** One PIN for all that was selected; a bar, and for each document its own result. */
export function BatchDialog({ task, onClose }: Props): ReactNode {
  const [batchId, setBatchId] = useState(task.kind === 'open' ? task.batch.id : undefined);
  const batch = useQuery({
    queryKey: ['batch', batchId],
    queryFn: () => loadBatch(batchId ?? ''),
    enabled: batchId !== undefined,
    refetchInterval: ({ state }) => (state.data?.finished === true ? false : 400),
  });
  const left = batch.data?.items.filter(({ state }) => state === 'interrupted').length ?? 0;

  return (
    <Modal opened onClose={onClose} size="lg" title={titleOf(task)}>
      {batchId === undefined && task.kind === 'new' && (
        <PinForm
          label={t('sig.action.sign')}
          send={(pin) =>
            signMany(
              task.documents.map(({ id, sha256 }) => ({ id, sha256 })),
              pin,
            ).then((started) => {
              setBatchId(started.batchId);
            })
          }
          onClose={onClose}
        >
          <ul className="batch-list">
            {task.documents.map((document) => (
              <li key={document.id}>
                {document.typeName}: {document.subject}
              </li>
            ))}
          </ul>
        </PinForm>
      )}
      {batchId !== undefined && batch.data?.interrupted === true && (
        <PinForm
          label={t('sig.action.resume')}
          send={(pin) => resumeBatch(batchId, pin).then(() => batch.refetch())}
          onClose={onClose}
        >
          <p>{t('sig.batch.resumeText', { n: left })}</p>
        </PinForm>
      )}
      {batchId !== undefined && (
        <BatchProgress
          batch={batch.data}
          error={batch.error}
          {...(batch.data?.interrupted === true ? {} : { onClose })}
        />
      )}
    </Modal>
  );
}

function titleOf(task: BatchTask): string {
  if (task.kind === 'open')
    return task.batch.interrupted ? t('sig.batch.resume') : task.batch.title;
  const { length } = task.documents;
  return length > 1 ? t('sig.action.signMany', { n: length }) : t('sig.action.sign');
}

type PinProps = {
  readonly label: string;
  readonly send: (pin: string) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

function PinForm({ label, send, onClose, children }: PinProps): ReactNode {
  const [pin, setPin] = useState('');
  const start = useMutation({
    mutationFn: () => send(pin),
    onSettled: () => {
      setPin('');
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (pin) start.mutate();
      }}
    >
      {children}
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
          {label}
        </Button>
      </div>
    </form>
  );
}
