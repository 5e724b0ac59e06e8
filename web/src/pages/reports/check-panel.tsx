import type { ReactNode } from 'react';
import { t } from '../../i18n';
import type { Finding } from './check-report';

/** Everything that still stands in the way, in order; a click goes to its field. */
export function CheckPanel({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  if (findings.length === 0) {
    return (
      <section className="notice notice-green" aria-live="polite">
        {t('rep.check.ok')}
      </section>
    );
  }
  return (
    <section className="panel panel-pad stack report-check" aria-live="polite">
      <h2>{t('rep.check.title', { n: findings.length })}</h2>
      <ol>
        {findings.map(({ at, text }) => (
          <li key={at + text}>
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
      </ol>
    </section>
  );
}

function goTo(id: string): void {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: 'center' });
  place?.querySelector<HTMLElement>('input:not([type="checkbox"]), textarea')?.focus();
}
