import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { outgoingFileUrl, type OutgoingDetail } from '../../api/outgoing';
import { verifyStored } from '../../api/verification';
import { Section } from '../../components/section';
import { SignatureCard } from '../../components/signature-card';
import { t } from '../../i18n';

const SIGNED_KINDS = ['initial-content', 'initial-form', 'approve', 'seal'];

/** Who signed this document, checked on the stored bytes. */
export function OutgoingSignatures({ document }: { readonly document: OutgoingDetail }): ReactNode {
  const signed = document.revisions.filter(
    ({ kind, voidedAt }) => SIGNED_KINDS.includes(kind) && !voidedAt,
  );
  const found = useQuery({
    queryKey: ['outgoing', document.id, 'signatures', document.sha256],
    queryFn: () => verifyStored(outgoingFileUrl(document.id, document.sha256), 'van-ban.pdf'),
    enabled: signed.length > 0,
    retry: false,
    staleTime: Infinity,
  });
  return (
    <Section title={t('doc.signatures')}>
      {signed.length === 0 && <p className="muted">{t('doc.signatures.none')}</p>}
      {found.data?.signatures.map((signature, index) => (
        <SignatureCard key={signature.field} signature={signature} number={index + 1} />
      ))}
      {signed.length > 0 && !found.data && (
        <ul style={{ margin: 0, paddingLeft: 18, fontSize: '0.8125rem' }}>
          {signed.map((revision) => (
            <li key={revision.id}>{revision.madeByName}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
