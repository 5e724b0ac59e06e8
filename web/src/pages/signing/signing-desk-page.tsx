import '../../styles/mantine-forms';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { loadOutgoing, outgoingFileUrl, type OutgoingRow } from '../../api/outgoing';
import { EmptyList } from '../../components/data-list';
import { PageHead } from '../../components/page-head';
import { FieldBoxes } from '../../components/pdf/field-boxes';
import { DocumentViewer } from '../../components/pdf/lazy-viewer';
import { ProblemNotice } from '../../components/problem-notice';
import { announce } from '../../components/toast';
import { usePagedList } from '../../components/use-paged-list';
import { t } from '../../i18n';
import { placedBoxes } from '../outgoing/placed-boxes';
import { BatchDialog } from './batch-dialog';
import { SigningChecks } from './signing-checks';
import { SigningQueue } from './signing-queue';
import './signing.css';

/** Queue at left, the page with the place of my signature in the middle, what was checked at right. */
export default function SigningDeskPage(): ReactNode {
  const client = useQueryClient();
  const [params] = useSearchParams();
  const list = usePagedList<OutgoingRow>('/documents/outgoing', { group: 'to-sign' });
  const [later, setLater] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string | null>(params.get('document'));
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [signing, setSigning] = useState<readonly OutgoingRow[] | null>(null);

  const rows = inOrder(list.rows, later);
  const current = rows.find(({ id }) => id === chosen) ?? rows[0];
  const picked = rows.filter(({ id }) => selected.includes(id));
  const toSign = picked.length > 0 ? picked : current ? [current] : [];

  async function changed(): Promise<void> {
    setSelected([]);
    await Promise.all([
      client.invalidateQueries({ queryKey: ['list'] }),
      client.invalidateQueries({ queryKey: ['outgoing'] }),
      client.invalidateQueries({ queryKey: ['menu-counts'] }),
    ]);
  }

  function postpone(): void {
    if (!current) return;
    const next = rows[rows.indexOf(current) + 1] ?? rows[0];
    setLater([...later.filter((id) => id !== current.id), current.id]);
    setChosen(next && next.id !== current.id ? next.id : null);
    announce(t('sig.laterDone'));
  }

  return (
    <>
      <PageHead title={t('sig.title')}>
        {toSign.length > 0 && (
          <>
            <Button variant="default" onClick={postpone} disabled={rows.length < 2}>
              {t('sig.action.later')}
            </Button>
            <Button
              color="person"
              onClick={() => {
                setSigning(toSign);
              }}
            >
              {toSign.length > 1
                ? t('sig.action.signMany', { n: toSign.length })
                : t('sig.action.sign')}
            </Button>
          </>
        )}
      </PageHead>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <p className="muted">{t('app.loading')}</p>}
      {list.isSuccess && rows.length === 0 && (
        <EmptyList title={t('sig.empty')} text={t('sig.empty.text')} />
      )}
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
          <DeskDocument key={current.id} id={current.id} onChanged={() => void changed()} />
        </div>
      )}
      {signing && (
        <BatchDialog
          documents={signing}
          onClose={() => {
            setSigning(null);
            void changed();
          }}
        />
      )}
    </>
  );
}

function DeskDocument({
  id,
  onChanged,
}: {
  readonly id: string;
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
  const mine = boxes.find(({ name }) => name === 'NguoiKy');
  return (
    <>
      <div className="desk-page">
        <DocumentViewer
          url={outgoingFileUrl(id, document.sha256)}
          name={`${document.typeName} ${document.subject}.pdf`}
          startPage={mine ? mine.page + 1 : 1}
          overlay={(page, scale, pageHeight) => (
            <FieldBoxes
              boxes={mine ? [mine] : []}
              page={page}
              scale={scale}
              pageHeight={pageHeight}
              active={mine?.name}
            />
          )}
        />
      </div>
      <SigningChecks document={document} onChanged={onChanged} />
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
