import type { ReactNode } from 'react';
import type { Review } from '../../api/reviews';
import { t } from '../../i18n';
import { missingOf } from './missing';

/** What still misses, each a link to its place. */
export function MissingPanel({ review }: { readonly review: Review }): ReactNode {
  const missing = missingOf(review);
  if (missing.length === 0) {
    return (
      <p className="notice notice-green" role="status">
        {t('rev.finish.ready')}
      </p>
    );
  }
  return (
    <section className="panel panel-pad stack" aria-live="polite">
      <h2>{t('rev.missing', { n: missing.length })}</h2>
      <ul className="review-missing">
        {missing.map(({ at, text }) => (
          <li key={text}>
            <a
              href={`#${at}`}
              onClick={(event) => {
                event.preventDefault();
                goTo(at);
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function goTo(id: string): void {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: 'start' });
  const field = place?.matches('textarea')
    ? place
    : place?.querySelector<HTMLElement>('input, textarea, button');
  field?.focus({ preventScroll: true });
}
