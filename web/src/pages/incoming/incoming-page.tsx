import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import {
  incomingFileUrl,
  loadIncoming,
  type Assignment,
  type IncomingDetail,
} from '../../api/incoming';
import { ActionPanel } from '../../components/action-panel';
import { AssignmentTree } from '../../components/assignment-tree';
import { Badge } from '../../components/badge';
import { Due, IncomingState, Urgency } from '../../components/document-badges';
import { DocumentFrame } from '../../components/document-frame';
import { Facts } from '../../components/facts';
import { day, moment, today } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { DocumentViewer } from '../../components/pdf/lazy-viewer';
import { ProblemNotice } from '../../components/problem-notice';
import { CopiesSection } from '../../components/copies-section';
import { Section } from '../../components/section';
import { Timeline } from '../../components/timeline';
import { t, tCode } from '../../i18n';
import { useAssignmentActions } from './assignment-actions';
import { DirectiveDialog } from './directive-dialog';
import { useIncomingActions } from './incoming-actions';
import { ReceivedAnnexes } from './received-annexes';
import { SignatureVerdict } from './signature-verdict';

export default function IncomingPage(): ReactNode {
  const { id = '' } = useParams();
  const client = useQueryClient();
  const found = useQuery({
    queryKey: ['incoming', id],
    queryFn: ({ signal }) => loadIncoming(id, signal),
  });
  if (found.isPending) return <p className="muted">{t('app.loading')}</p>;
  if (found.isError)
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  const document = found.data;
  const lead = document.assignments.find(
    ({ role, parentId }) => role === 'lead' && parentId === null,
  );

  async function changed(): Promise<void> {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['incoming', id] }),
      client.invalidateQueries({ queryKey: ['list'] }),
      client.invalidateQueries({ queryKey: ['menu-counts'] }),
    ]);
  }
  return (
    <>
      <PageHead
        trail={[{ to: '/van-ban-den', label: t('in.list') }]}
        title={`${document.symbol}. ${document.subject}`}
        below={
          <div className="row" style={{ marginTop: 4 }}>
            <IncomingState state={document.state} />
            <Urgency value={document.urgency} />
            {document.arrivalNumber !== null && (
              <span className="num">
                {t('in.field.arrivalNumber')} {document.arrivalNumber}, {day(document.arrivedOn)}
              </span>
            )}
            {document.holderName && (
              <Badge tone="plain">{t('doc.holder', { name: document.holderName })}</Badge>
            )}
            {document.state !== 'completed' && (
              <Due dueOn={lead?.dueOn ?? document.replyDueOn} today={today()} />
            )}
          </div>
        }
      />
      <DocumentFrame
        viewer={
          <DocumentViewer
            url={document.sha256 ? incomingFileUrl(id) : null}
            name={`${document.symbol.replaceAll('/', '-')}.pdf`}
          />
        }
        side={<Side document={document} onChanged={() => void changed()} />}
      />
    </>
  );
}

type SideProps = { readonly document: IncomingDetail; readonly onChanged: () => void };

function Side({ document, onChanged }: SideProps): ReactNode {
  const [directing, setDirecting] = useState(false);
  const specs = useIncomingActions(document, () => {
    setDirecting(true);
  });
  const specsOf = useAssignmentActions(document);
  return (
    <>
      <ActionPanel subjectId={document.id} specs={specs} onChanged={onChanged} />
      {directing && (
        <DirectiveDialog
          document={document}
          onClose={() => {
            setDirecting(false);
          }}
          onDone={() => {
            setDirecting(false);
            onChanged();
          }}
        />
      )}
      <SignatureVerdict verdict={document.verdict} text={document.verdictText} />
      <ReceivedAnnexes documentId={document.id} />
      {document.proposal && (
        <Section title={t('in.field.proposal')}>
          <p>{document.proposal}</p>
        </Section>
      )}
      <Section title={t('doc.assignments')}>
        {directivesOf(document).map((given) => (
          <blockquote key={given.directiveId} className="directive">
            <p>{given.text}</p>
            <footer className="muted">
              {given.byName}, {given.byTitle} · {moment(given.createdAt)}
            </footer>
          </blockquote>
        ))}
        <AssignmentTree
          assignments={document.assignments}
          specsOf={specsOf}
          onChanged={onChanged}
        />
      </Section>
      {document.arrivalNumber !== null && (
        <CopiesSection
          source={{
            type: 'incoming-document',
            id: document.id,
            agencyId: document.agencyId,
            form: ['paper', 'direct'].includes(document.channel) ? 'paper' : 'electronic',
          }}
        />
      )}
      <Section title={t('doc.timeline')}>
        <Timeline
          items={[...document.timeline].reverse().map((move, index) => ({
            key: `${move.at}-${index}`,
            at: move.at,
            who: [move.personName, move.postTitle].filter(Boolean).join(', '),
            onBehalf: move.onBehalf,
            what: tCode('in.action', move.action),
            why: move.reason,
          }))}
        />
      </Section>
      <Section title={t('doc.details')}>
        <Facts
          items={[
            [t('in.field.author'), document.author],
            [t('in.field.numberSymbol'), document.symbol],
            [t('in.field.issuedDate'), day(document.issuedOn)],
            [t('in.field.type'), document.typeName],
            [t('out.field.signer'), document.signer],
            [t('in.field.channel'), tCode('in.channel', document.channel)],
            [t('in.field.replyDue'), day(document.replyDueOn)],
            [t('common.note'), document.note],
            [t('in.field.result'), document.result],
            [t('common.reason'), document.returnText],
          ]}
        />
      </Section>
    </>
  );
}

/** Each bút phê once; parts handed down inside a unit show their text in the tree. */
function directivesOf(document: IncomingDetail): readonly Assignment[] {
  return document.assignments.filter(({ parentId, role }) => parentId === null && role === 'lead');
}
