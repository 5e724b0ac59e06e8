import type { Board, BoardCell } from '../../api/plans';
import { downloadCsv } from '../../components/download-csv';
import { t, tCode } from '../../i18n';
import { cellText } from './cell-words';

/** What is shown, with the counts behind every share. */
export function downloadBoard(board: Board): void {
  const head = [
    t('board.unit'),
    t('board.level'),
    ...board.targets.flatMap(({ code }) => [
      code,
      `${code} ${t('tgt.numerator')}`,
      `${code} ${t('tgt.denominator')}`,
      `${code} ${t('board.light')}`,
    ]),
  ];
  const rows = board.rows.map(({ name, level, cells }) => [
    name,
    tCode('board.level', level),
    ...cells.flatMap(columns),
  ]);
  const sums = board.aggregates.map(({ level, cells }) => [
    t('board.sum', { level: tCode('board.level', level) }),
    tCode('board.level', level),
    ...cells.flatMap(columns),
  ]);
  downloadCsv(`${t('board.file')}-${board.period}.csv`, [[board.title], head, ...rows, ...sums]);
}

function columns(cell: BoardCell): string[] {
  const parts = (pick: 'numerator' | 'denominator'): string =>
    cell.conditions
      .map((condition) => condition[pick])
      .filter((value) => value !== null)
      .join('; ');
  return [
    cellText(cell),
    parts('numerator'),
    parts('denominator'),
    tCode('tgt.light', cell.status),
  ];
}
