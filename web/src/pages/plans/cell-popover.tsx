import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { BoardCell, BoardCondition, BoardRow, BoardTarget, PlanFigure } from '../../api/plans';
import { Light } from '../../components/charts/light';
import { t } from '../../i18n';
import { countsInWords, lightWords, limitText, roundingNote, trendWords } from './cell-words';

export const CELL_POPOVER = 'board-popover';

export type Shown = {
  readonly element: HTMLElement;
  readonly cell: BoardCell;
  readonly target: BoardTarget;
  readonly row: BoardRow;
  readonly column: number;
};

type Props = { readonly shown: Shown; readonly figures: readonly PlanFigure[] };

/** The counts behind a figure, beside the cell that the pointer or the focus is on. */
export function CellPopover({ shown, figures }: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  const { cell, target, row, element } = shown;

  useLayoutEffect(() => {
    const anchor = element.getBoundingClientRect();
    const size = box.current?.getBoundingClientRect();
    const [width, height] = [size?.width ?? 0, size?.height ?? 0];
    const below = anchor.bottom + 6 + height <= window.innerHeight;
    setPlace({
      left: Math.max(8, Math.min(anchor.left, window.innerWidth - width - 8)),
      top: below ? anchor.bottom + 6 : Math.max(8, anchor.top - height - 6),
    });
  }, [element, cell]);

  return createPortal(
    <div ref={box} id={CELL_POPOVER} role="tooltip" className="board-popover" style={place}>
      <strong>
        {row.name}: {target.code}
      </strong>
      <span>{target.name}</span>
      <span className="row">
        <Light status={cell.status} /> {lightWords(cell.status)}
      </span>
      {cell.conditions.map((condition) => (
        <ConditionLines key={condition.label} {...{ condition, target, figures }} />
      ))}
      {cell.trend && (
        <span>
          {trendWords(cell)}
          {cell.previousText !== '' && ` (${cell.previousText})`}
        </span>
      )}
    </div>,
    document.body,
  );
}

function ConditionLines({
  condition,
  target,
  figures,
}: {
  readonly condition: BoardCondition;
  readonly target: BoardTarget;
  readonly figures: readonly PlanFigure[];
}): ReactNode {
  const words = countsInWords(condition, target, figures);
  const note = roundingNote(condition);
  return (
    <span className="board-popover-figure">
      {condition.text !== '' && (
        <span className="num">
          <strong>{condition.text}</strong> {t('tgt.required').toLowerCase()} {limitText(condition)}
        </span>
      )}
      {words !== '' && <span className="num">{words}</span>}
      {note !== '' && <span>{note}</span>}
      {condition.source !== '' && (
        <span className="muted">
          {t('tgt.source')}: {condition.source}
        </span>
      )}
      {condition.isCorrected && <span>{t('rep.correction')}</span>}
    </span>
  );
}
