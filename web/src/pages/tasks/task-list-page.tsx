import '../../styles/mantine-forms';
import { Button, Select } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Task } from '../../api/tasks';
import { Badge } from '../../components/badge';
import { DataList, type ListColumn } from '../../components/data-list';
import { downloadCsv } from '../../components/download-csv';
import { day } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { useFilters } from '../../components/use-filters';
import { usePagedList } from '../../components/use-paged-list';
import { t, tCode } from '../../i18n';
import { holderOf, TaskDue, TaskStateBadge } from './task-badges';

/** Each view is a query of the server; the first is what the menu counts. */
const VIEWS = {
  open: { open: true },
  mine: { open: true, mine: true },
  overdue: { overdue: true },
  pending: { state: 'pending' },
  toConfirm: { state: 'reported' },
  done: { state: 'done' },
  given: { given: true },
} as const;
type View = keyof typeof VIEWS;

const SOURCES = ['plan', 'conclusion', 'directive'] as const;

export default function TaskListPage(): ReactNode {
  const { get, set } = useFilters();
  const view: View = isView(get('view')) ? (get('view') as View) : 'open';
  const list = usePagedList<Task>('/tasks', { ...VIEWS[view], source: get('nguon') });
  const { rows } = list;
  const title = view === 'given' ? t('task.list.given') : t('task.list.mine');
  useEffect(() => {
    document.title = `${title} - Trien`;
  }, [title]);

  return (
    <>
      <PageHead title={title} />
      <nav className="chips" aria-label={t('task.view')}>
        {(Object.keys(VIEWS) as View[]).map((name) => (
          <Link
            key={name}
            className="chip"
            to={name === 'open' ? '/nhiem-vu' : `/nhiem-vu?view=${name}`}
            aria-current={name === view ? 'page' : undefined}
          >
            {t(`task.filter.${name}`)}
          </Link>
        ))}
      </nav>
      <div className="filters">
        <Select
          label={t('task.source')}
          w={200}
          clearable
          clearButtonProps={{ 'aria-label': t('common.remove') }}
          placeholder={t('common.all')}
          data={SOURCES.map((source) => ({ value: source, label: tCode('task.source', source) }))}
          value={get('nguon') || null}
          onChange={(value) => {
            set({ nguon: value });
          }}
        />
        <Button
          variant="default"
          disabled={rows.length === 0}
          onClick={() => {
            exportRows(rows);
          }}
        >
          {t('common.export')}
        </Button>
      </div>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      <DataList<Task>
        label={title}
        columns={columnsOf(view)}
        rows={rows}
        rowKey={({ id }) => id}
        href={({ id }) => `/nhiem-vu/${id}`}
        rowClass={({ state }) => (state === 'recalled' ? 'row-void' : undefined)}
        loading={list.isPending}
        empty={
          view === 'given'
            ? { title: t('task.given.empty'), text: t('task.given.empty.text') }
            : { title: t('task.empty'), text: t('task.empty.text') }
        }
        hasMore={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

function isView(name: string): name is View {
  return Object.hasOwn(VIEWS, name);
}

function columnsOf(view: View): readonly ListColumn<Task>[] {
  return [
    { id: 'number', header: t('task.number'), width: 64, cell: ({ number }) => number },
    {
      id: 'text',
      header: t('task.title'),
      phone: 'title',
      cell: (task) => (
        <>
          <span className="cell-subject">{task.text}</span>
          <span className="muted">
            {task.sourceLabel}
            {view !== 'given' && `. ${t('task.giver', { name: task.giverName })}`}
          </span>{' '}
          {task.starred && <Badge tone="signed">{t('task.starred')}</Badge>}
        </>
      ),
    },
    { id: 'holder', header: t('task.holder'), width: 190, cell: holderOf },
    {
      id: 'state',
      header: t('common.state'),
      width: 190,
      cell: (task) => (
        <>
          <TaskStateBadge state={task.state} />
          {task.percent > 0 && task.state === 'in-progress' && (
            <div className="muted num">{t('task.progress.percent', { n: task.percent })}</div>
          )}
        </>
      ),
    },
    { id: 'due', header: t('common.due'), width: 180, cell: (task) => <TaskDue task={task} /> },
  ];
}

function exportRows(rows: readonly Task[]): void {
  downloadCsv('nhiem-vu.csv', [
    [
      t('task.number'),
      t('task.title'),
      t('task.product'),
      t('task.source'),
      t('task.holder'),
      t('common.state'),
      t('common.due'),
    ],
    ...rows.map((task) => [
      task.number,
      task.text,
      task.product,
      task.sourceLabel,
      holderOf(task),
      tCode('task.state', task.state),
      day(task.dueOn),
    ]),
  ]);
}
