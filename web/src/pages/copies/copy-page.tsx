import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { copyFileUrl, loadCopy, type DocumentCopy } from '../../api/copies';
import { CopiesSection, CopyButtons, copyWays } from '../../components/copies-section';
import { printPages } from '../../components/copy-form';
import { DocumentFrame } from '../../components/document-frame';
import { Facts } from '../../components/facts';
import { day } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { DocumentViewer } from '../../components/pdf/lazy-viewer';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { t, tCode } from '../../i18n';

const SOURCE_PATH = {
  'incoming-document': '/van-ban-den',
  'outgoing-document': '/van-ban-di',
  copy: '/ban-sao',
} as const;

/** One copy: what it will look like on paper, or the signed file, and what can be done with it. */
export default function CopyPage(): ReactNode {
  const { id = '' } = useParams();
  const client = useQueryClient();
  const found = useQuery({
    queryKey: ['copies', id],
    queryFn: ({ signal }) => loadCopy(id, signal),
  });
  if (found.isPending) return <p className="muted">{t('app.loading')}</p>;
  if (found.isError)
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  const copy = found.data;
  const source = `${SOURCE_PATH[copy.sourceType]}/${copy.sourceId}`;
  return (
    <>
      <PageHead
        trail={[{ to: source, label: t('copy.source') }]}
        title={`${copy.symbol ? `${copy.typeName} ${copy.symbol}` : copy.typeName}: ${copy.sourceTitle}`}
      />
      <DocumentFrame
        viewer={
          <DocumentViewer
            key={copy.state}
            url={copyFileUrl(id)}
            name={`${copy.typeName} ${copy.symbol?.replaceAll('/', '-') ?? ''}.pdf`}
          />
        }
        side={
          <Side
            copy={copy}
            source={source}
            onChanged={() => void client.invalidateQueries({ queryKey: ['copies'] })}
          />
        }
      />
    </>
  );
}

type SideProps = {
  readonly copy: DocumentCopy;
  readonly source: string;
  readonly onChanged: () => void;
};

function Side({ copy, source, onChanged }: SideProps): ReactNode {
  const onPaper = copy.targetForm === 'paper';
  return (
    <>
      <Section title={tCode('copy.state', copy.state)}>
        {copy.reason && <p>{copy.reason}</p>}
        {copy.state === 'issued' && onPaper && <p className="muted">{t('copy.printHint')}</p>}
        <CopyButtons copy={copy} onChanged={onChanged} />
      </Section>
      <Section title={t('doc.details')}>
        <Facts
          items={[
            [
              t('copy.source'),
              <Link key="source" to={source}>
                {copy.sourceTitle}
              </Link>,
            ],
            [t('copy.field.type'), `${tCode('copy.type', copy.typeCode)}. ${copyWays(copy)}`],
            [t('copy.field.pages'), copy.pages && printPages(copy.pages)],
            [t('reg.col.copySymbol'), copy.symbol],
            [t('copy.issuedOn'), day(copy.issuedOn)],
            [t('copy.askedBy'), copy.askedByName],
            [t('copy.field.signer'), copy.signerName],
            [t('copy.field.recipients'), onPaper ? copy.recipients.replace(/\s*\n\s*/g, '; ') : ''],
            [t('copy.field.keptBy'), onPaper ? copy.keptBy : ''],
            [t('copy.field.copies'), onPaper ? copy.copies : ''],
          ]}
        />
      </Section>
      {copy.state === 'issued' && copy.typeCode === 'certified-copy' && (
        <CopiesSection
          source={{ type: 'copy', id: copy.id, agencyId: copy.agencyId, form: copy.targetForm }}
        />
      )}
    </>
  );
}
