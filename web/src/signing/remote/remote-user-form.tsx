import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { fieldError } from '../../api/problem';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import { loadRemoteServices, type RemoteService } from './remote-api';

export type RemoteUser = { readonly medium: RemoteService['medium']; readonly user: string };

type Props = {
  readonly busy: boolean;
  readonly error: unknown;
  readonly onFind: (user: RemoteUser) => void;
};

/** Which service, and how it calls the signer. */
export function RemoteUserForm({ busy, error, onFind }: Props): ReactNode {
  const services = useQuery({ queryKey: ['remote-services'], queryFn: loadRemoteServices });
  const [chosen, setChosen] = useState<string | null>(null);
  const [user, setUser] = useState('');
  const known = services.data ?? [];
  const service = known.length === 1 ? known[0] : known.find(({ medium }) => medium === chosen);
  const isReady = service !== undefined && user.trim() !== '';

  if (services.isError) return <ProblemNotice error={services.error} />;
  if (services.data?.length === 0) return <p className="muted">{t('cert.remote.none')}</p>;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onFind({ medium: service.medium, user: user.trim() });
      }}
    >
      <Select
        label={t('cert.remote.service')}
        data={known.map(({ medium, name }) => ({ value: medium, label: name }))}
        value={service?.medium ?? null}
        onChange={setChosen}
      />
      <TextInput
        label={t('cert.remote.user')}
        description={t('cert.remote.user.hint')}
        value={user}
        autoComplete="off"
        error={fieldError(error, 'user')}
        onChange={(event) => {
          setUser(event.currentTarget.value);
        }}
      />
      {error !== null && <ProblemNotice error={error} />}
      <div className="row row-end">
        <Button type="submit" variant="default" loading={busy} disabled={!isReady}>
          {t('cert.remote.find')}
        </Button>
      </div>
    </form>
  );
}
