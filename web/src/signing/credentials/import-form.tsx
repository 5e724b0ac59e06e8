import { Button, FileInput, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { fieldError } from '../../api/problem';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import { EnrolledNotice } from '../remote/enrolled-notice';
import { ImageInput } from '../remote/image-input';
import { importKeyFile } from './credentials-api';

type Props = { readonly agencyId: string | undefined; readonly onEnrolled: () => void };

/** A .p12 or .pfx file: its password opens it once, the PIN from then on. */
export function ImportForm({ agencyId, onEnrolled }: Props): ReactNode {
  const [file, setFile] = useState<File | null>(null);
  const [image, setImage] = useState<File | null>(null);
  const [secrets, setSecrets] = useState({ password: '', pin: '', again: '' });
  const send = useMutation({
    mutationFn: (chosen: File) => importKeyFile({ file: chosen, image, agencyId, ...secrets }),
    onSuccess: () => {
      setFile(null);
      onEnrolled();
    },
    onSettled: () => {
      setSecrets({ password: '', pin: '', again: '' });
    },
  });
  const differs = secrets.again !== '' && secrets.again !== secrets.pin;
  const secret = (name: keyof typeof secrets, label: string, hint?: string): ReactNode => (
    <PasswordInput
      label={label}
      description={hint}
      autoComplete="off"
      value={secrets[name]}
      error={name === 'again' && differs ? t('cert.pin.differs') : fieldError(send.error, name)}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setSecrets((old) => ({ ...old, [name]: value }));
      }}
    />
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (file && secrets.pin === secrets.again) send.mutate(file);
      }}
    >
      <FileInput
        label={t('cert.p12.file')}
        description={t('cert.p12.file.hint')}
        placeholder={t('common.chooseFile')}
        accept=".p12,.pfx"
        value={file}
        error={fieldError(send.error, 'file')}
        onChange={setFile}
      />
      {secret('password', t('cert.p12.password'), t('cert.p12.password.hint'))}
      {secret('pin', t('cert.pin.new'), t('cert.pin.new.hint'))}
      {secret('again', t('cert.pin.again'))}
      <ImageInput value={image} error={fieldError(send.error, 'image')} onChange={setImage} />
      {send.isError && <ProblemNotice error={send.error} />}
      <div className="row row-end">
        <Button
          type="submit"
          loading={send.isPending}
          disabled={!file || secrets.pin === '' || secrets.pin !== secrets.again}
        >
          {t('cert.enrol')}
        </Button>
      </div>
      {send.data && <EnrolledNotice enrolled={send.data} />}
    </form>
  );
}
