import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { verifyPdf } from '../../api/verification';
import { hasAnyRole, useSession } from '../../app/session-context';
import { PageHead } from '../../components/page-head';
import { t } from '../../i18n';
import { FileCheck } from './file-check';

/** Drop any PDF: one big sentence, then each signature. */
export default function VerificationPage(): ReactNode {
  const session = useSession();

  return (
    <div className="stack verification">
      <PageHead title={t('ver.title')} />
      <p className="row">
        {hasAnyRole(session, 'clerk', 'leader', 'office-chief', 'inspector', 'admin') && (
          <Link to="/kiem-tra-chu-ky/sap-het-gia-tri">{t('ver.ending.link')}</Link>
        )}
        {hasAnyRole(session, 'clerk', 'inspector', 'admin') && (
          <Link to="/kiem-tra-chu-ky/goc-tin-cay">{t('ver.trust.link')}</Link>
        )}
      </p>
      <FileCheck text={t('ver.drop.text')} check={verifyPdf} />
    </div>
  );
}
