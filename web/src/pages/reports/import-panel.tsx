import { Button, FileButton, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ApiProblem, type FieldProblem } from '../../api/problem';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import { language } from '../../i18n/language';

type Props = {
  readonly onRead: (text: string, entry: 'csv' | 'pasted') => Promise<void>;
  readonly onTemplate: () => void;
};

/** A table from a file or the clipboard: read whole or refused whole, each fault by row and column. */
export function ImportPanel({ onRead, onTemplate }: Props): ReactNode {
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>(null);

  async function read(given: string, entry: 'csv' | 'pasted'): Promise<void> {
    setError(null);
    try {
      await onRead(given, entry);
      setText('');
    } catch (problem) {
      setError(problem);
    }
  }

  return (
    <details className="panel panel-pad report-import">
      <summary>{t('rep.action.import')}</summary>
      <div className="stack">
        <p className="muted">{t('rep.import.text')}</p>
        <div className="row">
          <FileButton
            accept=".csv,text/csv,text/plain"
            onChange={(file) => {
              if (file) void file.text().then((content) => read(content, 'csv'));
            }}
          >
            {(props) => (
              <Button size="xs" variant="default" {...props}>
                {t('rep.import.file')}
              </Button>
            )}
          </FileButton>
          <Button size="xs" variant="subtle" onClick={onTemplate}>
            {t('rep.import.template')}
          </Button>
        </div>
        <Textarea
          label={t('rep.import.paste')}
          rows={4}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <div className="row">
          <Button size="xs" disabled={text.trim() === ''} onClick={() => void read(text, 'pasted')}>
            {t('rep.import.read')}
          </Button>
        </div>
        {error !== null && <ImportFaults error={error} />}
      </div>
    </details>
  );
}

function ImportFaults({ error }: { readonly error: unknown }): ReactNode {
  const faults = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  if (faults.length === 0) return <ProblemNotice error={error} />;
  return (
    <div className="notice notice-red" role="alert">
      <strong>{t('rep.import.bad', { n: faults.length })}</strong>
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.pointer}.${fault.code}`}>{sentence(fault)}</li>
        ))}
      </ul>
    </div>
  );
}

function sentence({ message, messageEn }: FieldProblem): string {
  return language() === 'en' ? messageEn : message;
}
