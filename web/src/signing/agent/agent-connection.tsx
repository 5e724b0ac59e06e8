import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { t } from '../../i18n';
import { askForPairing, confirmPairing, findAgent, type Agent } from './agent-client';
import { AgentNotice } from './agent-notice';

type Props = { readonly children: (agent: Agent) => ReactNode };

/** What is inside appears once the program on this PC answers and knows this page. */
export function AgentConnection({ children }: Props): ReactNode {
  const found = useQuery({
    queryKey: ['signing-agent'],
    queryFn: () => findAgent(),
    retry: false,
  });
  if (found.isPending) return <p className="muted">{t('agent.looking')}</p>;
  if (found.isError) return <AgentNotice error={found.error} />;
  if (!found.data) {
    return (
      <div className="notice notice-amber" role="status">
        <strong>{t('agent.absent')}</strong>
        <span>{t('agent.absent.text')}</span>
        <Button size="xs" variant="default" onClick={() => void found.refetch()}>
          {t('common.retry')}
        </Button>
      </div>
    );
  }
  if (found.data.paired) return children(found.data);
  return <PairingForm agent={found.data} onPaired={() => void found.refetch()} />;
}

function PairingForm({
  agent,
  onPaired,
}: {
  readonly agent: Agent;
  readonly onPaired: () => void;
}): ReactNode {
  const [code, setCode] = useState('');
  const start = useMutation({ mutationFn: () => askForPairing(agent) });
  const confirm = useMutation({
    mutationFn: () => confirmPairing(agent, code),
    onSuccess: onPaired,
  });
  if (!start.isSuccess) {
    return (
      <div className="stack">
        <p>{t('agent.pair.text')}</p>
        {start.isError && <AgentNotice error={start.error} />}
        <div className="row">
          <Button
            loading={start.isPending}
            onClick={() => {
              start.mutate();
            }}
          >
            {t('agent.pair')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <TextInput
        label={t('agent.code')}
        description={t('agent.code.hint')}
        value={code}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => {
          setCode(event.currentTarget.value);
        }}
      />
      {confirm.isError && <AgentNotice error={confirm.error} />}
      <div className="row">
        <Button type="submit" loading={confirm.isPending} disabled={code.trim() === ''}>
          {t('agent.confirm')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            confirm.reset();
            start.reset();
          }}
        >
          {t('agent.newCode')}
        </Button>
      </div>
    </form>
  );
}
