import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { DocumentCopy } from '../../api/copies';
import type { OutgoingRow } from '../../api/outgoing';
import { ApiProblem, fieldError } from '../../api/problem';
import {
  type DocumentToSign,
  loadBatch,
  type OpenBatch,
  resumeBatch,
  type SigningBatch,
  signMany,
  type StartedBatch,
} from '../../api/signing';
import { ProblemNotice } from '../../components/problem-notice';
import { useFocusOnAppearing } from '../../components/use-focus-on-appearing';
import { t } from '../../i18n';
import { language } from '../../i18n/language';
import { type Credential, loadCredentials } from '../credentials/credentials-api';
import { DeviceSigning } from '../device/device-signing';
import { OneTimeCodeButton } from '../remote/one-time-code-button';
import { wayOfSigning } from '../remote/way-of-signing';
import { BatchProgress } from './batch-progress';
import { signerOf } from './signature-kind';
import { Dialog } from '../../components/dialog';
import './batch.css';

export type DialogDocument = DocumentToSign &
  Pick<OutgoingRow, 'id' | 'sha256' | 'typeName' | 'subject' | 'state'>;

/** New documents to sign and copies to seal, or a batch that was interrupted or is at work. */
export type BatchTask =
  | NewTask
  | {
      readonly kind: 'open';
      readonly batch: Pick<OpenBatch, 'id' | 'device'> & Partial<OpenBatch>;
    };

type NewTask = {
  readonly kind: 'new';
  readonly documents: readonly DialogDocument[];
  readonly copies?: readonly Pick<DocumentCopy, 'id' | 'typeName' | 'sourceTitle'>[];
};

type Props = { readonly task: BatchTask; readonly onClose: () => void };

/** One PIN for all that was selected; a bar, and for each document its own result. */
export function BatchDialog({ task, onClose }: Props): ReactNode {
  return (
    <Dialog onClose={onClose} size="lg" title={titleOf(task)}>
      {task.kind === 'open' ? (
        <OpenBatchView
          batchId={task.batch.id}
          device={task.batch.device}
          start={null}
          onClose={onClose}
        />
      ) : (
        <NewBatch {...workOf(task)} onClose={onClose} />
      )}
    </Dialog>
  );
}

type Work = {
  /** What is signed, a line each. */
  readonly titles: readonly string[];
  readonly signer: Credential['kind'];
  readonly begin: (pin: string | undefined) => Promise<StartedBatch>;
};

function workOf({ documents, copies = [] }: NewTask): Work {
  return {
    titles: [
      ...documents.map(({ typeName, subject }) => `${typeName}: ${subject}`),
      ...copies.map(({ typeName, sourceTitle }) => `${typeName}: ${sourceTitle}`),
    ],
    signer: signerOf(documents, copies),
    begin: (pin) =>
      signMany({ documents: documents.map(toSign), copies: copies.map(({ id }) => id) }, pin),
  };
}

/** By the certificate that signs: a program on this PC, or a batch that the server works through. */
function NewBatch({ titles, signer, begin, onClose }: Work & Pick<Props, 'onClose'>): ReactNode {
  const [started, setStarted] = useState<StartedBatch | undefined>(undefined);
  const batchId = started?.batchId;
  const credentials = useQuery({ queryKey: ['credentials'], queryFn: loadCredentials });
  if (credentials.isPending) return <p className="muted">{t('app.loading')}</p>;
  const { way, device, agencyId, credential } = wayOfSigning(credentials.data, { signer });
  const start = async (pin?: string): Promise<string> => {
    const begun = await begin(pin);
    setStarted(begun);
    return begun.batchId;
  };
  return (
    <div className="stack">
      {batchId === undefined && <Refusal credential={credential} />}
      {batchId === undefined && <TitleList titles={titles} />}
      {started?.joined === true && (
        <p className="notice notice-blue" role="status">
          {t('sig.batch.joined')}
        </p>
      )}
      {device === null && batchId === undefined ? (
        <PinForm
          label={t(signer === 'agency' ? 'sig.kind.seal' : 'sig.action.sign')}
          asksPin={way !== 'phone'}
          send={start}
          onClose={onClose}
        >
          <BeforePin way={way} agencyId={agencyId} />
        </PinForm>
      ) : (
        <OpenBatchView batchId={batchId} device={device} start={start} onClose={onClose} />
      )}
    </div>
  );
}

type OpenProps = {
  readonly batchId: string | undefined;
  readonly device: SigningBatch['device'];
  /** Null: the batch is there already. */
  readonly start: (() => Promise<string>) | null;
  readonly onClose: () => void;
};

/** A batch that is at work, or that is gone on with. */
function OpenBatchView({ batchId, device, start, onClose }: OpenProps): ReactNode {
  const batch = useQuery({
    queryKey: ['batch', batchId],
    queryFn: () => loadBatch(batchId ?? ''),
    enabled: batchId !== undefined,
    refetchInterval: ({ state }) =>
      state.data?.finished === true && state.data.device === null ? false : 400,
  });
  const progress = batchId !== undefined && (
    <BatchProgress
      batch={batch.data}
      error={batch.error}
      {...(batch.data?.interrupted === true || device !== null ? {} : { onClose })}
    />
  );
  return (
    <div className="stack">
      {device !== null && (
        <DeviceSigning
          device={device}
          batchId={batchId}
          batch={batch.data}
          start={start}
          onMoved={() => batch.refetch()}
          onClose={onClose}
        />
      )}
      {device === null && batchId !== undefined && batch.data?.interrupted === true && (
        <Resume batch={batch.data} onResumed={() => batch.refetch()} onClose={onClose} />
      )}
      {progress}
    </div>
  );
}

type ResumeProps = {
  readonly batch: SigningBatch;
  readonly onResumed: () => Promise<unknown>;
  readonly onClose: () => void;
};

function Resume({ batch, onResumed, onClose }: ResumeProps): ReactNode {
  const credentials = useQuery({ queryKey: ['credentials'], queryFn: loadCredentials });
  const { way, agencyId, credential } = wayOfSigning(credentials.data, batch);
  const left = batch.items.filter(({ state }) => state === 'interrupted').length;
  return (
    <PinForm
      label={t('sig.action.resume')}
      asksPin={way !== 'phone'}
      send={(pin) => resumeBatch(batch.id, pin).then(onResumed)}
      onClose={onClose}
    >
      <Refusal credential={credential} />
      <p>{t('sig.batch.resumeText', { n: left })}</p>
      <BeforePin way={way} agencyId={agencyId} />
    </PinForm>
  );
}

type BeforePinProps = Pick<ReturnType<typeof wayOfSigning>, 'way' | 'agencyId'>;

/** A code to be asked for, or that the phone will ask. */
function BeforePin({ way, agencyId }: BeforePinProps): ReactNode {
  if (way === 'code') return <OneTimeCodeButton asked={{ agencyId }} />;
  return way === 'phone' && <p className="notice notice-blue">{t('cert.phone.hint')}</p>;
}

function toSign({ id, sha256, box }: DialogDocument): DocumentToSign {
  return { id, sha256, ...(box ? { box } : {}) };
}

/** Said before a PIN is typed: this certificate signs nothing. */
function Refusal({ credential }: { readonly credential: Credential | undefined }): ReactNode {
  if (!credential?.refusal) return null;
  return (
    <p className="notice notice-red" role="alert">
      {credential.refusal[language()]}
    </p>
  );
}

function TitleList({ titles }: Pick<Work, 'titles'>): ReactNode {
  return (
    <ul className="batch-list">
      {titles.map((title, place) => (
        // Two drafts may have one name, and the list never changes.
        <li key={place}>{title}</li>
      ))}
    </ul>
  );
}

function titleOf(task: BatchTask): string {
  if (task.kind === 'open')
    return task.batch.interrupted === true
      ? t('sig.batch.resume')
      : (task.batch.title ?? t('sig.progress.title'));
  const { documents, copies = [] } = task;
  const n = documents.length + copies.length;
  if (n > 1) return t('sig.action.signMany', { n });
  return t(signerOf(documents, copies) === 'agency' ? 'sig.kind.seal' : 'sig.action.sign');
}

type PinProps = {
  readonly label: string;
  readonly asksPin?: boolean;
  readonly send: (pin: string | undefined) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

function PinForm({ label, asksPin = true, send, onClose, children }: PinProps): ReactNode {
  const [pin, setPin] = useState('');
  const field = useFocusOnAppearing<HTMLInputElement>();
  const start = useMutation({
    mutationFn: () => send(asksPin ? pin : undefined),
    onSettled: () => {
      setPin('');
    },
  });
  const hasMovedOn = start.error instanceof ApiProblem && start.error.isConflict;
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
          ref={field}
          data-autofocus
          error={fieldError(start.error, 'pin')}
          onChange={(event) => {
            setPin(event.currentTarget.value);
          }}
        />
      )}
      {start.isError && (
        <ProblemNotice error={start.error} onRetry={hasMovedOn ? onClose : undefined} />
      )}
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
