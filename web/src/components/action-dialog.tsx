import '../styles/mantine-forms';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ApiProblem } from '../api/problem';
import { t } from '../i18n';
import { Field, type FieldSpec, type FormValues } from './form-field';
import { ProblemNotice } from './problem-notice';
import { useDraft } from './use-draft';
import { Dialog } from './dialog';

export type ActionSpec = {
  readonly action: string;
  readonly label: string;
  /** What will happen, when the button alone does not say it. */
  readonly hint?: ReactNode;
  readonly fields: readonly FieldSpec[];
  readonly initial?: FormValues;
  readonly run: (values: FormValues) => Promise<unknown>;
  /** Sentence announced afterwards; made from the answer. */
  readonly done?: (answer: unknown) => string;
  readonly tone?: 'main' | 'quiet' | 'danger';
  /** An act with a form of its own opens that instead of the dialog. */
  readonly open?: () => void;
};

type Props = {
  readonly spec: ActionSpec;
  readonly formKey: string;
  readonly onClose: () => void;
  readonly onDone: (answer: unknown) => void;
  readonly onConflict: () => void;
};

/** Asks for exactly what one action needs; what was typed survives a closed dialog and an ended session. */
export function ActionDialog({ spec, formKey, onClose, onDone, onConflict }: Props): ReactNode {
  const secret = spec.fields.filter(({ kind }) => kind === 'pin').map(({ name }) => name);
  const draft = useDraft<FormValues>(formKey, spec.initial ?? {});
  const [pins, setPins] = useState<FormValues>({});
  const [missing, setMissing] = useState<readonly string[]>([]);
  const values = { ...draft.value, ...pins };

  const submit = useMutation({
    mutationFn: () => spec.run(values),
    onSuccess: (answer) => {
      draft.clear();
      onDone(answer);
    },
  });

  function change(name: string, value: FormValues[string]): void {
    setMissing((old) => old.filter((one) => one !== name));
    if (secret.includes(name)) setPins((old) => ({ ...old, [name]: value }));
    else draft.set((old) => ({ ...old, [name]: value }));
  }

  function send(): void {
    const empty = spec.fields
      .filter(({ required, name }) => required === true && isEmpty(values[name]))
      .map(({ name }) => name);
    setMissing(empty);
    if (empty.length === 0) submit.mutate();
  }

  const conflict = submit.error instanceof ApiProblem && submit.error.isConflict;
  return (
    <Dialog onClose={onClose} title={spec.label} size="md">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {spec.hint && <div>{spec.hint}</div>}
        {spec.fields.map((field, index) => (
          <Field
            key={field.name}
            spec={field}
            value={values[field.name]}
            error={submit.error}
            missing={missing.includes(field.name)}
            autoFocus={index === 0}
            onChange={(value) => {
              change(field.name, value);
            }}
          />
        ))}
        {draft.restored && spec.fields.length > secret.length && (
          <p className="muted">{t('common.restored')}</p>
        )}
        {submit.isError && (
          <ProblemNotice error={submit.error} onRetry={conflict ? onConflict : undefined} />
        )}
        <div className="row row-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            loading={submit.isPending}
            data-autofocus={spec.fields.length === 0}
          >
            {spec.label}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function isEmpty(value: FormValues[string]): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return (
    value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
  );
}
