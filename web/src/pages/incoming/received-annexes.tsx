import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { loadReceivedAnnexes, receivedAnnexUrl, type ReceivedAnnex } from '../../api/incoming';
import { Badge } from '../../components/badge';
import { moment } from '../../components/format';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { say } from '../../components/signature-card';
import { t } from '../../i18n';
import '../../components/copies-section.css';

const TONE = { valid: 'released', invalid: 'overdue', unknown: 'soon', unsigned: 'plain' } as const;

/** What came with the document in files of their own, each with the verdict on its signature. */
export function ReceivedAnnexes({ documentId }: { readonly documentId: string }): ReactNode {
  const found = useQuery({
    queryKey: ['incoming', documentId, 'annexes'],
    queryFn: ({ signal }) => loadReceivedAnnexes(documentId, signal),
  });
  if (found.isError)
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data || found.data.length === 0) return null;
  return (
    <Section title={t('doc.annexes.received')}>
      <ul className="copy-list">
        {found.data.map((annex) => (
          <Annex key={annex.id} documentId={documentId} annex={annex} />
        ))}
      </ul>
    </Section>
  );
}

type Props = { readonly documentId: string; readonly annex: ReceivedAnnex };

function Annex({ documentId, annex }: Props): ReactNode {
  return (
    <li>
      <a href={receivedAnnexUrl(documentId, annex.id)} target="_blank" rel="noreferrer">
        {annex.ordinal}. {annex.name}
      </a>
      <span>
        <Badge tone={TONE[annex.verdict]}>{t(`in.signature.${annex.verdict}`)}</Badge>
      </span>
      <span className="muted">
        {annex.signedAt ? `${t('doc.annexes.signed', { at: moment(annex.signedAt) })}. ` : ''}
        {annex.verdict === 'valid' ? '' : say(annex.sentence)}
      </span>
    </li>
  );
}
