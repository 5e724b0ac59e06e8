import type { ReactNode } from 'react';
import type { Verification } from '../../api/verification';
import { moment } from '../../components/format';
import { say, SignatureCard } from '../../components/signature-card';
import { t } from '../../i18n';
import './verification.css';

type Props = { readonly result: Verification; readonly name: string };

/** One big sentence, what it rests on, then each signature. */
export function VerificationResult({ result, name }: Props): ReactNode {
  return (
    <>
      <section className={`verdict verdict-${result.verdict}`}>
        <h2>{say(result.sentence)}</h2>
        <p className="muted">
          {result.verdict === 'unsigned'
            ? name
            : t('ver.count', { n: result.signatures.length, name })}
        </p>
        {[...result.reasons, ...result.memory].map((reason) => (
          <p key={reason.code}>{say(reason)}</p>
        ))}
        <p className="muted">
          {t('ver.checkedAt', { time: moment(result.verifiedAt) })}{' '}
          {t(`ver.evidence.${result.evidence}`)}
        </p>
      </section>
      {result.signatures.map((signature, index) => (
        <SignatureCard key={signature.field} signature={signature} number={index + 1} />
      ))}
    </>
  );
}
