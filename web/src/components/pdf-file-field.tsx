import { useMutation } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { uploadPdf, type UploadedFile } from '../api/files';
import { t } from '../i18n';
import { ProblemNotice } from './problem-notice';
import { UploadFindings } from './upload-findings';
import './pdf-file-field.css';

type Props = {
  readonly label: string;
  readonly value: UploadedFile | null;
  readonly onChange: (file: UploadedFile) => void;
  readonly error?: string | undefined;
};

/** Sends the PDF at once, so that its pages are known before the form is. */
export function PdfFileField({ label, value, onChange, error }: Props): ReactNode {
  const id = useId();
  const send = useMutation({ mutationFn: uploadPdf, onSuccess: onChange });
  return (
    <div
      className="pdf-file"
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        const file = event.dataTransfer.files[0];
        if (file) send.mutate(file);
      }}
    >
      <span className="pdf-file-label" id={`${id}-label`}>
        {label}
      </span>
      <label className="pdf-file-button" htmlFor={id}>
        {t('common.chooseFile')}
      </label>
      <input
        id={id}
        className="visually-hidden"
        aria-labelledby={`${id}-label`}
        type="file"
        accept="application/pdf,.pdf"
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) send.mutate(file);
        }}
      />
      <span id={`${id}-hint`} className="muted" aria-live="polite">
        {send.isPending && t('common.uploading')}
        {!send.isPending && value && `${value.name}, ${t('doc.pages', { n: value.pages })}`}
        {!send.isPending && !value && t('common.pdfOnly')}
      </span>
      {value && <UploadFindings file={value} />}
      {send.isError && <ProblemNotice error={send.error} />}
      {error && (
        <p role="alert" style={{ color: 'var(--tone-red)' }}>
          {error}
        </p>
      )}
    </div>
  );
}
