import { Button, PasswordInput, Radio } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { fieldError } from '../../api/problem';
import { instantDay } from '../../components/format';
import { ProblemNotice } from '../../components/problem-notice';
import { t, tCode } from '../../i18n';
import { useReplacing } from '../credentials/replacing';
import { EnrolledNotice } from './enrolled-notice';
import { ImageInput } from './image-input';
import { OneTimeCodeButton } from './one-time-code-button';
import {
  base64Of,
  enrolInBrowser,
  enrolRemote,
  findCertificates,
  type RemoteCertificate,
} from './remote-api';
import { RemoteUserForm, type RemoteUser } from './remote-user-form';

type Props = {
  /** Whose seal it is; without it the certificate is the acting post's own. */
  readonly agencyId?: string;
  readonly onEnrolled: () => void;
};

/** A certificate whose key a remote signing service keeps: found there by its user, then registered. */
export function RemoteCredentialForm({ agencyId, onEnrolled }: Props): ReactNode {
  const [credentialId, setCredentialId] = useState('');
  const find = useMutation({
    mutationFn: ({ medium, user }: RemoteUser) => findCertificates(medium, user),
    onMutate: () => {
      setCredentialId('');
    },
  });
  return (
    <div className="stack">
      <RemoteUserForm busy={find.isPending} error={find.error} onFind={find.mutate} />
      {find.data && (
        <Choice certificates={find.data} value={credentialId} onChange={setCredentialId} />
      )}
      {find.data && credentialId !== '' && (
        <EnrolChosen
          key={credentialId}
          chosen={{ ...find.variables, credentialId, agencyId }}
          asksFor={find.data.find((one) => one.credentialId === credentialId)?.asksFor ?? []}
          inBrowser={find.data.some((one) => one.credentialId === credentialId && one.inBrowser)}
          onEnrolled={onEnrolled}
        />
      )}
    </div>
  );
}

type Chosen = RemoteUser & { readonly credentialId: string; readonly agencyId: string | undefined };

function EnrolChosen({
  chosen,
  asksFor,
  inBrowser,
  onEnrolled,
}: {
  readonly chosen: Chosen;
  readonly inBrowser: boolean;
  readonly asksFor: RemoteCertificate['asksFor'];
  readonly onEnrolled: () => void;
}): ReactNode {
  const [image, setImage] = useState<File | null>(null);
  const [secret, setSecret] = useState('');
  const { replaces, isAgreed, question, action } = useReplacing(chosen.agencyId);
  const enrol = useMutation({
    mutationFn: async () => {
      const choice = { ...chosen, replaces, image: await base64Of(image) };
      if (!inBrowser) return enrolRemote({ ...choice, secret });
      const { address } = await enrolInBrowser(choice);
      window.location.assign(address ?? '/chung-thu-so');
      return new Promise<never>(() => undefined);
    },
    onSuccess: onEnrolled,
    onSettled: () => {
      setSecret('');
    },
  });
  return (
    <div className="stack">
      {asksFor.length === 0 ? (
        <p className="muted">{t(inBrowser ? 'cert.browser.enrol' : 'cert.remote.confirm')}</p>
      ) : (
        <PasswordInput
          label={t('cert.remote.secret')}
          description={t('cert.remote.secret.hint')}
          autoComplete="off"
          value={secret}
          onChange={(event) => {
            setSecret(event.currentTarget.value);
          }}
        />
      )}
      {asksFor.includes('one-time-code') && (
        <OneTimeCodeButton
          asked={{
            certificate: {
              medium: chosen.medium,
              user: chosen.user,
              credentialId: chosen.credentialId,
            },
          }}
        />
      )}
      <ImageInput value={image} error={fieldError(enrol.error, 'image')} onChange={setImage} />
      {question}
      {enrol.isError && <ProblemNotice error={enrol.error} />}
      <div className="row row-end">
        <Button
          loading={enrol.isPending}
          disabled={(asksFor.length > 0 && secret === '') || !isAgreed}
          onClick={() => {
            enrol.mutate();
          }}
        >
          {action}
        </Button>
      </div>
      {enrol.data && <EnrolledNotice enrolled={enrol.data} />}
    </div>
  );
}

function Choice({
  certificates,
  value,
  onChange,
}: {
  readonly certificates: readonly RemoteCertificate[];
  readonly value: string;
  readonly onChange: (credentialId: string) => void;
}): ReactNode {
  if (certificates.length === 0) return <p className="muted">{t('cert.remote.empty')}</p>;
  return (
    <Radio.Group label={t('cert.choose')} value={value} onChange={onChange}>
      <div className="stack">
        {certificates.map((certificate) => (
          <Radio
            key={certificate.credentialId}
            value={certificate.credentialId}
            disabled={!certificate.isUsable}
            label={certificate.commonName}
            description={described(certificate)}
          />
        ))}
      </div>
    </Radio.Group>
  );
}

type RemoteWays = Pick<RemoteCertificate, 'isUsable' | 'asksFor' | 'inBrowser'>;

function described({ issuerName, serial, ...certificate }: RemoteCertificate): string {
  const period = t('cert.period', {
    from: instantDay(certificate.notBefore),
    to: instantDay(certificate.notAfter),
  });
  return [issuerName, serial, period, waysOf(certificate)].join(' · ');
}

function waysOf({ isUsable, asksFor, inBrowser }: RemoteWays): string {
  if (!isUsable) return t('cert.remote.unusable');
  if (inBrowser) return t('cert.asks.browser');
  if (asksFor.length === 0) return t('cert.asks.phone');
  return asksFor.map((part) => tCode('cert.asks', part)).join(', ');
}
