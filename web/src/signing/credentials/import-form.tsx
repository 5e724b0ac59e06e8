import { Button, FileInput, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { fieldError } from '../../api/problem';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import { EnrolledNotice } from '../remote/enrolled-notice';
import { lookIntoKeyFile, type Enrolled, type KeyFile } from './credentials-api';
import { ImportConfirmation } from './import-confirmation';

type Props = { readonly agencyId: string | undefined; readonly onEnrolled: () => void };

/** A .p12 or .pfx file is looked into first; nothing is replaced before its owner has agreed. */
export function ImportForm({ agencyId, onEnrolled }: Props): ReactNode {
  const [file, setFile] = useState<File | null>(null);
  const [password, setPassword] = useState('');
  const [enrolled, setEnrolled] = useState<Enrolled | null>(null);
  const look = useMutation({
    mutationFn: async (keyFile: KeyFile) => ({ keyFile, outlook: await lookIntoKeyFile(keyFile) }),
  });
  const begin = (): void => {
    look.reset();
    setFile(null);
    setPassword('');
  };
  if (look.isSuccess) {
    const { keyFile, outlook } = look.data;
    return (
      <ImportConfirmation
        key={outlook.confirms}
        keyFile={keyFile}
        outlook={outlook}
        onAgain={() => {
          look.mutate(keyFile);
        }}
        onCancel={begin}
        onEnrolled={(done) => {
          begin();
          setEnrolled(done);
          onEnrolled();
        }}
      />
    );
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setEnrolled(null);
        if (file) look.mutate({ file, password, agencyId });
      }}
    >
      <FileInput
        label={t('cert.p12.file')}
        description={t('cert.p12.file.hint')}
        placeholder={t('common.chooseFile')}
        accept=".p12,.pfx"
        value={file}
        error={fieldError(look.error, 'file')}
        onChange={setFile}
      />
      <PasswordInput
        label={t('cert.p12.password')}
        description={t('cert.p12.password.hint')}
        autoComplete="off"
        value={password}
        error={fieldError(look.error, 'password')}
        onChange={(event) => {
          setPassword(event.currentTarget.value);
        }}
      />
      {look.isError && <ProblemNotice error={look.error} />}
      <div className="row row-end">
        <Button type="submit" loading={look.isPending} disabled={!file}>
          {t('cert.p12.look')}
        </Button>
      </div>
      {enrolled && <EnrolledNotice enrolled={enrolled} />}
    </form>
  );
}
