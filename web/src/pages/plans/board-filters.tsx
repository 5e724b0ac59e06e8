import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Board } from '../../api/plans';
import { t, tCode } from '../../i18n';
import { monthName, periodsOf } from './period';

type Props = {
  readonly board: Board;
  readonly get: (name: string) => string;
  readonly set: (changes: Readonly<Record<string, string | null>>) => void;
};

const LIGHTS = ['met', 'near', 'unmet', 'none', 'not-reported'] as const;

/** The board as the filters of the address leave it; screen, print and CSV show the same. */
export function viewOf(board: Board, get: (name: string) => string): Board {
  const [field, level, light] = [get('linh-vuc'), get('cap'), get('den')];
  const kept = board.targets.map((target) => field === '' || String(target.field) === field);
  const cut = <Row extends Board['aggregates'][number] | Board['rows'][number]>(row: Row): Row => ({
    ...row,
    cells: row.cells.filter((_, index) => kept[index] === true),
  });
  return {
    ...board,
    targets: board.targets.filter((_, index) => kept[index] === true),
    rows: board.rows
      .filter((row) => level === '' || row.level === level)
      .map(cut)
      .filter((row) => light === '' || row.cells.some(({ status }) => status === light)),
    aggregates: board.aggregates.filter((row) => level === '' || row.level === level).map(cut),
  };
}

export function BoardFilters({ board, get, set }: Props): ReactNode {
  const levels = [...new Set(board.rows.map(({ level }) => level))];
  const periods = [...new Set([board.period, ...periodsOf(Number(board.period.slice(0, 4)))])];
  const fields = [...new Set(board.targets.map(({ field }) => field))].sort();
  return (
    <div className="filters no-print">
      <Select
        label={t('rep.period.short')}
        w={130}
        data={periods.map((code) => ({ value: code, label: monthName(code) }))}
        value={board.period}
        allowDeselect={false}
        onChange={(value) => {
          set({ ky: value });
        }}
      />
      <Select
        label={t('plan.field')}
        w={280}
        maw="100%"
        clearable
        clearButtonProps={{ 'aria-label': t('common.remove') }}
        placeholder={t('common.all')}
        data={fields.map((field) => ({
          value: String(field),
          label: tCode('plan.field', String(field)),
        }))}
        value={get('linh-vuc') || null}
        onChange={(value) => {
          set({ 'linh-vuc': value });
        }}
      />
      <Select
        label={t('board.level')}
        w={170}
        clearable
        clearButtonProps={{ 'aria-label': t('common.remove') }}
        placeholder={t('board.level.all')}
        data={levels.map((level) => ({ value: level, label: tCode('board.level', level) }))}
        value={get('cap') || null}
        onChange={(value) => {
          set({ cap: value });
        }}
      />
      <Select
        label={t('board.light')}
        w={170}
        clearable
        clearButtonProps={{ 'aria-label': t('common.remove') }}
        placeholder={t('common.all')}
        data={LIGHTS.map((light) => ({ value: light, label: tCode('tgt.light', light) }))}
        value={get('den') || null}
        onChange={(value) => {
          set({ den: value });
        }}
      />
    </div>
  );
}
