import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Board, BoardAggregate, BoardCell, BoardRow, BoardTarget } from '../../api/plans';
import { t, tCode } from '../../i18n';
import { BoardCellView, StaticCell } from './board-cell';
import { CellPopover, type Shown } from './cell-popover';
import { limitsOf } from './cell-words';
import { StatusBar } from './status-bar';

type Props = { readonly planId: string; readonly board: Board; readonly light: string };

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Units by targets. One stop for Tab; arrows move between the cells, Enter opens. */
export function BoardTable({ planId, board, light }: Props): ReactNode {
  const [shown, setShown] = useState<Shown | null>(null);
  const [current, setCurrent] = useState<readonly [number, number]>([0, 0]);
  const table = useRef<HTMLTableElement>(null);
  const levels = [...new Set(board.rows.map(({ level }) => level))];
  const ordered = levels.flatMap((level) => board.rows.filter((row) => row.level === level));

  function move(event: KeyboardEvent): void {
    if (event.key === 'Escape') setShown(null);
    const step = MOVES[event.key];
    if (!step || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const row = clamp(current[0] + step[0], ordered.length);
    const column = clamp(current[1] + step[1], board.targets.length);
    setCurrent([row, column]);
    table.current?.querySelector<HTMLElement>(`[data-at="${row}.${column}"]`)?.focus();
  }

  if (ordered.length === 0 || board.targets.length === 0) {
    return <p className="panel panel-pad muted">{t('board.nothing')}</p>;
  }
  return (
    <div className="board-scroll panel" onKeyDown={move} role="presentation">
      <table className="board" ref={table}>
        <caption className="visually-hidden">{t('board.title')}</caption>
        <thead>
          <tr>
            <th scope="col" className="board-corner">
              {t('board.unit')}
            </th>
            {board.targets.map((target) => (
              <th scope="col" key={target.code} title={target.name}>
                <span className="board-code">{target.code}</span>
                <span className="board-name">{target.name}</span>
              </th>
            ))}
          </tr>
        </thead>
        {levels.map((level) => (
          <tbody key={level}>
            <LevelHead level={level} board={board} />
            {ordered.map(
              (row, index) =>
                row.level === level && (
                  <UnitRow
                    key={row.unitId}
                    {...{ planId, board, row, light, shown }}
                    rowIndex={index}
                    current={current[0] === index ? current[1] : null}
                    onShow={(next) => {
                      setShown(next);
                      if (next) setCurrent([index, next.column]);
                    }}
                  />
                ),
            )}
            {board.aggregates
              .filter((sum) => sum.level === level)
              .map((sum) => (
                <SumRow key={sum.level} sum={sum} targets={board.targets} />
              ))}
          </tbody>
        ))}
        <tfoot>
          <tr className="board-bars">
            <th scope="row">{t('board.chart')}</th>
            {board.targets.map((target, index) => (
              <td key={target.code}>
                <StatusBar statuses={ordered.map(({ cells }) => cells[index]?.status)} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      {shown && <CellPopover shown={shown} figures={board.figures} />}
    </div>
  );
}

function clamp(value: number, length: number): number {
  return Math.max(0, Math.min(length - 1, value));
}

function LevelHead({ level, board }: { readonly level: string; readonly board: Board }): ReactNode {
  return (
    <tr className="board-level">
      <th scope="rowgroup">
        {tCode('board.level', level)}
        <span className="muted"> {t('board.limits')}</span>
      </th>
      {board.targets.map((target) => (
        <td key={target.code}>{limitsOf(target.conditions, level)}</td>
      ))}
    </tr>
  );
}

type RowProps = {
  readonly planId: string;
  readonly board: Board;
  readonly row: BoardRow;
  readonly rowIndex: number;
  readonly current: number | null;
  readonly light: string;
  readonly shown: Shown | null;
  readonly onShow: (shown: Shown | null) => void;
};

function UnitRow({
  planId,
  board,
  row,
  rowIndex,
  current,
  light,
  shown,
  onShow,
}: RowProps): ReactNode {
  return (
    <tr>
      <th scope="row">
        {row.name}
        <RowNote row={row} />
      </th>
      {row.cells.map((cell, column) => {
        const target = board.targets[column];
        if (!target) return null;
        return (
          <BoardCellView
            key={target.code}
            {...{ cell, target }}
            unit={row.name}
            figures={board.figures}
            to={unitTargetPath(planId, target, row)}
            at={`${rowIndex}.${column}`}
            tabbable={current === column}
            faded={light !== '' && cell.status !== light}
            describes={shown?.row === row && shown.column === column}
            onShow={(element) => {
              onShow(element && { element, cell, target, row, column });
            }}
          />
        );
      })}
    </tr>
  );
}

function RowNote({ row }: { readonly row: BoardRow }): ReactNode {
  if (row.report.lateDays) {
    return <span className="board-late">{t('rep.state.late', { n: row.report.lateDays })}</span>;
  }
  if (row.overdueDays > 0) {
    return <span className="board-overdue">{t('board.overdue', { n: row.overdueDays })}</span>;
  }
  return null;
}

function unitTargetPath(planId: string, target: BoardTarget, row: BoardRow): string {
  return `/ke-hoach/${planId}/chi-tieu/${encodeURIComponent(target.code)}/don-vi/${row.unitId}`;
}

type SumProps = { readonly sum: BoardAggregate; readonly targets: readonly BoardTarget[] };

function SumRow({ sum, targets }: SumProps): ReactNode {
  return (
    <tr className="board-sum">
      <th scope="row">
        {t('board.sum', { level: tCode('board.level', sum.level) })}
        <span className="muted">{t('board.reported', { n: sum.reporting, m: sum.total })}</span>
      </th>
      {sum.cells.map((cell: BoardCell, index) => (
        <StaticCell key={targets[index]?.code ?? index} cell={cell} />
      ))}
    </tr>
  );
}
