import { Button, Checkbox, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { post } from '../../api/client';
import { actOnIncoming, loadIncoming } from '../../api/incoming';
import type { UploadedFile } from '../../api/files';
import { ApiProblem, fieldError } from '../../api/problem';
import { useSession } from '../../app/session-context';
import { documentTypeName, documentTypes } from '../../components/document-types';
import { Field, withoutEmpty, type FieldSpec, type FormValues } from '../../components/form-field';
import { PdfFileField } from '../../components/pdf-file-field';
import { ProblemNotice } from '../../components/problem-notice';
import { useDraft } from '../../components/use-draft';
import { t, tCode } from '../../i18n';
import { Dialog } from '../../components/dialog';

type Props = { readonly onClose: () => void; readonly onDone: (sentence: string) => void };

/** A paper document: the eight fields of the register, and a scan when there is one. */
export function PaperArrivalDialog({ onClose, onDone }: Props): ReactNode {
  const { acting } = useSession();
  const agencies =
    acting.clerkOf.length > 0 ? acting.clerkOf : [{ id: acting.agencyId, name: acting.agencyName }];
  const draft = useDraft<FormValues>('incoming.paper', {
    agencyId: agencies[0]?.id,
    channel: 'paper',
    urgency: 'normal',
    typeCode: 'official-letter',
  });
  const [scan, setScan] = useState<UploadedFile | null>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  // A refused registration leaves the document received: the second press goes on from there.
  const [received, setReceived] = useState<string | null>(null);
  const [notDuplicate, setNotDuplicate] = useState(false);
  const fields = paperFields(acting.space);
  const send = useMutation({
    mutationFn: async () => {
      const { typeCode, ...rest } = withoutEmpty(draft.value);
      const id =
        received ??
        (
          await post<{ id: string }>('/documents/incoming', {
            ...rest,
            typeName: documentTypeName(String(typeCode)),
            ...(scan ? { fileSha256: scan.sha256 } : {}),
          })
        ).id;
      setReceived(id);
      const { allowedActions } = await loadIncoming(id);
      if (allowedActions.includes('receive')) await actOnIncoming(id, 'receive');
      return actOnIncoming<{ arrivalNumber: number }>(id, 'register', {
        confirmDuplicate: notDuplicate,
      });
    },
    onSuccess: ({ arrivalNumber }) => {
      draft.clear();
      onDone(t('in.registered', { number: arrivalNumber }));
    },
  });
  const duplicate =
    send.error instanceof ApiProblem && send.error.problem.code === 'documents.looks-duplicate';

  function change(name: string, value: FormValues[string]): void {
    setMissing((old) => old.filter((one) => one !== name));
    draft.set((old) => ({ ...old, [name]: value }));
  }

  return (
    <Dialog onClose={onClose} title={t('in.action.register-paper')} size="lg">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const empty = fields
            .filter(({ required, name }) => required && !draft.value[name])
            .map(({ name }) => name);
          setMissing(empty);
          if (empty.length === 0) send.mutate();
        }}
      >
        {agencies.length > 1 && (
          <Select
            label={t('reg.agency')}
            data={agencies.map(({ id, name }) => ({ value: id, label: name }))}
            value={String(draft.value.agencyId ?? '')}
            allowDeselect={false}
            onChange={(value) => {
              change('agencyId', value);
            }}
          />
        )}
        {fields.map((field, index) => (
          <Field
            key={field.name}
            spec={field}
            value={draft.value[field.name]}
            error={send.error}
            missing={missing.includes(field.name)}
            autoFocus={index === 0}
            onChange={(value) => {
              change(field.name, value);
            }}
          />
        ))}
        <PdfFileField
          label={`${t('in.field.scan')} (${t('common.optional')})`}
          value={scan}
          onChange={setScan}
          error={fieldError(send.error, 'fileSha256')}
        />
        {duplicate && (
          <Checkbox
            label={t('in.notDuplicate')}
            checked={notDuplicate}
            onChange={(event) => {
              setNotDuplicate(event.currentTarget.checked);
            }}
          />
        )}
        {send.isError && <ProblemNotice error={send.error} />}
        <div className="row row-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t('in.action.register')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function paperFields(space: string): readonly FieldSpec[] {
  return [
    { name: 'author', label: t('in.field.author'), kind: 'text', required: true },
    { name: 'symbol', label: t('in.field.numberSymbol'), kind: 'text' },
    { name: 'issuedOn', label: t('in.field.issuedDate'), kind: 'date' },
    {
      name: 'typeCode',
      label: t('in.field.type'),
      kind: 'select',
      required: true,
      choices: documentTypes(space),
    },
    { name: 'subject', label: t('out.field.subject'), kind: 'area', required: true },
    { name: 'signer', label: t('out.field.signer'), kind: 'text' },
    {
      name: 'channel',
      label: t('in.field.channel'),
      kind: 'select',
      required: true,
      choices: ['paper', 'email', 'direct'].map((value) => ({
        value,
        label: tCode('in.channel', value),
      })),
    },
    {
      name: 'urgency',
      label: t('in.field.urgency'),
      kind: 'select',
      required: true,
      choices: ['normal', 'urgent', 'very-urgent', 'express'].map((value) => ({
        value,
        label: tCode('out.urgency', value),
      })),
    },
    { name: 'replyDueOn', label: t('in.field.replyDue'), kind: 'date' },
    { name: 'note', label: t('common.note'), kind: 'text' },
  ];
}
