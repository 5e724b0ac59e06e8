import type { ReactNode } from 'react';
import { t } from '../../i18n';

type Props = { readonly verdict: string | null; readonly text: string | null };

const LOOK: Readonly<Record<string, string>> = {
  valid: 'notice-green',
  invalid: 'notice-red',
  unknown: 'notice-amber',
  unsigned: '',
};

/** The verdict on the signatures in one line; an invalid one names the only way on. */
export function SignatureVerdict({ verdict, text }: Props): ReactNode {
  if (verdict === null) return null;
  const known =
    verdict === 'valid' || verdict === 'invalid' || verdict === 'unknown' ? verdict : 'unsigned';
  const label = t(`in.signature.${known}`);
  return (
    <div className={`notice ${LOOK[known] ?? ''}`} role={known === 'invalid' ? 'alert' : undefined}>
      <strong>{label}</strong>
      {text && text !== label && !text.startsWith(`${label}:`) && <span>{text}</span>}
      {text?.startsWith(`${label}:`) && <span>{text.slice(label.length + 2)}</span>}
      {known === 'invalid' && <span>{t('in.warn.onlyReturn')}</span>}
    </div>
  );
}
