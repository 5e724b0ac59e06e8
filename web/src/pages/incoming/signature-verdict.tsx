import type { ReactNode } from 'react';
import { t } from '../../i18n';

type Props = { readonly verdict: string | null; readonly text: string | null };

const LOOK: Readonly<Record<string, string>> = {
  valid: 'notice-green',
  invalid: 'notice-red',
  unknown: 'notice-amber',
  unsigned: '',
};

const KNOWN = ['valid', 'invalid', 'unknown'] as const;

/** The verdict on the signatures in one line; an invalid one names the only way on. */
export function SignatureVerdict({ verdict, text }: Props): ReactNode {
  if (verdict === null) return null;
  const known = KNOWN.find((one) => one === verdict) ?? 'unsigned';
  const label = t(`in.signature.${known}`);
  return (
    <div className={`notice ${LOOK[known] ?? ''}`} role={known === 'invalid' ? 'alert' : undefined}>
      <strong>{label}</strong>
      <span>{withoutLabel(text ?? '', label)}</span>
      {known === 'invalid' && <span>{t('in.warn.onlyReturn')}</span>}
    </div>
  );
}

/** The server's sentence often begins with the words that already stand in bold. */
function withoutLabel(text: string, label: string): string {
  return text.startsWith(label) ? text.slice(label.length).replace(/^[:.]?\s*/, '') : text;
}
