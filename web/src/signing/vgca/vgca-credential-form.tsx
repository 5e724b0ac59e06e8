import { Button, FileInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { fieldError } from '../../api/problem';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import { useReplacing } from '../credentials/replacing';
import { EnrolledNotice } from '../remote/enrolled-notice';
import { ImageInput } from '../remote/image-input';
import { base64Of, enrolVgca } from '../remote/remote-api';

type Props = { readonly agencyId?: string; readonly onEnrolled: () => void };

/** The certificate of an official-duty token; its key stays there and signs through VGCA Sign Service. */
export function VgcaCredentialForm({ agencyId, onEnrolled }: Props): ReactNode {
  const [file, setFile] = useState<File | null>(null);
  const [image, setImage] = useState<File | null>(null);
  const { replaces, isAgreed, question, action } = useReplacing(agencyId);
  const enrol = useMutation({
    mutationFn: async () =>
      enrolVgca({
        certificate: (await base64Of(file)) ?? '',
        agencyId,
        replaces,
        image: await base64Of(image),
      }),
    onSuccess: onEnrolled,
  });

  return (
    <form
      className="stack"
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        if (file) enrol.mutate();
      }}
    >
      <FileInput
        label={t('cert.vgca.file')}
        description={t('cert.vgca.file.hint')}
        placeholder={t('common.chooseFile')}
        accept=".cer,.crt,.pem,.der"
        value={file}
        error={fieldError(enrol.error, 'certificate')}
        onChange={setFile}
      />
      <ImageInput value={image} error={fieldError(enrol.error, 'image')} onChange={setImage} />
      {question}
      {enrol.isError && <ProblemNotice error={enrol.error} />}
      <div className="row row-end">
        <Button type="submit" loading={enrol.isPending} disabled={!file || !isAgreed}>
          {action}
        </Button>
      </div>
      {enrol.data && <EnrolledNotice enrolled={enrol.data} />}
    </form>
  );
}
