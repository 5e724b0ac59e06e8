import '../../styles/mantine-forms';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { loadBoard, type Board } from '../../api/plans';
import { EmptyList } from '../../components/data-list';
import { day } from '../../components/format';
import { Icon } from '../../components/icon';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { useFilters } from '../../components/use-filters';
import { t } from '../../i18n';
import { downloadBoard } from './board-csv';
import { BoardFilters, viewOf } from './board-filters';
import { BoardLegend } from './board-legend';
import { BoardTable } from './board-table';
import { periodText } from './period';
import './board.css';

export default function BoardPage(): ReactNode {
  const { id = '' } = useParams();
  const filters = useFilters();
  const period = filters.get('ky');
  const board = useQuery({
    queryKey: ['board', id, period],
    queryFn: () => loadBoard(id, period),
    placeholderData: (old) => old,
  });

  useEffect(() => {
    document.title = `${t('board.title')} - Trien`;
  }, []);

  return (
    <div className="board-page">
      <PageHead
        title={t('board.title')}
        trail={[
          { to: '/ke-hoach', label: t('plan.list') },
          { to: `/ke-hoach/${id}`, label: board.data?.title ?? t('plan.builder') },
        ]}
        below={
          board.data && (
            <p className="muted">
              {periodText(board.data.period)}.{' '}
              {t('board.allReported', {
                n: board.data.reporting,
                m: board.data.total,
                date: day(board.data.dueOn),
              })}
              {board.data.isClosed && `. ${t('rep.state.frozen')}`}
            </p>
          )
        }
      >
        {board.data && <BoardTools board={board.data} />}
      </PageHead>
      {board.isError && <ProblemNotice error={board.error} onRetry={() => void board.refetch()} />}
      {board.isPending && <p className="muted panel panel-pad">{t('app.loading')}</p>}
      {board.data && <BoardBody planId={id} board={board.data} />}
    </div>
  );
}

function BoardTools({ board }: { readonly board: Board }): ReactNode {
  const filters = useFilters();
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="download" size={16} />}
        onClick={() => {
          downloadBoard(viewOf(board, filters.get));
        }}
      >
        {t('board.export')}
      </Button>
      <Button
        variant="default"
        leftSection={<Icon name="print" size={16} />}
        onClick={() => {
          window.print();
        }}
      >
        {t('common.print')}
      </Button>
    </>
  );
}

function BoardBody({
  planId,
  board,
}: {
  readonly planId: string;
  readonly board: Board;
}): ReactNode {
  const { get, set } = useFilters();
  const view = useMemo(() => viewOf(board, get), [board, get]);
  if (board.rows.length === 0) {
    return <EmptyList title={t('board.empty')} text={t('board.empty.text')} />;
  }
  return (
    <>
      <BoardFilters board={board} get={get} set={set} />
      <BoardLegend />
      <BoardTable planId={planId} board={view} light={get('den')} />
    </>
  );
}
