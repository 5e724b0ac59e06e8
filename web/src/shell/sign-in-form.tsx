import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { signIn } from '../api/session';
import { ProblemNotice } from '../components/problem-notice';
import { t } from '../i18n';

type Props = { readonly onDone: () => void; readonly username?: string | undefined };

export function SignInForm({ onDone, username: known = '' }: Props): ReactNode {
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState('');
  const submit = useMutation({
    mutationFn: () => signIn(username.trim(), password),
    onSuccess: onDone,
  });

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit.mutate();
      }}
    >
      <TextInput
        label={t('signIn.username')}
        value={username}
        onChange={(event) => {
          setUsername(event.currentTarget.value);
        }}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        data-autofocus
        autoFocus
      />
      <PasswordInput
        label={t('signIn.password')}
        value={password}
        onChange={(event) => {
          setPassword(event.currentTarget.value);
        }}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
      />
      {submit.isError && <ProblemNotice error={submit.error} />}
      <Button type="submit" loading={submit.isPending} fullWidth>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}
