import '../../styles/mantine-forms';
import { Select, Tabs } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { hasAnyRole, useSession } from '../../app/session-context';
import { EmptyList } from '../../components/data-list';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { t } from '../../i18n';
import { AgentCredentialForm } from '../agent/agent-credential-form';
import { RemoteCredentialForm } from '../remote/remote-credential-form';
import { VgcaCredentialForm } from '../vgca/vgca-credential-form';
import { CredentialCard } from './credential-card';
import { loadCredentials } from './credentials-api';
import { ImportForm } from './import-form';
import { ServerTokenForm } from './server-token-form';

const OWN = 'own';

/** With what this post signs, and every way to take in another certificate. */
export default function CredentialsPage(): ReactNode {
  const session = useSession();
  const client = useQueryClient();
  const [owner, setOwner] = useState(OWN);
  const { clerkOf } = session.acting;
  const found = useQuery({ queryKey: ['credentials'], queryFn: loadCredentials });
  const agencyId = owner === OWN ? undefined : owner;
  const enrolled = (): void => void client.invalidateQueries({ queryKey: ['credentials'] });
  const mayUseTokens = hasAnyRole(session, 'leader', 'clerk', 'office-chief', 'unit-head', 'admin');
  return (
    <>
      <PageHead title={t('cert.title')} />
      {found.isPending && <p className="muted">{t('app.loading')}</p>}
      {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && (
        <EmptyList title={t('cert.empty')} text={t('cert.empty.text')} />
      )}
      <div className="stack">
        {found.data?.map((credential) => (
          <CredentialCard
            key={credential.id}
            credential={credential}
            agencyName={clerkOf.find(({ id }) => id === credential.agencyId)?.name}
          />
        ))}
        <p>
          <Link to="/so-chung-thu-so">{t('cert.earlier')}</Link>
        </p>
        <Section title={t('cert.enrol')}>
          <p className="muted">{t('cert.enrol.text')}</p>
          {clerkOf.length > 0 && (
            <Select
              label={t('cert.for')}
              data={[
                { value: OWN, label: t('cert.for.post') },
                ...clerkOf.map(({ id, name }) => ({
                  value: id,
                  label: t('cert.for.seal', { agency: name }),
                })),
              ]}
              value={owner}
              allowDeselect={false}
              onChange={(value) => {
                setOwner(value ?? OWN);
              }}
            />
          )}
          <Tabs defaultValue="file" keepMounted={false} key={owner}>
            <Tabs.List>
              <Tabs.Tab value="file">{t('cert.p12.title')}</Tabs.Tab>
              <Tabs.Tab value="agent">{t('agent.title')}</Tabs.Tab>
              {mayUseTokens && <Tabs.Tab value="token">{t('cert.token.title')}</Tabs.Tab>}
              <Tabs.Tab value="remote">{t('cert.remote.title')}</Tabs.Tab>
              <Tabs.Tab value="vgca">{t('cert.vgca.title')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="file" pt="md">
              <ImportForm agencyId={agencyId} onEnrolled={enrolled} />
            </Tabs.Panel>
            <Tabs.Panel value="agent" pt="md">
              <AgentCredentialForm agencyId={agencyId} onEnrolled={enrolled} />
            </Tabs.Panel>
            <Tabs.Panel value="token" pt="md">
              <ServerTokenForm agencyId={agencyId} onEnrolled={enrolled} />
            </Tabs.Panel>
            <Tabs.Panel value="remote" pt="md">
              <RemoteCredentialForm {...(agencyId ? { agencyId } : {})} onEnrolled={enrolled} />
            </Tabs.Panel>
            <Tabs.Panel value="vgca" pt="md">
              <VgcaCredentialForm {...(agencyId ? { agencyId } : {})} onEnrolled={enrolled} />
            </Tabs.Panel>
          </Tabs>
        </Section>
      </div>
    </>
  );
}
