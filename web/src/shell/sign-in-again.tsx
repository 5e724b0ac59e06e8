import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { choosePost, loadSession } from '../api/session';
import { useSession } from '../app/session-context';
import { t } from '../i18n';
import { SignInForm } from './sign-in-form';

type Props = { readonly opened: boolean; readonly onDone: () => void };

/** Above the page, so that nothing typed is lost; signs in again in the post that was held. */
export function SignInAgain({ opened, onDone }: Props): ReactNode {
  const client = useQueryClient();
  const { acting } = useSession();

  async function resume(): Promise<void> {
    const fresh = await loadSession();
    if (fresh && fresh.acting.id !== acting.id) {
      const still = fresh.posts.some(({ id }) => id === acting.id);
      if (still) await choosePost(acting.id);
    }
    onDone();
    await client.invalidateQueries();
  }

  return (
    <Modal
      opened={opened}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      zIndex={1000}
      title={t('signIn.again')}
    >
      <p style={{ marginBottom: 12 }}>{t('signIn.again.text')}</p>
      <SignInForm onDone={() => void resume()} />
    </Modal>
  );
}
