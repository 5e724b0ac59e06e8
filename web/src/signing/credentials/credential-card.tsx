import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ActionDialog } from '../../components/action-dialog';
import { Facts } from '../../components/facts';
import { instantDay } from '../../components/format';
import { announce } from '../../components/toast';
import { t, tCode } from '../../i18n';
import { language } from '../../i18n/language';
import { CredentialBadges } from './credential-badges';
import { changePin, type Credential } from './credentials-api';
import { ImageDialog } from './image-dialog';
import '../../components/notice.css';

type Props = { readonly credential: Credential; readonly agencyName: string | undefined };

export function CredentialCard({ credential, agencyName }: Props): ReactNode {
  const [isChanging, setIsChanging] = useState(false);
  const [isChangingImage, setIsChangingImage] = useState(false);
  const { id, medium, commonName, issuerName, serial, notBefore, notAfter } = credential;
  return (
    <article className="panel panel-pad stack">
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h3>{commonName}</h3>
        <CredentialBadges {...credential} />
      </div>
      <Facts
        items={[
          [
            t('cert.for'),
            agencyName ? t('cert.for.seal', { agency: agencyName }) : t('cert.for.post'),
          ],
          [t('cert.medium'), tCode('cert.medium', medium)],
          [t('ver.field.issuer'), issuerName],
          [t('cert.serial'), serial],
          [t('ver.field.validity'), `${instantDay(notBefore)} - ${instantDay(notAfter)}`],
        ]}
      />
      {credential.refusal && <p className="notice notice-red">{credential.refusal[language()]}</p>}
      {credential.inUse && (
        <div className="row">
          {medium === 'software' && (
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setIsChanging(true);
              }}
            >
              {t('cert.pin.change')}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setIsChangingImage(true);
            }}
          >
            {t('cert.image.change')}
          </Button>
        </div>
      )}
      {isChangingImage && (
        <ImageDialog
          credentialId={id}
          onClose={() => {
            setIsChangingImage(false);
          }}
        />
      )}
      {isChanging && (
        <ActionDialog
          formKey={`pin-${id}`}
          spec={{
            action: 'change-pin',
            label: t('cert.pin.change'),
            fields: [
              { name: 'pin', label: t('cert.pin.old'), kind: 'pin', required: true },
              {
                name: 'newPin',
                label: t('cert.pin.new'),
                kind: 'pin',
                required: true,
                hint: t('cert.pin.new.hint'),
              },
            ],
            run: ({ pin, newPin }) => changePin(id, String(pin), String(newPin)),
          }}
          onClose={() => {
            setIsChanging(false);
          }}
          onDone={() => {
            setIsChanging(false);
            announce(t('cert.pin.changed'));
          }}
          onConflict={() => {
            setIsChanging(false);
          }}
        />
      )}
    </article>
  );
}
