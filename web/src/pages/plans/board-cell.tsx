import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { BoardCell, BoardTarget, PlanFigure } from '../../api/plans';
import { Light, TrendArrow } from '../../components/charts/light';
import { CELL_POPOVER } from './cell-popover';
import { cellSentence, cellText, lightWords } from './cell-words';

type Props = {
  readonly cell: BoardCell;
  readonly target: BoardTarget;
  readonly unit: string;
  readonly figures: readonly PlanFigure[];
  readonly to: string;
  readonly at: string;
  readonly tabbable: boolean;
  readonly faded: boolean;
  readonly describes: boolean;
  readonly onShow: (element: HTMLElement | null) => void;
};

export function BoardCellView(props: Props): ReactNode {
  const { cell, target, unit, figures, onShow } = props;
  return (
    <td className={`board-td board-td-${cell.status}`} data-faded={props.faded || undefined}>
      <Link
        className="board-cell"
        to={props.to}
        data-at={props.at}
        tabIndex={props.tabbable ? 0 : -1}
        aria-label={cellSentence(unit, target, cell, figures)}
        aria-describedby={props.describes ? CELL_POPOVER : undefined}
        onMouseEnter={(event) => {
          onShow(event.currentTarget);
        }}
        onMouseLeave={() => {
          onShow(null);
        }}
        onFocus={(event) => {
          onShow(event.currentTarget);
        }}
        onBlur={() => {
          onShow(null);
        }}
      >
        <CellContent cell={cell} />
      </Link>
    </td>
  );
}

export function StaticCell({ cell }: { readonly cell: BoardCell }): ReactNode {
  return (
    <td>
      <span className="board-cell">
        <span className="visually-hidden">{lightWords(cell.status)}</span>
        <CellContent cell={cell} />
      </span>
    </td>
  );
}

function CellContent({ cell }: { readonly cell: BoardCell }): ReactNode {
  return (
    <>
      <Light status={cell.status} />
      <span className="board-value num">{cellText(cell)}</span>
      {cell.trend && cell.status !== 'not-due' && (
        <TrendArrow direction={cell.trend.direction} progress={cell.progress} />
      )}
      {cell.conditions.some(({ isCorrected }) => isCorrected) && <sup aria-hidden="true">*</sup>}
    </>
  );
}
