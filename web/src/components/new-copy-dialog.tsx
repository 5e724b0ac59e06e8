import '../styles/mantine-forms';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { createCopy } from '../api/copies';
import type { UploadedFile } from '../api/files';
import { useSigners } from '../api/organisation';
import { ApiProblem, fieldError } from '../api/problem';
import { t, tCode } from '../i18n';
import {
  copyRequest,
  copyTypesOf,
  formsOf,
  neededFile,
  readPages,
  type CopySource,
} from './copy-form';
import { Field, type FieldSpec, type FormValues } from './form-field';
import { PdfFileField } from './pdf-file-field';
import { ProblemNotice } from './problem-notice';
import { useDraft } from './use-draft';
import { Dialog } from './dialog';
import './copies-section.css';

type Props = {
  readonly source: CopySource;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

/** Asks for exactly what this kind of copy needs; what the law does not know is not offered. */
export function NewCopyDialog({ source, onClose, onDone }: Props): ReactNode {
  const form = useCopyForm(source, onDone);
  const { values, send } = form;
  return (
    <Dialog
      onClose={onClose}
      title={source.type === 'copy' ? t('copy.type.secondary-copy') : t('copy.new')}
      size="md"
    >
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
      >
        {leadingFields(source, values).map((spec, index) => (
          <Field key={spec.name} {...form.bind(spec)} autoFocus={index === 0} />
        ))}
        <ContentFields source={source} form={form} />
        <Field {...form.bind(signerField(form.signers))} />
        {values.to === 'paper' && (
          <>
            <Field {...form.bind(recipientsField())} />
            <div className="copy-pair">
              {paperFields().map((spec) => (
                <Field key={spec.name} {...form.bind(spec)} />
              ))}
            </div>
          </>
        )}
        {form.restored && <p className="muted">{t('common.restored')}</p>}
        {send.isError && !namesFields(send.error) && <ProblemNotice error={send.error} />}
        <div className="row row-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {tCode('copy.type', String(values.typeCode))}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type CopyForm = ReturnType<typeof useCopyForm>;

/** The pages of an excerpt; or the file in which it was set again, or the scan of a copy on paper. */
function ContentFields({ source, form }: { source: CopySource; form: CopyForm }): ReactNode {
  const { values, send, missing } = form;
  const file = neededFile(source, values);
  if (file)
    return (
      <PdfFileField
        label={t(file === 'scan' ? 'copy.field.scan' : 'copy.field.excerptFile')}
        value={form.file}
        onChange={form.setFile}
        error={
          missing.includes('fileSha256')
            ? t('common.required')
            : fieldError(send.error, 'fileSha256')
        }
      />
    );
  if (values.typeCode !== 'excerpt-copy') return null;
  return (
    <TextInput
      label={t('copy.field.pages')}
      description={t('copy.field.pagesHint')}
      value={typeof values.pages === 'string' ? values.pages : ''}
      error={missing.includes('pages') ? t('copy.field.pagesBad') : fieldError(send.error, 'pages')}
      onChange={(event) => {
        form.change('pages', event.currentTarget.value);
      }}
    />
  );
}

type Choice = { readonly value: string; readonly label: string };

function useCopyForm(source: CopySource, onDone: (sentence: string) => void) {
  const mandates = useSigners(source.agencyId, 'official-letter');
  const signers = (mandates.data ?? []).map(({ postId, personName, postTitle }) => ({
    value: postId,
    label: `${personName}, ${postTitle}`,
  }));
  const draft = useDraft<FormValues>(`copy.new.${source.id}`, {
    typeCode: copyTypesOf(source)[0],
    excerptBy: 'pages',
    keptBy: 'VT',
    copies: 1,
  });
  const [file, setFile] = useState<UploadedFile | null>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const values = withDefaults(source, draft.value, signers);
  const send = useMutation({
    mutationFn: () => createCopy(copyRequest(source, values, file?.sha256)),
    onSuccess: () => {
      draft.clear();
      const signer = signers.find(({ value }) => value === values.signerPostId)?.label ?? '';
      const type = tCode('copy.type', String(values.typeCode)).toLowerCase();
      onDone(t('copy.asked', { type, name: signer }));
    },
  });
  function change(name: string, value: FormValues[string]): void {
    setMissing((old) => old.filter((one) => one !== name));
    draft.set((old) => ({ ...old, [name]: value }));
  }
  return {
    values,
    signers,
    send,
    change,
    file,
    missing,
    restored: draft.restored,
    setFile: (next: UploadedFile) => {
      setMissing((old) => old.filter((one) => one !== 'fileSha256'));
      setFile(next);
    },
    bind: (spec: FieldSpec) => ({
      spec,
      value: values[spec.name],
      error: send.error,
      missing: missing.includes(spec.name),
      onChange: (value: FormValues[string]) => {
        change(spec.name, value);
      },
    }),
    submit: () => {
      const empty = emptyFields(source, values, file);
      setMissing(empty);
      if (empty.length === 0) send.mutate();
    },
  };
}

/** The form that is left when the law leaves one, and whom the agency proposes to sign. */
function withDefaults(
  source: CopySource,
  typed: FormValues,
  signers: readonly Choice[],
): FormValues {
  const forms = formsOf(source, typed.typeCode);
  const usual = source.form === 'paper' ? 'electronic' : 'paper';
  const wanted = String(typed.to ?? usual);
  return {
    ...typed,
    to: forms.includes(wanted) ? wanted : forms[0],
    signerPostId: typed.signerPostId ?? signers[0]?.value,
  };
}

function emptyFields(
  source: CopySource,
  values: FormValues,
  file: UploadedFile | null,
): readonly string[] {
  const needsPages = values.typeCode === 'excerpt-copy' && values.excerptBy === 'pages';
  const checks: readonly (readonly [string, boolean])[] = [
    ['pages', needsPages && readPages(String(values.pages ?? '')) === null],
    ['fileSha256', neededFile(source, values) !== null && file === null],
    ['signerPostId', !values.signerPostId],
    ['copies', values.to === 'paper' && !(Number(values.copies ?? 0) >= 1)],
  ];
  return checks.filter(([, isEmpty]) => isEmpty).map(([name]) => name);
}

function leadingFields(source: CopySource, values: FormValues): readonly FieldSpec[] {
  const forms = formsOf(source, values.typeCode);
  const choices = (prefix: string, codes: readonly string[]): readonly Choice[] =>
    codes.map((value) => ({ value, label: tCode(prefix, value) }));
  const select = { kind: 'select', required: true } as const;
  const type = {
    ...{ ...select, name: 'typeCode', label: t('copy.field.type') },
    choices: choices('copy.type', copyTypesOf(source)),
  };
  const word: FieldSpec = {
    ...{ name: 'isCertifiedCopy', label: t('copy.field.isCertifiedCopy'), kind: 'check' },
  };
  const to = {
    ...{ ...select, name: 'to', label: t('copy.field.to') },
    choices: choices('copy.form', forms),
    ...(forms.length === 1 ? { hint: t('copy.field.toHint') } : {}),
  };
  const excerpt = {
    ...{ ...select, name: 'excerptBy', label: t('copy.field.excerptBy') },
    choices: choices('copy.excerpt', ['pages', 'file']),
  };
  const asksWord = source.type === 'incoming-document' && values.typeCode === 'secondary-copy';
  return [
    ...(source.type === 'copy' ? [] : [type]),
    ...(asksWord ? [word] : []),
    to,
    ...(values.typeCode === 'excerpt-copy' ? [excerpt] : []),
  ];
}

function signerField(choices: readonly Choice[]): FieldSpec {
  return {
    ...{ name: 'signerPostId', label: t('copy.field.signer'), kind: 'select', required: true },
    choices,
  };
}

/** Recipients and number stand on paper alone; an electronic copy carries only its text. */
function recipientsField(): FieldSpec {
  return {
    ...{ name: 'recipients', label: t('copy.field.recipients'), kind: 'area' },
    hint: t('copy.field.recipientsHint'),
  };
}

function paperFields(): readonly FieldSpec[] {
  return [
    { name: 'keptBy', label: t('copy.field.keptBy'), kind: 'text' },
    { name: 'copies', label: t('copy.field.copies'), kind: 'number', required: true },
  ];
}

/** Said at each field already. */
function namesFields(error: unknown): boolean {
  return error instanceof ApiProblem && (error.problem.errors ?? []).length > 0;
}
