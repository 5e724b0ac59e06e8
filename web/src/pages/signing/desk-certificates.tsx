import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import '../../components/notice.css';
import { t } from '../../i18n';
import { language } from '../../i18n/language';
import { loadCredentials } from '../../signing/credentials/credentials-api';

/** What will not sign, or soon not any more, is said before anybody types a PIN. */
export function DeskCertificates(): ReactNode {
  const found = useQuery({ queryKey: ['credentials'], queryFn: loadCredentials });
  return (found.data ?? []).map(({ id, commonName, refusal, daysLeft, endsWithin }) => {
    if (refusal === null && endsWithin === null) return null;
    return (
      <div
        key={id}
        className={refusal ? 'notice notice-red' : 'notice notice-amber'}
        role={refusal ? 'alert' : 'status'}
        style={{ marginBottom: 12 }}
      >
        <span>
          {refusal
            ? `${commonName}: ${refusal[language()]}`
            : t('cert.desk.ending', { name: commonName, n: daysLeft })}
        </span>
        <Link to="/chung-thu-so">{t('cert.desk.open')}</Link>
      </div>
    );
  });
}
