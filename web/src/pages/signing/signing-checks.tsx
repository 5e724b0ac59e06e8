import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { loadSigningBlock, type OutgoingDetail } from '../../api/outgoing';
import { ActionPanel } from '../../components/action-panel';
import { Section } from '../../components/section';
import { SignatureBlock } from '../../components/signature-block';
import { Timeline } from '../../components/timeline';
import { t, tCode } from '../../i18n';
import { useOutgoingActions } from '../outgoing/outgoing-actions';
import type { SignatureKind } from '../../signing/batch/signature-kind';
import { signedBy } from './signed-by';
import { useLastSeen } from './use-last-seen';

type Props = {
  readonly document: OutgoingDetail;
  readonly kind: SignatureKind;
  readonly onChanged: () => void;
};

/** The desk's own button signs, with the PIN for one or many. */
const SIGNING = ['sign', 'initial-content', 'initial-form', 'seal'];

/** What is about to be signed: the block, who initialled, what changed since it was last seen. */
export function SigningChecks({ document, kind, onChanged }: Props): ReactNode {
  const actions = useOutgoingActions(document)
    .filter(({ action }) => !SIGNING.includes(action))
    .map((spec) => (spec.action === 'return' ? { ...spec, label: t('sig.action.refuse') } : spec));
  const block = useQuery({
    queryKey: ['outgoing', document.id, 'signing-block'],
    queryFn: () => loadSigningBlock(document.id),
  });
  const lines = block.data?.authorityLines ?? document.signatureLines ?? [];
  const changes = useLastSeen(document);
  return (
    <div className="desk-side stack">
      <Section title={t('sig.block')}>
        <SignatureBlock
          lines={lines}
          name={document.signerName}
          below={block.data?.positionBelow ?? null}
        />
        {block.data?.basis && <p className="muted">{block.data.basis}</p>}
      </Section>
      <CheckList
        document={document}
        kind={kind}
        isCompetent={block.data?.isCompetent ?? lines.length > 0}
        lines={lines}
      />
      <Section title={t('sig.changed')}>
        <p>{changes}</p>
        <Link to={`/van-ban-di/${document.id}`}>{t('doc.details')}</Link>
      </Section>
      {actions.length > 0 && (
        <ActionPanel subjectId={document.id} specs={actions} onChanged={onChanged} />
      )}
      <p className="muted no-print">{t('sig.keys')}</p>
      <Section title={t('doc.timeline')}>
        <Timeline
          items={[...document.timeline]
            .reverse()
            .slice(0, 6)
            .map((move, index) => ({
              key: `${move.at}-${index}`,
              at: move.at,
              who: [move.personName, move.postTitle].filter(Boolean).join(', '),
              onBehalf: move.onBehalf,
              what: tCode('out.action', move.action),
              why: move.reason,
            }))}
        />
      </Section>
    </div>
  );
}

type ListProps = {
  readonly document: OutgoingDetail;
  readonly kind: SignatureKind;
  readonly isCompetent: boolean;
  readonly lines: readonly string[];
};

function CheckList({ document, kind, isCompetent, lines }: ListProps): ReactNode {
  const names = signedBy(document.revisions, ['initial-content', 'initial-form']);
  const signer = signedBy(document.revisions, ['approve']);
  return (
    <Section title={t('sig.checks')}>
      <ul className="checks">
        {kind !== 'initial-content' && (
          <Check ok={names !== ''}>
            {names === '' ? t('sig.check.noInitials') : t('sig.check.initials', { names })}
          </Check>
        )}
        {kind === 'seal' && (
          // NĐ 30/2020, article 32: the agency signs what the competent person has signed.
          <Check ok={signer !== ''}>
            {signer === '' ? t('sig.check.notSigned') : t('sig.check.signed', { name: signer })}
          </Check>
        )}
        <Check ok={isCompetent}>{t('sig.check.authority', { lines: lines.join(', ') })}</Check>
        {kind === 'approve' && (
          <Check ok={document.approvedSha256 === document.sha256}>{t('sig.check.approved')}</Check>
        )}
      </ul>
    </Section>
  );
}

function Check({
  ok,
  children,
}: {
  readonly ok: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <li data-ok={ok}>
      <span aria-hidden="true">{ok ? '✓' : '!'}</span> {children}
    </li>
  );
}
