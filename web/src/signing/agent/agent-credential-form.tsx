import { Button, Radio } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { fieldError } from '../../api/problem';
import { t } from '../../i18n';
import { useReplacing } from '../credentials/replacing';
import { challengeForAgent, enrolAgentKey } from '../credentials/credentials-api';
import { EnrolledNotice } from '../remote/enrolled-notice';
import { ImageInput } from '../remote/image-input';
import { base64Of } from '../remote/remote-api';
import { certificatesOf, signWithAgent, type Agent, type AgentCertificate } from './agent-client';
import { AgentConnection } from './agent-connection';
import { AgentNotice } from './agent-notice';

type Props = { readonly agencyId: string | undefined; readonly onEnrolled: () => void };

/** A certificate on a token at this PC: its key signs a challenge, then it is registered. */
export function AgentCredentialForm(props: Props): ReactNode {
  return <AgentConnection>{(agent) => <ChooseKey agent={agent} {...props} />}</AgentConnection>;
}

function ChooseKey({ agent, agencyId, onEnrolled }: Props & { readonly agent: Agent }): ReactNode {
  const [chosen, setChosen] = useState('');
  const [image, setImage] = useState<File | null>(null);
  const { replaces, isAgreed, question, action } = useReplacing(agencyId);
  const keys = useQuery({
    queryKey: ['agent-keys', agent.port],
    queryFn: () => certificatesOf(agent),
  });
  const enrol = useMutation({
    mutationFn: async (key: AgentCertificate) => {
      const { id: challengeId, challenge } = await challengeForAgent();
      const [signature = ''] = await signWithAgent(agent, { certificateId: key.id, challenge });
      const { certificate, others, tokenLabel, tokenSerial, keyId } = key;
      return enrolAgentKey({
        ...{ challengeId, signature, certificate, others: [...others], agencyId, replaces },
        ...{ tokenLabel, tokenSerial, keyId, image: await base64Of(image) },
      });
    },
    onSuccess: onEnrolled,
  });
  if (keys.isPending) return <p className="muted">{t('agent.reading')}</p>;
  if (keys.isError) return <AgentNotice error={keys.error} />;
  if (keys.data.length === 0) return <p className="muted">{t('agent.noKeys')}</p>;
  const key = keys.data.find(({ id }) => id === chosen);
  return (
    <div className="stack">
      <Radio.Group label={t('agent.choose')} value={chosen} onChange={setChosen}>
        <div className="stack">
          {keys.data.map(({ id, commonName, tokenLabel, tokenSerial }) => (
            <Radio
              key={id}
              value={id}
              label={commonName}
              description={`${tokenLabel} (${tokenSerial})`}
            />
          ))}
        </div>
      </Radio.Group>
      <ImageInput value={image} error={fieldError(enrol.error, 'image')} onChange={setImage} />
      {question}
      {enrol.isPending && <p role="status">{t('agent.typePin')}</p>}
      {enrol.isError && <AgentNotice error={enrol.error} />}
      <div className="row row-end">
        <Button
          loading={enrol.isPending}
          disabled={!key || !isAgreed}
          onClick={() => {
            if (key) enrol.mutate(key);
          }}
        >
          {action}
        </Button>
      </div>
      {enrol.data && <EnrolledNotice enrolled={enrol.data} />}
    </div>
  );
}
