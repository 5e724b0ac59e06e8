import type { ReactNode } from 'react';
import { t } from '../i18n';

export function NotFoundPage(): ReactNode {
  return (
    <div className="stack">
      <h1>{t('app.notFound')}</h1>
      <p>{t('app.notFound.text')}</p>
    </div>
  );
}
