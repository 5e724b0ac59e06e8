import type { ReactNode } from 'react';
import { language } from '../../i18n/language';
import { t } from '../../i18n';
import type { Enrolled } from './remote-api';

/** What was registered, and what somebody should still look at. */
export function EnrolledNotice({ enrolled }: { readonly enrolled: Enrolled }): ReactNode {
  return (
    <div
      className={enrolled.warnings.length > 0 ? 'notice notice-amber' : 'notice notice-green'}
      role="status"
    >
      <strong>{t('cert.enrolled')}</strong>
      {enrolled.warnings.map((warning) => (
        <span key={warning.code}>{language() === 'en' ? warning.en : warning.vi}</span>
      ))}
    </div>
  );
}
