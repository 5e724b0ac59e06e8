import { Button } from '@mantine/core';
import { flexRender, getCoreRowModel, useReactTable, type ColumnDef } from '@tanstack/react-table';
import type { KeyboardEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { count } from './format';
import { t } from '../i18n';
import { useMore } from './use-more';
import './data-list.css';

export type ListColumn<Row> = {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly width?: number;
  /** On a phone the row is a card: its title, a line below, or left out. */
  readonly phone?: 'title' | 'hide';
};

type Props<Row> = {
  readonly label: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly href: (row: Row) => string | null;
  readonly rowClass?: (row: Row) => string | undefined;
  readonly loading: boolean;
  /** Columns keep their widths; the one without takes the rest. */
  readonly fixed?: boolean;
  readonly empty: { readonly title: string; readonly text: string };
  readonly hasMore?: boolean | undefined;
  readonly loadingMore?: boolean | undefined;
  readonly onMore?: (() => void) | undefined;
};

const LAST_ROW = 'trien.lastRow.';

/** One page after another from the server; arrows move, Enter opens, and Back returns to the same row. */
export function DataList<Row>(props: Props<Row>): ReactNode {
  const { label, columns, rows, rowKey, href, loading, empty } = props;
  const navigate = useNavigate();
  const { list: body, more } = useMore<HTMLTableSectionElement>(
    rows.length,
    () => props.onMore?.(),
    (list, index) => list.querySelectorAll('tr').item(index),
  );
  const table = useReactTable<Row>({
    data: rows as Row[],
    columns: columns.map<ColumnDef<Row>>((column) => ({
      id: column.id,
      header: column.header,
      cell: ({ row }) => column.cell(row.original),
    })),
    getRowId: rowKey,
    getCoreRowModel: getCoreRowModel(),
  });

  function onKey(event: KeyboardEvent<HTMLTableRowElement>, row: Row): void {
    if (event.nativeEvent.isComposing || event.target !== event.currentTarget) return;
    const target = href(row);
    if (event.key === 'Enter' && target) {
      event.preventDefault();
      open(target, rowKey(row));
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next =
        event.key === 'ArrowDown'
          ? event.currentTarget.nextElementSibling
          : event.currentTarget.previousElementSibling;
      if (next instanceof HTMLElement) next.focus();
    }
  }

  function open(target: string, key: string): void {
    sessionStorage.setItem(LAST_ROW + label, key);
    void navigate(target);
  }

  const remembered = sessionStorage.getItem(LAST_ROW + label);
  const startKey = rows.some((row) => rowKey(row) === remembered)
    ? remembered
    : rows[0] && rowKey(rows[0]);

  const opens = rows.some((row) => href(row) !== null);

  if (loading) return <p className="muted panel panel-pad">{t('app.loading')}</p>;
  if (rows.length === 0) return <EmptyList {...empty} />;
  return (
    <>
      <div className="data-list panel">
        <table
          className={props.fixed === true ? 'data-table data-table-fixed' : 'data-table'}
          aria-label={label}
          aria-describedby={opens ? 'list-keys' : undefined}
        >
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header) => (
                  <th
                    key={header.id}
                    scope="col"
                    style={{ width: columns.find(({ id }) => id === header.id)?.width }}
                  >
                    {flexRender(header.column.columnDef.header, header.getContext())}
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody ref={body}>
            {table.getRowModel().rows.map((row) => {
              const target = href(row.original);
              return (
                <tr
                  key={row.id}
                  tabIndex={row.id === startKey ? 0 : -1}
                  ref={(element) => {
                    if (element && row.id === remembered) {
                      sessionStorage.removeItem(LAST_ROW + label);
                      element.focus({ preventScroll: false });
                    }
                  }}
                  className={props.rowClass?.(row.original)}
                  data-opens={target === null ? undefined : true}
                  onKeyDown={(event) => {
                    onKey(event, row.original);
                  }}
                  onClick={(event) => {
                    if (!target || isInteractive(event.target)) return;
                    if ((window.getSelection()?.toString().length ?? 0) > 0) return;
                    open(target, row.id);
                  }}
                >
                  {row.getVisibleCells().map((cell) => {
                    const column = columns.find(({ id }) => id === cell.column.id);
                    return (
                      <td key={cell.id} data-phone={column?.phone} data-label={column?.header}>
                        {flexRender(cell.column.columnDef.cell, cell.getContext())}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div className="list-foot">
        <span className="muted" role="status">
          {t('common.rows', { n: count(rows.length) })}
          {props.hasMore === true ? '' : `. ${t('common.noMore')}.`}
        </span>
        {props.hasMore === true && (
          <Button variant="default" size="xs" data-more loading={props.loadingMore} onClick={more}>
            {t('common.more')}
          </Button>
        )}
        {opens && (
          <span id="list-keys" className="muted list-keys">
            {t('common.keys')}
          </span>
        )}
      </div>
    </>
  );
}

function isInteractive(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a,button,input,label') !== null;
}

export function EmptyList({
  title,
  text,
}: {
  readonly title: string;
  readonly text: string;
}): ReactNode {
  return (
    <div className="panel empty-list" role="status">
      <strong>{title}</strong>
      <span className="muted">{text}</span>
    </div>
  );
}
