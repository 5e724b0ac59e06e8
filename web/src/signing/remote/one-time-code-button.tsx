import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { announce } from '../../components/toast';
import { t } from '../../i18n';
import { type CodeFor, sendOneTimeCode } from './remote-api';

/** Beside the PIN of a certificate that also asks for a code: typed after it, a blank between. */
export function OneTimeCodeButton({ asked }: { readonly asked: CodeFor }): ReactNode {
  const send = useMutation({
    mutationFn: () => sendOneTimeCode(asked),
    onSuccess: () => {
      announce(t('cert.code.sent'));
    },
  });
  return (
    <div className="stack">
      <div className="row">
        <Button
          size="xs"
          variant="default"
          loading={send.isPending}
          onClick={() => {
            send.mutate();
          }}
        >
          {t('cert.code.send')}
        </Button>
        <span className="muted">{t('cert.code.hint')}</span>
      </div>
      {send.isError && <ProblemNotice error={send.error} />}
    </div>
  );
}
