import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { onSignedOut } from '../api/client';
import { loadSession } from '../api/session';
import { ProblemNotice } from '../components/problem-notice';
import { setAddress, t } from '../i18n';
import { Shell } from '../shell/shell';
import { SignInAgain } from '../shell/sign-in-again';
import { SignInPage } from '../shell/sign-in-page';
import { SessionContext } from './session-context';

/** Sign-in, or the shell with the page; a session that ends keeps the page and asks for the password above it. */
export function Entry(): ReactNode {
  const [ended, setEnded] = useState(false);
  const session = useQuery({
    queryKey: ['session'],
    queryFn: loadSession,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

  useEffect(
    () =>
      onSignedOut(() => {
        setEnded(true);
      }),
    [],
  );

  if (session.isPending) return <p style={{ padding: 24 }}>{t('app.loading')}</p>;
  if (session.isError) {
    return (
      <main style={{ padding: 24, maxWidth: 560 }}>
        <ProblemNotice error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  if (!session.data) return <SignInPage />;
  setAddress(session.data.acting.space);
  return (
    <SessionContext value={session.data}>
      <Shell key={session.data.acting.id} />
      <SignInAgain
        opened={ended}
        onDone={() => {
          setEnded(false);
        }}
      />
    </SessionContext>
  );
}
