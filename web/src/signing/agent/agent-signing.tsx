import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OutgoingRow } from '../../api/outgoing';
import { t } from '../../i18n';
import type { Agent } from './agent-client';
import { AgentConnection } from './agent-connection';
import { AgentNotice, agentText } from './agent-notice';
import { signDocuments } from './sign-documents';

type Props = { readonly documents: readonly OutgoingRow[]; readonly onClose: () => void };

/** Ký bằng USB token trên máy này: one PIN, typed into the program beside the token. */
export function AgentSigning(props: Props): ReactNode {
  return <AgentConnection>{(agent) => <SignNow agent={agent} {...props} />}</AgentConnection>;
}

function SignNow({ agent, documents, onClose }: Props & { readonly agent: Agent }): ReactNode {
  const sign = useMutation({ mutationFn: () => signDocuments(agent, documents) });
  return (
    <div className="stack">
      <ul className="batch-list">
        {documents.map((document) => {
          const result = sign.data?.find(({ id }) => id === document.id);
          return (
            <li key={document.id}>
              <div>
                {document.typeName}: {document.subject}
              </div>
              {result && (
                <div className="batch-result">
                  {result.error === null
                    ? `✓ ${t('sig.result.ok')}`
                    : `! ${t('sig.result.failed', { reason: agentText(result.error) })}`}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {sign.isPending && <p role="status">{t('agent.typePin')}</p>}
      {sign.isError && <AgentNotice error={sign.error} />}
      <div className="row row-end">
        <Button variant="default" onClick={onClose}>
          {sign.isSuccess ? t('common.close') : t('common.cancel')}
        </Button>
        {!sign.isSuccess && (
          <Button
            color="person"
            loading={sign.isPending}
            onClick={() => {
              sign.mutate();
            }}
          >
            {t('agent.sign')}
          </Button>
        )}
      </div>
    </div>
  );
}
