import type { ReactNode } from 'react';
import type { OutgoingDetail } from '../../api/outgoing';
import { instantDay } from '../../components/format';
import { t, tCode } from '../../i18n';
import '../../components/data-list.css';

type Props = {
  readonly document: OutgoingDetail;
  readonly shown: string | undefined;
  readonly onShow: (sha256: string | undefined) => void;
};

/** The file as it stands, and every earlier revision. */
export function VersionTabs({ document, shown, onShow }: Props): ReactNode {
  const { revisions } = document;
  if (revisions.length < 2) return null;
  return (
    <div
      className="chips chips-line no-print"
      role="group"
      aria-label={t('doc.versions')}
      style={{ margin: 0 }}
    >
      <Tab
        label={t('doc.current')}
        active={shown === undefined}
        onClick={() => {
          onShow(undefined);
        }}
      />
      {[...revisions].reverse().map((revision) => (
        <Tab
          key={revision.id}
          label={`${t('doc.version', { n: `${revision.chain}.${revision.ordinal}` })}: ${tCode('doc.revision', revision.kind)}`}
          title={`${instantDay(revision.madeAt)} ${revision.madeByName ?? ''}`}
          voided={revision.voidedAt !== null}
          active={shown === revision.sha256}
          onClick={() => {
            onShow(revision.sha256);
          }}
        />
      ))}
    </div>
  );
}

type TabProps = {
  readonly label: string;
  readonly title?: string;
  readonly active: boolean;
  readonly voided?: boolean;
  readonly onClick: () => void;
};

function Tab({ label, title, active, voided = false, onClick }: TabProps): ReactNode {
  return (
    <button
      type="button"
      className="chip"
      aria-pressed={active}
      aria-current={active ? 'true' : undefined}
      title={title}
      style={{
        cursor: 'pointer',
        font: 'inherit',
        fontSize: '0.75rem',
        textDecoration: voided ? 'line-through' : undefined,
      }}
      onClick={onClick}
    >
      {label}
    </button>
  );
}
