import '../../styles/mantine-forms';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { DocumentCopy } from '../../api/copies';
import { loadOutgoing, outgoingFileUrl, type OutgoingRow } from '../../api/outgoing';
import '../../components/data-list.css';
import { CopiesWaiting } from '../../components/copies-section';
import { EmptyList } from '../../components/data-list';
import { PageHead } from '../../components/page-head';
import { FieldBoxes } from '../../components/pdf/field-boxes';
import { DocumentViewer } from '../../components/pdf/lazy-viewer';
import { ProblemNotice } from '../../components/problem-notice';
import { announce } from '../../components/toast';
import { usePagedList } from '../../components/use-paged-list';
import { t, tCode } from '../../i18n';
import { placedBoxes } from '../outgoing/placed-boxes';
import { BatchDialog, type BatchTask } from '../../signing/batch/batch-dialog';
import { MOST_AT_ONCE, onePress } from '../../signing/batch/one-press';
import { DeskCertificates } from './desk-certificates';
import { OpenBatches } from './open-batches';
import {
  fieldOf,
  kindOf,
  SIGNATURE_KINDS,
  type SignatureKind,
} from '../../signing/batch/signature-kind';
import { SigningChecks } from './signing-checks';
import { SigningQueue } from './signing-queue';
import { useDeskKeys } from './use-desk-keys';
import './signing.css';

/** Queue at left, the page with the place of my signature in the middle, what was checked at right. */
export default function SigningDeskPage(): ReactNode {
  const client = useQueryClient();
  const [params] = useSearchParams();
  const list = usePagedList<OutgoingRow>('/documents/outgoing', {
    group: 'signatures',
    // The oldest and the most urgent are among them.
    limit: MOST_AT_ONCE,
  });
  const [kind, setKind] = useState<SignatureKind | 'all'>('all');
  const [later, setLater] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string | null>(params.get('document'));
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [copies, setCopies] = useState<readonly DocumentCopy[]>([]);
  const [task, setTask] = useState<BatchTask | null>(openedBy(params.get('batch')));

  const rows = inOrder(list.rows, later).filter((row) => kind === 'all' || kindOf(row) === kind);
  const current = rows.find(({ id }) => id === chosen) ?? rows[0];
  const picked = rows.filter(({ id }) => selected.includes(id));
  const isPicked = picked.length + copies.length > 0;
  const press = onePress(isPicked ? picked : rows.filter((row) => row === current), copies);
  const count = press.documents.length + press.copies.length;

  async function refresh(): Promise<void> {
    await Promise.all(
      ['list', 'outgoing', 'copies', 'menu-counts', 'open-batches'].map((queryKey) =>
        client.invalidateQueries({ queryKey: [queryKey] }),
      ),
    );
  }

  async function changed(): Promise<void> {
    setSelected([]);
    setCopies([]);
    await refresh();
  }

  function postpone(): void {
    if (!current || rows.length < 2) return;
    const next = rows[rows.indexOf(current) + 1] ?? rows[0];
    setLater([...later.filter((id) => id !== current.id), current.id]);
    setChosen(next && next.id !== current.id ? next.id : null);
    announce(t('sig.laterDone'));
  }

  function sign(): void {
    if (count > 0) setTask({ kind: 'new', documents: press.documents, copies: press.copies });
  }

  const hasSigned = useRef(false);
  useEffect(() => {
    if (task !== null) hasSigned.current = true;
    // The button that opened the dialog is gone with the last that waited.
    else if (hasSigned.current && count === 0 && document.activeElement === document.body)
      document.getElementById('main')?.focus({ preventScroll: true });
  }, [task, count]);

  useDeskKeys({
    onMove: (step) => {
      const next = current && rows[rows.indexOf(current) + step];
      if (next) setChosen(next.id);
    },
    onSelect: () => {
      if (current) setSelected(toggled(selected, current.id));
    },
    onSign: sign,
    onLater: postpone,
  });

  return (
    <>
      <PageHead title={t('sig.title')}>
        {current && (
          <Button variant="default" onClick={postpone} disabled={rows.length < 2}>
            {t('sig.action.later')}
          </Button>
        )}
        {count > 0 && (
          <Button color="person" onClick={sign}>
            {count > 1 ? t('sig.action.signMany', { n: count }) : t('sig.action.sign')}
          </Button>
        )}
      </PageHead>
      <NextTime left={press.left} />
      <DeskCertificates />
      <OpenBatches
        onOpen={(batch) => {
          setTask({ kind: 'open', batch });
        }}
        onFinished={() => void refresh()}
      />
      <div className="desk-copies">
        <CopiesWaiting selected={copies} onSelect={setCopies} />
      </div>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <p className="muted">{t('app.loading')}</p>}
      {list.isSuccess && list.rows.length === 0 && (
        <EmptyList title={t('sig.empty')} text={t('sig.empty.text')} />
      )}
      <KindChips
        rows={list.rows}
        current={kind}
        onChoose={(next) => {
          setKind(next);
          setSelected([]);
        }}
      />
      {current && (
        <div className="desk">
          <SigningQueue
            rows={rows}
            current={current.id}
            selected={selected}
            onOpen={setChosen}
            onSelect={setSelected}
            hasMore={list.hasNextPage}
            onMore={() => void list.fetchNextPage()}
          />
          <DeskDocument
            key={current.id}
            id={current.id}
            kind={kindOf(current)}
            onChanged={() => void changed()}
          />
        </div>
      )}
      {task && (
        <BatchDialog
          task={task}
          onClose={() => {
            setTask(null);
            void changed();
          }}
        />
      )}
    </>
  );
}

function NextTime({ left }: { readonly left: number }): ReactNode {
  if (left === 0) return null;
  return (
    <p className="notice notice-blue" role="status">
      {t('sig.mostAtOnce', { most: MOST_AT_ONCE, n: left })}
    </p>
  );
}

/** Back from the page of a signing service: its batch goes on here. */
function openedBy(batchId: string | null): BatchTask | null {
  return batchId === null ? null : { kind: 'open', batch: { id: batchId, device: 'browser' } };
}

type ChipsProps = {
  readonly rows: readonly OutgoingRow[];
  readonly current: SignatureKind | 'all';
  readonly onChoose: (kind: SignatureKind | 'all') => void;
};

/** By kind of signature, for whoever has several; a seal and a signature are different keys. */
function KindChips({ rows, current, onChoose }: ChipsProps): ReactNode {
  const present = SIGNATURE_KINDS.filter((kind) => rows.some((row) => kindOf(row) === kind));
  if (present.length < 2) return null;
  const choices = ['all' as const, ...present];
  return (
    <div className="chips" role="group" aria-label={t('sig.kinds')}>
      {choices.map((kind) => (
        <button
          key={kind}
          type="button"
          className="chip"
          aria-pressed={kind === current}
          onClick={() => {
            onChoose(kind);
          }}
        >
          {tCode('sig.kind', kind)} (
          {kind === 'all' ? rows.length : rows.filter((row) => kindOf(row) === kind).length})
        </button>
      ))}
    </div>
  );
}

function toggled(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
}

function DeskDocument({
  id,
  kind,
  onChanged,
}: {
  readonly id: string;
  readonly kind: SignatureKind;
  readonly onChanged: () => void;
}): ReactNode {
  const found = useQuery({
    queryKey: ['outgoing', id],
    queryFn: ({ signal }) => loadOutgoing(id, signal),
  });
  if (found.isPending) return <p className="muted panel panel-pad">{t('app.loading')}</p>;
  if (found.isError)
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  const document = found.data;
  const boxes = placedBoxes(document);
  const mine = boxes.find(({ name }) => name === fieldOf(kind));
  return (
    <>
      <div className="desk-page">
        <DocumentViewer
          url={outgoingFileUrl(id, document.sha256)}
          name={`${document.typeName} ${document.subject}.pdf`}
          startPage={mine ? mine.page + 1 : 1}
          overlay={(page, scale, pageHeight, pageWidth) => (
            <FieldBoxes
              boxes={mine ? [mine] : []}
              page={page}
              scale={scale}
              pageHeight={pageHeight}
              pageWidth={pageWidth}
              active={mine?.name}
            />
          )}
        />
      </div>
      <SigningChecks document={document} kind={kind} onChanged={onChanged} />
    </>
  );
}

const WEIGHT: Readonly<Record<string, number>> = { express: 0, 'very-urgent': 1, urgent: 2 };

/** What was put off comes last; before it hỏa tốc first, then whoever has waited longest. */
function inOrder(rows: readonly OutgoingRow[], later: readonly string[]): readonly OutgoingRow[] {
  return rows.toSorted(
    (a, b) =>
      later.indexOf(a.id) - later.indexOf(b.id) ||
      (WEIGHT[a.urgency] ?? 3) - (WEIGHT[b.urgency] ?? 3) ||
      a.heldSince.localeCompare(b.heldSince),
  );
}
