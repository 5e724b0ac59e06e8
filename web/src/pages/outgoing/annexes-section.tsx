import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { UploadedFile } from '../../api/files';
import {
  addAnnex,
  annexFileUrl,
  annexPrintUrl,
  removeAnnex,
  type OutgoingDetail,
} from '../../api/outgoing';
import { fieldError } from '../../api/problem';
import { moment } from '../../components/format';
import { PdfFileField } from '../../components/pdf-file-field';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { announce } from '../../components/toast';
import '../../components/copies-section.css';
import { t } from '../../i18n';

type Props = { readonly document: OutgoingDetail; readonly onChanged: () => void };

/** Texts in files of their own; the seal signs each, without its image. */
export function AnnexesSection({ document, onChanged }: Props): ReactNode {
  const mayEdit = document.allowedActions.includes('edit');
  if (!mayEdit && document.annexes.length === 0) return null;
  return (
    <Section title={t('doc.annexes')}>
      {document.annexes.length === 0 && <p className="muted">{t('doc.annexes.none')}</p>}
      <ul className="copy-list">
        {document.annexes.map((annex) => (
          <Annex
            key={annex.id}
            document={document}
            annex={annex}
            mayEdit={mayEdit}
            onChanged={onChanged}
          />
        ))}
      </ul>
      {mayEdit && <NewAnnex documentId={document.id} onAdded={onChanged} />}
    </Section>
  );
}

type AnnexProps = Props & {
  readonly annex: OutgoingDetail['annexes'][number];
  readonly mayEdit: boolean;
};

function Annex({ document, annex, mayEdit, onChanged }: AnnexProps): ReactNode {
  const drop = useMutation({
    mutationFn: () => removeAnnex(document.id, annex.id),
    onSuccess: () => {
      announce(t('doc.annexes.removed', { name: annex.name }));
      onChanged();
    },
  });
  return (
    <li>
      <a href={annexFileUrl(document.id, annex.id)} target="_blank" rel="noreferrer">
        {annex.ordinal}. {annex.name}
      </a>
      <span className="muted">
        {annex.signedAt
          ? t('doc.annexes.signed', { at: moment(annex.signedAt) })
          : t('doc.annexes.unsigned')}
      </span>
      <span className="row">
        {document.state === 'released' && (
          <Button
            component="a"
            href={annexPrintUrl(document.id, annex.id)}
            target="_blank"
            rel="noreferrer"
            size="compact-xs"
            variant="default"
            aria-label={t('doc.annexes.printNamed', { name: annex.name })}
          >
            {t('doc.annexes.print')}
          </Button>
        )}
        {mayEdit && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="seal"
            loading={drop.isPending}
            aria-label={t('doc.annexes.removeNamed', { name: annex.name })}
            onClick={() => {
              drop.mutate();
            }}
          >
            {t('doc.annexes.remove')}
          </Button>
        )}
      </span>
      {drop.isError && <ProblemNotice error={drop.error} />}
    </li>
  );
}

type NewProps = { readonly documentId: string; readonly onAdded: () => void };

function NewAnnex({ documentId, onAdded }: NewProps): ReactNode {
  const [file, setFile] = useState<UploadedFile | null>(null);
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: () => addAnnex(documentId, { name, fileSha256: file?.sha256 ?? '' }),
    onSuccess: () => {
      announce(t('doc.annexes.added', { name }));
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
      <PdfFileField
        label={t('out.action.add-annex')}
        value={file}
        onChange={setFile}
        error={fieldError(add.error, 'fileSha256')}
      />
      {file && (
        <>
          <TextInput
            label={t('doc.annexes.name')}
            placeholder="Phụ lục I"
            value={name}
            maxLength={200}
            error={fieldError(add.error, 'name')}
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
