import { Button, PasswordInput, Radio } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { fieldError } from '../../api/problem';
import { instantDay } from '../../components/format';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import { EnrolledNotice } from '../remote/enrolled-notice';
import { ImageInput } from '../remote/image-input';
import { base64Of } from '../remote/remote-api';
import { useReplacing } from './replacing';
import { enrolServerToken, loadServerTokens, type TokenCertificate } from './credentials-api';

type Props = { readonly agencyId: string | undefined; readonly onEnrolled: () => void };

/** A certificate on an HSM or token at the server, registered by whoever knows its PIN. */
export function ServerTokenForm({ agencyId, onEnrolled }: Props): ReactNode {
  const [chosen, setChosen] = useState('');
  const [pin, setPin] = useState('');
  const [image, setImage] = useState<File | null>(null);
  const { replaces, isAgreed, question, action } = useReplacing(agencyId);
  const tokens = useQuery({ queryKey: ['server-tokens'], queryFn: loadServerTokens, retry: false });
  const enrol = useMutation({
    mutationFn: async (found: TokenCertificate) =>
      enrolServerToken(found, { pin, agencyId, replaces, image: await base64Of(image) }),
    onSuccess: onEnrolled,
    onSettled: () => {
      setPin('');
    },
  });
  if (tokens.isPending) return <p className="muted">{t('app.loading')}</p>;
  if (tokens.isError) return <ProblemNotice error={tokens.error} />;
  if (tokens.data.length === 0) return <p className="muted">{t('cert.token.none')}</p>;
  const found = tokens.data.find((one) => idOf(one) === chosen);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (found) enrol.mutate(found);
      }}
    >
      <Radio.Group label={t('cert.choose')} value={chosen} onChange={setChosen}>
        <div className="stack">
          {tokens.data.map((one) => (
            <Radio
              key={idOf(one)}
              value={idOf(one)}
              label={one.commonName}
              description={`${one.issuerName} · ${one.serial} · ${instantDay(one.notAfter)} · ${one.tokenLabel}`}
            />
          ))}
        </div>
      </Radio.Group>
      <PasswordInput
        label={t('cert.token.pin')}
        description={t('cert.token.pin.hint')}
        autoComplete="off"
        value={pin}
        error={fieldError(enrol.error, 'pin')}
        onChange={(event) => {
          setPin(event.currentTarget.value);
        }}
      />
      <ImageInput value={image} error={fieldError(enrol.error, 'image')} onChange={setImage} />
      {question}
      {enrol.isError && <ProblemNotice error={enrol.error} />}
      <div className="row row-end">
        <Button
          type="submit"
          loading={enrol.isPending}
          disabled={!found || pin === '' || !isAgreed}
        >
          {action}
        </Button>
      </div>
      {enrol.data && <EnrolledNotice enrolled={enrol.data} />}
    </form>
  );
}

function idOf({ tokenSerial, tokenLabel, keyId, serial }: TokenCertificate): string {
  return `${tokenSerial}/${tokenLabel}/${keyId}/${serial}`;
}
