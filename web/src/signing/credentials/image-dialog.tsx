import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { fieldError } from '../../api/problem';
import { ProblemNotice } from '../../components/problem-notice';
import { announce } from '../../components/toast';
import { t } from '../../i18n';
import { ImageInput } from '../remote/image-input';
import { changeImage } from './credentials-api';
import { Dialog } from '../../components/dialog';

type Props = { readonly credentialId: string; readonly onClose: () => void };

/** Another picture for the signatures to come; those made keep theirs. */
export function ImageDialog({ credentialId, onClose }: Props): ReactNode {
  const [image, setImage] = useState<File | null>(null);
  const send = useMutation({
    mutationFn: (chosen: File) => changeImage(credentialId, chosen),
    onSuccess: () => {
      announce(t('cert.image.changed'));
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('cert.image.change')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (image) send.mutate(image);
        }}
      >
        <ImageInput
          value={image}
          required
          error={fieldError(send.error, 'image')}
          onChange={setImage}
        />
        {send.isError && <ProblemNotice error={send.error} />}
        <div className="row row-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={send.isPending} disabled={!image}>
            {t('cert.image.change')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
