import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { verifyPdf } from '../../api/verification';
import { hasAnyRole, useSession } from '../../app/session-context';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import { DropZone } from './drop-zone';
import { VerificationResult } from './verification-result';

/** Drop any PDF: one big sentence, then each signature. */
export default function VerificationPage(): ReactNode {
  const session = useSession();
  const [name, setName] = useState('');
  const check = useMutation({ mutationFn: verifyPdf });

  return (
    <div className="stack verification">
      <PageHead title={t('ver.title')} />
      {hasAnyRole(session, 'clerk', 'admin') && (
        <p>
          <Link to="/kiem-tra-chu-ky/sap-het-gia-tri">{t('ver.ending.link')}</Link>
        </p>
      )}
      <DropZone
        title={t('ver.drop')}
        text={t('ver.drop.text')}
        again={check.data !== undefined}
        onFile={(file) => {
          setName(file.name);
          check.mutate(file);
        }}
      />
      <div aria-live="polite" className="stack">
        {check.isPending && <p>{t('ver.working', { name })}</p>}
        {check.isError && <ProblemNotice error={check.error} />}
        {check.isSuccess && <VerificationResult result={check.data} name={name} />}
      </div>
    </div>
  );
}
