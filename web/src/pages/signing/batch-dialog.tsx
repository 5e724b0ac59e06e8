import { Button, Modal, PasswordInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { OutgoingRow } from '../../api/outgoing';
import { fieldError } from '../../api/problem';
import { loadBatch, type OpenBatch, resumeBatch, signMany } from '../../api/signing';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import { AgentSigning } from '../../signing/agent/agent-signing';
import { loadCredentials } from '../../signing/credentials/credentials-api';
import { OneTimeCodeButton } from '../../signing/remote/one-time-code-button';
import { wayOfSigning } from '../../signing/remote/way-of-signing';
import { VgcaSigning } from '../../signing/vgca/vgca-signing';
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
        <NewSignatures documents={task.documents} onStarted={setBatchId} onClose={onClose} />
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

type NewProps = {
  readonly documents: readonly OutgoingRow[];
  readonly onStarted: (batchId: string) => void;
  readonly onClose: () => void;
};

/** By the certificate that signs: a program on this PC, or a batch that the server works through. */
function NewSignatures({ documents, onStarted, onClose }: NewProps): ReactNode {
  const credentials = useQuery({ queryKey: ['credentials'], queryFn: loadCredentials });
  const { way, agencyId } = wayOfSigning(credentials.data, documents);
  if (way === 'agent') return <AgentSigning documents={documents} onClose={onClose} />;
  if (way === 'vgca') return <VgcaSigning documents={documents} onClose={onClose} />;
  return (
    <PinForm
      label={t('sig.action.sign')}
      asksPin={way !== 'phone'}
      send={(pin) =>
        signMany(
          documents.map(({ id, sha256 }) => ({ id, sha256 })),
          pin,
        ).then((started) => {
          onStarted(started.batchId);
        })
      }
      onClose={onClose}
    >
      <ul className="batch-list">
        {documents.map((document) => (
          <li key={document.id}>
            {document.typeName}: {document.subject}
          </li>
        ))}
      </ul>
      {way === 'code' && <OneTimeCodeButton asked={{ agencyId }} />}
      {way === 'phone' && <p className="notice notice-blue">{t('cert.phone.hint')}</p>}
    </PinForm>
  );
}

function titleOf(task: BatchTask): string {
  if (task.kind === 'open')
    return task.batch.interrupted ? t('sig.batch.resume') : task.batch.title;
  const { length } = task.documents;
  return length > 1 ? t('sig.action.signMany', { n: length }) : t('sig.action.sign');
}

/** Stands where a PIN is expected of a certificate that has none: its holder confirms on his phone. */
const NO_PIN = '0000';

type PinProps = {
  readonly label: string;
  readonly asksPin?: boolean;
  readonly send: (pin: string) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

function PinForm({ label, asksPin = true, send, onClose, children }: PinProps): ReactNode {
  const [pin, setPin] = useState('');
  const start = useMutation({
    mutationFn: () => send(asksPin ? pin : NO_PIN),
    onSettled: () => {
      setPin('');
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (pin || !asksPin) start.mutate();
      }}
    >
      {children}
      {asksPin && (
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
      )}
      {start.isError && <ProblemNotice error={start.error} />}
      <div className="row row-end">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          type="submit"
          color="person"
          loading={start.isPending}
          disabled={asksPin && pin === ''}
        >
          {label}
        </Button>
      </div>
    </form>
  );
}
