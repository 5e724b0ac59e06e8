import type { ReactNode } from 'react';
import { t } from '../i18n';
import { moment } from './format';
import './timeline.css';

export type TimelineItem = {
  readonly key: string;
  readonly at: string;
  readonly who: string;
  readonly onBehalf?: string | null | undefined;
  readonly what: string;
  readonly why?: string | null | undefined;
};

/** Every act: who, on whose behalf, when, why. Newest first. */
export function Timeline({ items }: { readonly items: readonly TimelineItem[] }): ReactNode {
  if (items.length === 0) return <p className="muted">{t('doc.timeline.empty')}</p>;
  return (
    <ol className="timeline">
      {items.map((item) => (
        <li key={item.key}>
          <div>
            <strong>{item.what}</strong>
          </div>
          <div className="muted">
            {item.who || t('doc.system')}
            {item.onBehalf ? `, ${behalf(item.onBehalf)}` : ''} ·{' '}
            <time dateTime={item.at}>{moment(item.at)}</time>
          </div>
          {item.why && <div className="timeline-why">{item.why}</div>}
        </li>
      ))}
    </ol>
  );
}

/** The capacity as printed (TM., KT., T/M ...) says it itself; an agency's name does not. */
function behalf(text: string): string {
  const words = text.replaceAll(' / ', ', ');
  return /^(TM|KT|TL|TUQ|Q|T\/M|K\/T|T\/L)\b/.test(words)
    ? words
    : t('doc.onBehalf', { name: words });
}
