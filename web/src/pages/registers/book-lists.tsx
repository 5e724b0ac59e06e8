import type { ReactNode } from 'react';
import type { CopyEntry, IncomingEntry, OutgoingEntry } from '../../api/registers';
import { DataList } from '../../components/data-list';
import { ProblemNotice } from '../../components/problem-notice';
import { usePagedList } from '../../components/use-paged-list';
import { t } from '../../i18n';
import { copyColumns, incomingColumns, outgoingColumns } from './register-columns';

type BookProps = { readonly base: string; readonly query: Readonly<Record<string, string>> };

export function OutgoingBook({ base, query }: BookProps): ReactNode {
  const list = usePagedList<OutgoingEntry>(base, query);
  if (list.isError) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <DataList
      label={t('reg.out')}
      columns={outgoingColumns()}
      rows={list.rows}
      rowKey={(row) => row.id}
      href={(row) => (row.documentId ? `/van-ban-di/${row.documentId}` : null)}
      rowClass={(row) => (row.voidReason ? 'row-void' : undefined)}
      fixed
      loading={list.isPending}
      empty={{ title: t('reg.empty'), text: t('reg.empty.text') }}
      hasMore={list.hasNextPage}
      loadingMore={list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
    />
  );
}

export function IncomingBook({ base, query }: BookProps): ReactNode {
  const list = usePagedList<IncomingEntry>(base, query);
  if (list.isError) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <DataList
      label={t('reg.in')}
      columns={incomingColumns()}
      rows={list.rows}
      rowKey={(row) => row.id}
      href={(row) => (row.incomingDocumentId ? `/van-ban-den/${row.incomingDocumentId}` : null)}
      fixed
      loading={list.isPending}
      empty={{ title: t('reg.empty'), text: t('reg.empty.text') }}
      hasMore={list.hasNextPage}
      loadingMore={list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
    />
  );
}

/** Its clerks, who may see the copies themselves, open them from here. */
export function CopyBook({
  base,
  query,
  opens,
}: BookProps & { readonly opens: boolean }): ReactNode {
  const list = usePagedList<CopyEntry>(base, query);
  if (list.isError) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <DataList
      label={t('reg.copies')}
      columns={copyColumns()}
      rows={list.rows}
      rowKey={(row) => row.id}
      href={(row) => (opens ? `/ban-sao/${row.copyId}` : null)}
      fixed
      loading={list.isPending}
      empty={{ title: t('reg.copies.empty'), text: t('reg.copies.empty.text') }}
      hasMore={list.hasNextPage}
      loadingMore={list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
    />
  );
}
