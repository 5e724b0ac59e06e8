import '../../styles/mantine-forms';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { actOnIncoming, incomingFileUrl, loadIncoming, type IncomingRow } from '../../api/incoming';
import { EmptyList } from '../../components/data-list';
import { Urgency } from '../../components/document-badges';
import { PageHead } from '../../components/page-head';
import { DocumentViewer } from '../../components/pdf/lazy-viewer';
import { ProblemNotice } from '../../components/problem-notice';
import { announce } from '../../components/toast';
import { usePagedList } from '../../components/use-paged-list';
import { t } from '../../i18n';
import { ArrivalForm } from './arrival-form';
import { PaperArrivalDialog } from './paper-arrival-dialog';
import { ReceivedAnnexes } from './received-annexes';
import './register-arrivals.css';

/** Left the arrivals, middle the page, right the fields; Enter registers and opens the next one. */
export default function RegisterArrivalsPage(): ReactNode {
  const client = useQueryClient();
  const [params] = useSearchParams();
  const arrived = usePagedList<IncomingRow>('/documents/incoming', { group: 'to-receive' });
  const list = usePagedList<IncomingRow>('/documents/incoming', { group: 'to-register' });
  const [chosen, setChosen] = useState<string | null>(params.get('document'));
  const [paper, setPaper] = useState(false);
  const rows = inOrder([...arrived.rows, ...list.rows]);
  const current = rows.find(({ id }) => id === chosen) ?? rows[0];

  async function next(done: string, sentence: string): Promise<void> {
    announce(sentence);
    const at = rows.findIndex(({ id }) => id === done);
    setChosen((rows[at + 1] ?? rows[at - 1])?.id ?? null);
    await Promise.all([
      client.invalidateQueries({ queryKey: ['incoming', done] }),
      client.invalidateQueries({ queryKey: ['list'] }),
      client.invalidateQueries({ queryKey: ['menu-counts'] }),
    ]);
  }

  return (
    <>
      <PageHead title={t('in.registerPage')} trail={[{ to: '/van-ban-den', label: t('in.list') }]}>
        <Button
          variant="default"
          onClick={() => {
            setPaper(true);
          }}
        >
          {t('in.action.register-paper')}
        </Button>
      </PageHead>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && arrived.isSuccess && rows.length === 0 && (
        <EmptyList title={t('in.queue.empty')} text={t('in.queue.empty.text')} />
      )}
      {current && (
        <div className="arrivals">
          <nav className="arrivals-queue panel" aria-label={t('in.queue')}>
            <ul>
              {rows.map((row) => (
                <li key={row.id}>
                  <button
                    type="button"
                    aria-current={row.id === current.id ? 'true' : undefined}
                    onClick={() => {
                      setChosen(row.id);
                    }}
                  >
                    <Urgency value={row.urgency} />
                    <strong className="num">{row.symbol}</strong>
                    <span>{row.author}</span>
                    <span className="muted cell-subject">{row.subject}</span>
                  </button>
                </li>
              ))}
            </ul>
            {list.hasNextPage && (
              <Button variant="subtle" size="xs" onClick={() => void list.fetchNextPage()}>
                {t('common.more')}
              </Button>
            )}
          </nav>
          <Arrival
            key={current.id}
            id={current.id}
            onNext={(sentence) => void next(current.id, sentence)}
          />
        </div>
      )}
      {paper && (
        <PaperArrivalDialog
          onClose={() => {
            setPaper(false);
          }}
          onDone={(sentence) => {
            setPaper(false);
            announce(sentence);
            void client.invalidateQueries({ queryKey: ['list'] });
            void client.invalidateQueries({ queryKey: ['menu-counts'] });
          }}
        />
      )}
    </>
  );
}

function Arrival({
  id,
  onNext,
}: {
  readonly id: string;
  readonly onNext: (sentence: string) => void;
}): ReactNode {
  const form = useRef<HTMLDivElement>(null);
  const found = useQuery({
    queryKey: ['incoming', id],
    queryFn: ({ signal }) => loadIncoming(id, signal),
  });
  const receive = useMutation({
    mutationFn: () => actOnIncoming(id, 'receive'),
    onSettled: () => found.refetch(),
  });
  const { mutate } = receive;
  const arrives = found.data?.state === 'arrived' && found.data.allowedActions.includes('receive');
  const ready = found.isSuccess && !arrives;

  // Taking a document up on this page is receiving it: its signatures are checked before the rest.
  useEffect(() => {
    if (arrives) mutate();
  }, [arrives, mutate]);

  useEffect(() => {
    if (ready)
      form.current
        ?.querySelector<HTMLElement>('button[type=submit]')
        ?.focus({ preventScroll: true });
  }, [ready]);

  if (found.isPending) return <p className="muted panel panel-pad">{t('app.loading')}</p>;
  if (found.isError)
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <>
      <div className="arrivals-page">
        <DocumentViewer
          url={found.data.sha256 ? incomingFileUrl(id) : null}
          name={`${found.data.symbol.replaceAll('/', '-')}.pdf`}
        />
      </div>
      <div ref={form} className="arrivals-form stack" aria-live="polite">
        {receive.isPending && <p className="muted">{t('in.checking')}</p>}
        {receive.isError && <ProblemNotice error={receive.error} />}
        <ReceivedAnnexes documentId={id} />
        <ArrivalForm
          document={found.data}
          onDone={onNext}
          onConflict={() => void found.refetch()}
        />
      </div>
    </>
  );
}

const WEIGHT: Readonly<Record<string, number>> = { express: 0, 'very-urgent': 1, urgent: 2 };

/** Hỏa tốc first, then as they came. */
function inOrder(rows: readonly IncomingRow[]): readonly IncomingRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()].toSorted(
    (a, b) =>
      (WEIGHT[a.urgency] ?? 3) - (WEIGHT[b.urgency] ?? 3) || a.heldSince.localeCompare(b.heldSince),
  );
}
