import type { ReactNode } from 'react';
import type { Sentence, VerifiedSignature } from '../api/verification';
import { language } from '../i18n/language';
import { t } from '../i18n';
import { Badge, type Tone } from './badge';
import { isContentIntact } from './content-integrity';
import { Facts } from './facts';
import { instantDay, moment } from './format';
import { validityAtSigning } from './validity-at-signing';
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
  const isStamp = signature.kind === 'time-stamp';
  const title = t(isStamp ? 'ver.documentStamp' : 'ver.signature', { n: number });
  return (
    <article className={`signature-card signature-${signature.verdict}`} aria-label={title}>
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h3>
          {title}: {signer.name}
        </h3>
        <Badge tone={TONES[signature.verdict]}>{t(`ver.${signature.verdict}`)}</Badge>
      </div>
      <Facts
        items={[
          [t('ver.field.issuer'), signature.issuer],
          [
            t(isStamp ? 'ver.field.stamper' : 'ver.field.signer'),
            [signer.name, signer.title].filter(Boolean).join(', '),
          ],
          [t('ver.field.organisation'), signer.managingBody],
          [
            t(isStamp ? 'ver.field.stampTime' : 'ver.field.time'),
            <TimeLine key="time" signature={signature} />,
          ],
          [t('ver.field.integrity'), t(isContentIntact(signature) ? 'ver.intact' : 'ver.altered')],
          [t('ver.field.changes'), say(signature.changes)],
          [t('ver.field.validAtSigning'), t(`ver.validAtSigning.${validityAtSigning(signature)}`)],
          [
            t('ver.field.validity'),
            certificate &&
              `${instantDay(certificate.notBefore)} - ${instantDay(certificate.notAfter)}`,
          ],
        ]}
      />
      <Technical signature={signature} />
    </article>
  );
}

function Technical({ signature }: Pick<Props, 'signature'>): ReactNode {
  const { certificate, revocation } = signature;
  const words = new Set(signature.described[language()]);
  return (
    <details>
      <summary>{t('ver.technical')}</summary>
      <Facts
        items={[
          [
            t('ver.field.indication'),
            [signature.indication, signature.subIndication].filter(Boolean).join(', '),
          ],
          [t('ver.field.level'), signature.level],
          [t('ver.field.coverage'), t(`ver.coverage.${signature.coverage}`)],
          [t('ver.field.revocation'), revocation && revocationLine(revocation)],
          [t('ver.field.path'), signature.path.join(' ← ')],
          ...signature.timeStamps.map(
            (stamp, index) => [t('ver.timeStamp', { n: index + 1 }), timeStampLine(stamp)] as const,
          ),
          [t('cert.serial'), <code key="serial">{certificate?.serial}</code>],
          [t('ver.field.box'), signature.field],
          [t('ver.field.findings'), signature.findings.map(say).join(' ')],
        ]}
      />
      <h4 className="signature-words">{t('ver.sentences')}</h4>
      <ul className="signature-words">
        {[...words].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}

function revocationLine(revocation: NonNullable<VerifiedSignature['revocation']>): string {
  const { state, source, thisUpdate, revokedAt } = revocation;
  return [
    t(`ver.revocation.${state}`),
    revokedAt && moment(revokedAt),
    source &&
      thisUpdate &&
      t('ver.revocation.at', { source: source.toUpperCase(), time: moment(thisUpdate) }),
  ]
    .filter(Boolean)
    .join(', ');
}

function timeStampLine(stamp: VerifiedSignature['timeStamps'][number]): string {
  return [
    moment(stamp.time),
    stamp.authority,
    stamp.isProof ? t('ver.timeStamp.good') : t('ver.timeStamp.bad'),
    ...stamp.reasons.map(say),
  ]
    .filter(Boolean)
    .join(', ');
}

/** A time-stamp is no claim of a signer: its authority says the time, if it can be believed. */
function timeNote({ kind, verdict, signingTimeProven }: VerifiedSignature): TimeNote {
  if (kind === 'time-stamp')
    return verdict === 'valid' ? 'ver.time.stamped' : 'ver.time.stampedOpen';
  return signingTimeProven ? 'ver.time.proven' : 'ver.time.claimed';
}

type TimeNote =
  'ver.time.stamped' | 'ver.time.stampedOpen' | 'ver.time.proven' | 'ver.time.claimed';

function TimeLine({ signature }: { readonly signature: VerifiedSignature }): ReactNode {
  return (
    <>
      {moment(signature.provenTime ?? signature.signingTime)}
      <div className="muted">{t(timeNote(signature))}</div>
    </>
  );
}
