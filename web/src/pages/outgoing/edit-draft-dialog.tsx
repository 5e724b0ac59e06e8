import '../../styles/mantine-forms';
import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { patch, post } from '../../api/client';
import type { UploadedFile } from '../../api/files';
import { useSigners } from '../../api/organisation';
import type { OutgoingDetail } from '../../api/outgoing';
import { fieldError } from '../../api/problem';
import { PdfFileField } from '../../components/pdf-file-field';
import { ProblemNotice } from '../../components/problem-notice';
import { announce } from '../../components/toast';
import { useDraft } from '../../components/use-draft';
import { t, tCode } from '../../i18n';
import { Dialog } from '../../components/dialog';

type Props = {
  readonly document: OutgoingDetail;
  readonly onClose: () => void;
  readonly onDone: () => void;
};
type Draft = {
  readonly subject: string;
  readonly urgency: string;
  readonly addressees: string;
  readonly signerPostId: string;
  readonly keptBy: string;
  readonly file: UploadedFile | null;
};

/** Text and file while the draft lies with those who wrote it; a new file is a new version. */
export function EditDraftDialog({ document, onClose, onDone }: Props): ReactNode {
  const signers = useSigners(document.issuingAgencyId, document.typeCode);
  const draft = useDraft<Draft>(`${document.id}.edit`, {
    subject: document.subject,
    urgency: document.urgency,
    addressees: document.addressees.join('\n'),
    signerPostId: document.signerPostId,
    keptBy: document.keptBy,
    file: null,
  });
  const { value, set } = draft;
  const change = (part: Partial<Draft>): void => {
    set((old) => ({ ...old, ...part }));
  };
  const save = useMutation({
    mutationFn: () => saveDraft(document, value),
    onSuccess: () => {
      draft.clear();
      announce(t('common.saved'));
      onDone();
    },
  });

  return (
    <Dialog onClose={onClose} title={t('out.action.edit')} size="lg">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Textarea
          label={t('out.field.subject')}
          value={value.subject}
          rows={2}
          data-autofocus
          error={fieldError(save.error, 'subject')}
          onChange={(event) => {
            change({ subject: event.currentTarget.value });
          }}
        />
        <Select
          label={t('out.field.urgency')}
          data={['normal', 'urgent', 'very-urgent', 'express'].map((one) => ({
            value: one,
            label: tCode('out.urgency', one),
          }))}
          value={value.urgency}
          allowDeselect={false}
          onChange={(urgency) => {
            change({ urgency: urgency ?? 'normal' });
          }}
        />
        <Select
          label={t('out.field.signer')}
          data={(signers.data ?? []).map(({ postId, personName, postTitle }) => ({
            value: postId,
            label: `${personName}, ${postTitle}`,
          }))}
          value={value.signerPostId}
          allowDeselect={false}
          error={fieldError(save.error, 'signerPostId')}
          onChange={(signerPostId) => {
            change({ signerPostId: signerPostId ?? document.signerPostId });
          }}
        />
        <Textarea
          label={`${t('out.field.addressees')} (${t('common.optional')})`}
          description={t('out.field.onePerLine')}
          value={value.addressees}
          rows={2}
          onChange={(event) => {
            change({ addressees: event.currentTarget.value });
          }}
        />
        <TextInput
          label={`${t('reg.col.keptBy')} (${t('common.optional')})`}
          value={value.keptBy}
          onChange={(event) => {
            change({ keptBy: event.currentTarget.value });
          }}
        />
        {!document.isSystem && (
          <PdfFileField
            label={`${t('out.action.replace-file')} (${t('common.optional')})`}
            value={value.file}
            onChange={(file) => {
              change({ file });
            }}
          />
        )}
        {save.isError && <ProblemNotice error={save.error} onRetry={onDone} />}
        <div className="row row-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

async function saveDraft(document: OutgoingDetail, value: Draft): Promise<void> {
  const path = `/documents/outgoing/${document.id}`;
  const { version } = await patch<{ version: number }>(
    path,
    {
      subject: value.subject.trim(),
      urgency: value.urgency,
      signerPostId: value.signerPostId,
      keptBy: value.keptBy,
      addressees: value.addressees.split('\n').filter((line) => line.trim() !== ''),
    },
    `"${document.version}"`,
  );
  if (value.file) await post(`${path}/versions`, { fileSha256: value.file.sha256 }, `"${version}"`);
}
