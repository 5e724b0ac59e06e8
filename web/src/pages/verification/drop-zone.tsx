import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { t } from '../../i18n';
import './verification.css';

type Props = {
  readonly title: string;
  readonly text: string;
  readonly again: boolean;
  readonly onFile: (file: File) => void;
};

/** One place for a PDF, dropped or chosen. */
export function DropZone({ title, text, again, onFile }: Props): ReactNode {
  const [over, setOver] = useState(false);

  function take(files: FileList | null): void {
    const file = files?.[0];
    if (file) onFile(file);
  }

  return (
    <label
      className="drop-zone"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <strong>{title}</strong>
      <span className="muted">{text}</span>
      <input
        type="file"
        accept="application/pdf,.pdf"
        className="visually-hidden"
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      <Button component="span" variant="default" aria-hidden="true">
        {again ? t('ver.another') : t('common.chooseFile')}
      </Button>
    </label>
  );
}
