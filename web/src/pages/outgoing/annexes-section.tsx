import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { UploadedFile } from '../../api/files';
import { addAnnex, annexFileUrl, removeAnnex, type OutgoingDetail } from '../../api/outgoing';
import { moment } from '../../components/format';
import { PdfFileField } from '../../components/pdf-file-field';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { t } from '../../i18n';

type Props = { readonly document: OutgoingDetail; readonly onChanged: () => void };

/** Texts in files of their own; the seal signs each, without its image. */
export function AnnexesSection({ document, onChanged }: Props): ReactNode {
  const mayEdit = document.allowedActions.includes('edit');
  const drop = useMutation({
    mutationFn: (annexId: string) => removeAnnex(document.id, annexId),
    onSuccess: onChanged,
  });
  if (!mayEdit && document.annexes.length === 0) return null;
  return (
    <Section title={t('doc.annexes')}>
      {document.annexes.length === 0 && <p className="muted">{t('doc.annexes.none')}</p>}
      <ul style={{ margin: 0, paddingLeft: 18, fontSize: '0.8125rem' }}>
        {document.annexes.map((annex) => (
          <li key={annex.id} className="row">
            <a href={annexFileUrl(document.id, annex.id)} target="_blank" rel="noreferrer">
              {annex.ordinal}. {annex.name}
            </a>
            <span className="muted">
              {annex.signedAt
                ? t('doc.annexes.signed', { at: moment(annex.signedAt) })
                : t('doc.annexes.unsigned')}
            </span>
            {mayEdit && (
              <Button
                size="compact-xs"
                variant="subtle"
                color="seal"
                onClick={() => {
                  drop.mutate(annex.id);
                }}
              >
                {t('doc.annexes.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {drop.isError && <ProblemNotice error={drop.error} />}
      {mayEdit && <NewAnnex documentId={document.id} onAdded={onChanged} />}
    </Section>
  );
}

type NewProps = { readonly documentId: string; readonly onAdded: () => void };

function NewAnnex({ documentId, onAdded }: NewProps): ReactNode {
  const [file, setFile] = useState<UploadedFile | null>(null);
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: () => addAnnex(documentId, { name, fileSha256: file?.sha256 ?? '' }),
    onSuccess: () => {
      setFile(null);
      setName('');
      onAdded();
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (file && name.trim()) add.mutate();
      }}
    >
      <PdfFileField label={t('out.action.add-annex')} value={file} onChange={setFile} />
      {file && (
        <>
          <TextInput
            label={t('doc.annexes.name')}
            placeholder="Phụ lục I"
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
          />
          <Button type="submit" loading={add.isPending} disabled={name.trim() === ''}>
            {t('out.action.add-annex')}
          </Button>
        </>
      )}
      {add.isError && <ProblemNotice error={add.error} />}
    </form>
  );
}
