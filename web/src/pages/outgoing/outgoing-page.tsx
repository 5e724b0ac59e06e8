import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { urlOf } from '../../api/client';
import {
  loadOutgoing,
  outgoingFileUrl,
  type Opinion,
  type OutgoingDetail,
} from '../../api/outgoing';
import { ActionPanel } from '../../components/action-panel';
import { Badge } from '../../components/badge';
import { OutgoingState, Urgency } from '../../components/document-badges';
import { DocumentFrame } from '../../components/document-frame';
import { Facts } from '../../components/facts';
import { day, moment } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { DocumentViewer } from '../../components/pdf/lazy-viewer';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { SignatureBlock } from '../../components/signature-block';
import { Timeline } from '../../components/timeline';
import { t, tCode } from '../../i18n';
import { CopiesSection } from '../../components/copies-section';
import { BatchDialog } from '../../signing/batch/batch-dialog';
import { AnnexesSection } from './annexes-section';
import { EditDraftDialog } from './edit-draft-dialog';
import { useOutgoingActions } from './outgoing-actions';
import { OutgoingSignatures } from './outgoing-signatures';
import { PlaceFieldsPanel } from './place-fields-panel';
import { RecipientsSection } from './recipients-section';
import { usePlaceFields, type PlacingFields } from './use-place-fields';
import { useSignaturePlace, type SignaturePlace } from './use-signature-place';
import { VersionTabs } from './version-tabs';

export default function OutgoingPage(): ReactNode {
  const { id = '' } = useParams();
  const client = useQueryClient();
  const [shown, setShown] = useState<string | undefined>(undefined);
  const found = useQuery({
    queryKey: ['outgoing', id],
    queryFn: ({ signal }) => loadOutgoing(id, signal),
    // "Đang cấp số": the file with its number is on its way.
    refetchInterval: ({ state }) => (state.data?.state === 'numbering' ? 1000 : false),
  });
  if (found.isPending) return <p className="muted">{t('app.loading')}</p>;
  if (found.isError)
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;

  return (
    <OutgoingView
      document={found.data}
      shown={shown}
      onShow={setShown}
      onChanged={() => void changed()}
    />
  );

  async function changed(): Promise<void> {
    setShown(undefined);
    await Promise.all([
      client.invalidateQueries({ queryKey: ['outgoing', id] }),
      client.invalidateQueries({ queryKey: ['list'] }),
      client.invalidateQueries({ queryKey: ['menu-counts'] }),
    ]);
  }
}

type ViewProps = {
  readonly document: OutgoingDetail;
  readonly shown: string | undefined;
  readonly onShow: (revisionId: string | undefined) => void;
  readonly onChanged: () => void;
};

function OutgoingView({ document, shown, onShow, onChanged }: ViewProps): ReactNode {
  const place = useSignaturePlace(document);
  const placing = usePlaceFields(document, onChanged);
  return (
    <>
      <PageHead
        trail={[{ to: '/van-ban-di', label: t('out.list') }]}
        title={`${document.symbol ? `${document.symbol}. ` : ''}${document.typeName}: ${document.subject}`}
        below={<StateLine document={document} />}
      >
        {document.state === 'released' && (
          <Button
            component="a"
            href={urlOf(`/documents/outgoing/${document.id}/print`)}
            target="_blank"
            rel="noreferrer"
            variant="default"
          >
            {t('ver.print')}
          </Button>
        )}
      </PageHead>
      <DocumentFrame
        viewer={
          <>
            <VersionTabs document={document} shown={shown} onShow={onShow} />
            <DocumentViewer
              url={outgoingFileUrl(document.id, shown ?? document.sha256)}
              name={`${document.symbol?.replaceAll('/', '-') ?? document.subject}.pdf`}
              overlay={shown === undefined ? (placing.overlay ?? place.overlay) : undefined}
              startPage={shown === undefined ? place.page : 1}
            />
          </>
        }
        side={<Side document={document} place={place} placing={placing} onChanged={onChanged} />}
      />
    </>
  );
}

function StateLine({ document }: { readonly document: OutgoingDetail }): ReactNode {
  return (
    <div className="row" style={{ marginTop: 4 }}>
      <OutgoingState state={document.state} />
      <Urgency value={document.urgency} />
      {document.holderName && (
        <Badge tone="plain">{t('doc.holder', { name: document.holderName })}</Badge>
      )}
      {document.issuedOn && <span className="muted num">{day(document.issuedOn)}</span>}
    </div>
  );
}

type SideProps = {
  readonly document: OutgoingDetail;
  readonly place: SignaturePlace;
  readonly placing: PlacingFields;
  readonly onChanged: () => void;
};

function Side({ document, place, placing, onChanged }: SideProps): ReactNode {
  const [editing, setEditing] = useState(false);
  const [signing, setSigning] = useState(false);
  const specs = useOutgoingActions(document, {
    box: place.box,
    onEdit: () => {
      setEditing(true);
    },
    onDevice: () => {
      setSigning(true);
    },
  });
  return (
    <>
      <ActionPanel subjectId={document.id} specs={specs} onChanged={onChanged} />
      {place.isMovable && (
        <p className="muted">
          {t('sig.image.hint')}{' '}
          {place.box && (
            <button type="button" className="link-button" onClick={place.reset}>
              {t('sig.place.reset')}
            </button>
          )}
        </p>
      )}
      {document.allowedActions.includes('edit') && <PlaceFieldsPanel placing={placing} />}
      {signing && (
        <BatchDialog
          task={{
            kind: 'new',
            documents: [{ ...document, ...(place.box ? { box: place.box } : {}) }],
          }}
          onClose={() => {
            setSigning(false);
            onChanged();
          }}
        />
      )}
      {editing && (
        <EditDraftDialog
          document={document}
          onClose={() => {
            setEditing(false);
          }}
          onDone={() => {
            setEditing(false);
            onChanged();
          }}
        />
      )}
      {document.reason && document.state === 'returned' && (
        <div className="notice notice-amber">
          <strong>{t('common.reason')}</strong> {document.reason}
        </div>
      )}
      <Section title={t('doc.timeline')}>
        <Timeline
          items={[...document.timeline].reverse().map((move, index) => ({
            key: `${move.at}-${index}`,
            at: move.at,
            who: [move.personName, move.postTitle].filter(Boolean).join(', '),
            onBehalf: move.onBehalf,
            what: tCode('out.action', move.action),
            why: move.reason,
          }))}
        />
      </Section>
      <Section title={t('doc.details')}>
        <Facts
          items={[
            [t('out.field.type'), document.typeName],
            [t('out.field.issuingAgency'), document.issuingAgencyName],
            [t('out.field.draftingUnit'), document.draftingUnitName],
            [t('out.field.drafter'), document.drafterName],
            [t('out.field.signer'), `${document.signerName}, ${document.signerTitle}`],
            [t('out.field.numberSymbol'), document.symbol],
            [t('out.field.issuedDate'), day(document.issuedOn)],
            [t('out.field.addressees'), document.addressees.join('; ')],
            [t('out.field.updated'), moment(document.heldSince)],
          ]}
        />
        <SignatureBlock lines={document.signatureLines ?? []} name={document.signerName} />
      </Section>
      <RecipientsSection document={document} />
      <AnnexesSection document={document} onChanged={onChanged} />
      {document.state === 'released' && (
        <CopiesSection
          source={{
            type: 'outgoing-document',
            id: document.id,
            agencyId: document.issuingAgencyId,
            form: 'electronic',
          }}
        />
      )}
      {document.opinions.length > 0 && (
        <Section title={t('doc.opinions')}>
          <Timeline
            items={document.opinions.map((opinion) => ({
              key: opinion.id,
              at: opinion.givenAt ?? '',
              who: opinion.givenByName ?? '',
              what: opinion.askedOf,
              why: opinionLine(opinion),
            }))}
          />
        </Section>
      )}
      <OutgoingSignatures document={document} />
    </>
  );
}

function opinionLine({ answer, text, dueOn }: Opinion): string {
  if (answer === null)
    return `${t('out.opinion.waiting')}${dueOn ? `, ${t('common.due')} ${day(dueOn)}` : ''}`;
  return [tCode('out.opinion', answer), text].filter(Boolean).join('. ');
}
