import type { ReactNode } from 'react';
import type { Sentence, VerifiedSignature } from '../api/verification';
import { language } from '../i18n/language';
import { t } from '../i18n';
import { Badge, type Tone } from './badge';
import { Facts } from './facts';
import { instantDay, moment } from './format';
import './signature-card.css';

const TONES: Readonly<Record<VerifiedSignature['verdict'], Tone>> = {
  valid: 'released',
  invalid: 'overdue',
  unknown: 'soon',
};

export function say(sentence: Sentence): string {
  return language() === 'en' ? sentence.en : sentence.vi;
}

type Props = { readonly signature: VerifiedSignature; readonly number: number };

/** One signature: what the rule on signing software wants shown, technical facts one click away. */
export function SignatureCard({ signature, number }: Props): ReactNode {
  const { signer, certificate } = signature;
  return (
    <article
      className={`signature-card signature-${signature.verdict}`}
      aria-label={t('ver.signature', { n: number })}
    >
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h3>
          {t('ver.signature', { n: number })}: {signer.name}
        </h3>
        <Badge tone={TONES[signature.verdict]}>{t(`ver.${signature.verdict}`)}</Badge>
      </div>
      <p>{say(signature.sentence)}</p>
      <Facts
        items={[
          [t('ver.field.issuer'), signature.issuer],
          [t('ver.field.signer'), [signer.name, signer.title].filter(Boolean).join(', ')],
          [t('ver.field.organisation'), signer.managingBody],
          [t('ver.field.time'), <TimeLine key="time" signature={signature} />],
          [t('ver.field.integrity'), signature.intact ? t('ver.intact') : t('ver.altered')],
          [
            t('ver.field.validAtSigning'),
            signature.validAtSigning ? t('ver.validAtSigning.yes') : t('ver.validAtSigning.no'),
          ],
          [
            t('ver.field.validity'),
            certificate &&
              `${instantDay(certificate.notBefore)} - ${instantDay(certificate.notAfter)}`,
          ],
        ]}
      />
      <details>
        <summary>{t('ver.technical')}</summary>
        <Facts
          items={[
            ['Serial', <code key="serial">{certificate?.serial}</code>],
            [t('ver.field.box'), signature.field],
            [t('ver.field.changes'), say(signature.changes)],
            ...signature.reasons.map((reason) => [reason.code, say(reason)] as const),
          ]}
        />
      </details>
    </article>
  );
}

function TimeLine({ signature }: { readonly signature: VerifiedSignature }): ReactNode {
  return (
    <>
      {moment(signature.signingTime)}
      <div className="muted">
        {signature.signingTimeProven ? t('ver.time.proven') : t('ver.time.claimed')}
      </div>
    </>
  );
}
