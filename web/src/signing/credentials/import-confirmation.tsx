import { Button, Checkbox, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ApiProblem, fieldError } from '../../api/problem';
import { Facts } from '../../components/facts';
import { instantDay } from '../../components/format';
import { ProblemNotice } from '../../components/problem-notice';
import { useFocusOnAppearing } from '../../components/use-focus-on-appearing';
import { t } from '../../i18n';
import { language } from '../../i18n/language';
import { ImageInput } from '../remote/image-input';
import { importKeyFile, type Enrolled, type KeyFile, type Outlook } from './credentials-api';

type Props = {
  readonly keyFile: KeyFile;
  readonly outlook: Outlook;
  /** What would happen is another thing by now. */
  readonly onAgain: () => void;
  readonly onCancel: () => void;
  readonly onEnrolled: (enrolled: Enrolled) => void;
};

/** Somebody else's certificate, as far as the directory can tell. */
const OF_ANOTHER: readonly string[] = ['name-differs', 'organisation-differs'];

/** What the file holds and what it replaces; the PIN makes it so. */
export function ImportConfirmation(props: Props): ReactNode {
  const { keyFile, outlook, onAgain, onCancel, onEnrolled } = props;
  const [image, setImage] = useState<File | null>(null);
  const [pins, setPins] = useState({ pin: '', again: '' });
  const [isAgreed, setIsAgreed] = useState(false);
  const heading = useFocusOnAppearing<HTMLHeadingElement>();
  const { replaces, confirms } = outlook;
  const isOfAnother = outlook.warnings.some(({ code }) => OF_ANOTHER.includes(code));
  const send = useMutation({
    mutationFn: () => importKeyFile({ ...keyFile, image, pin: pins.pin, confirms }),
    onSuccess: onEnrolled,
    onError: () => {
      setPins({ pin: '', again: '' });
    },
  });
  const hasMovedOn = send.error instanceof ApiProblem && send.error.isConflict;
  const differs = pins.again !== '' && pins.again !== pins.pin;
  const pin = (name: keyof typeof pins, label: string, hint?: string): ReactNode => (
    <PasswordInput
      label={label}
      description={hint}
      autoComplete="off"
      value={pins[name]}
      error={name === 'again' && differs ? t('cert.pin.differs') : fieldError(send.error, name)}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setPins((old) => ({ ...old, [name]: value }));
      }}
    />
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (pins.pin === pins.again) send.mutate();
      }}
    >
      <h3 ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
        {t('cert.p12.found')}
      </h3>
      <WhatItDoes outlook={outlook} isOfAnother={isOfAnother} />
      {isOfAnother && (
        <Checkbox
          label={t(keyFile.agencyId ? 'cert.p12.agree.seal' : 'cert.p12.agree')}
          checked={isAgreed}
          onChange={(event) => {
            setIsAgreed(event.currentTarget.checked);
          }}
        />
      )}
      {pin('pin', t('cert.pin.new'), t('cert.pin.new.hint'))}
      {pin('again', t('cert.pin.again'))}
      <ImageInput value={image} error={fieldError(send.error, 'image')} onChange={setImage} />
      {send.isError && (
        <ProblemNotice error={send.error} onRetry={hasMovedOn ? onAgain : undefined} />
      )}
      <div className="row row-end">
        <Button variant="default" onClick={onCancel}>
          {t('cert.p12.other')}
        </Button>
        <Button
          type="submit"
          loading={send.isPending}
          disabled={pins.pin === '' || pins.pin !== pins.again || (isOfAnother && !isAgreed)}
        >
          {t(replaces ? 'cert.replace' : 'cert.enrol')}
        </Button>
      </div>
    </form>
  );
}

type WhatItDoesProps = { readonly outlook: Outlook; readonly isOfAnother: boolean };

function WhatItDoes({
  outlook: { certificate, replaces, warnings },
  isOfAnother,
}: WhatItDoesProps): ReactNode {
  return (
    <>
      <Facts
        items={[
          [t('cert.p12.of'), certificate.commonName],
          [t('cert.p12.title.of'), certificate.title],
          [t('cert.p12.organisation'), certificate.organisation],
          [t('ver.field.issuer'), certificate.issuerName],
          [t('cert.serial'), certificate.serial],
          [
            t('ver.field.validity'),
            `${instantDay(certificate.notBefore)} - ${instantDay(certificate.notAfter)}`,
          ],
        ]}
      />
      {replaces && (
        <p className="notice notice-amber">
          {t('cert.replaces', {
            name: replaces.commonName,
            serial: replaces.serial,
            until: instantDay(replaces.notAfter),
          })}
        </p>
      )}
      {warnings.length > 0 && (
        <div className={`notice ${isOfAnother ? 'notice-red' : 'notice-amber'}`}>
          {warnings.map((warning) => (
            <span key={warning.code} style={{ flexBasis: '100%' }}>
              {warning[language()]}
            </span>
          ))}
        </div>
      )}
    </>
  );
}
