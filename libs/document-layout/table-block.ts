import type { Content, CustomTableLayout, TableCell } from 'pdfmake';
import { DocumentLayoutError } from './errors.js';
import { widthOf } from './fonts.js';
import type { TableContent } from './official-document.js';
import { lineHeightOf } from './shapes.js';
import type { TableBreaks } from './table-breaks.js';

const PADDING = 4;
const LINE = 0.5;
/** A row with a longer cell may break over pages; any other stays whole. */
const LONG_CELL = 1200;
/** A longer word is broken rather than given its own width. */
const LONGEST_WORD_KEPT = 110;

const RULED: CustomTableLayout = {
  hLineWidth: () => LINE,
  vLineWidth: () => LINE,
  paddingLeft: () => PADDING,
  paddingRight: () => PADDING,
  paddingTop: () => 2,
  paddingBottom: () => 3,
};

export type TableStyle = {
  readonly fontSize: number;
  /** A second line of the head: (1), (2), … */
  readonly columnNumbers?: boolean;
  readonly breaks?: TableBreaks;
};

/** A ruled table over the given width; its head is repeated on every page. */
export function tableBlock(table: TableContent, width: number, style: TableStyle): Content {
  if (table.columns.length === 0) {
    throw new DocumentLayoutError('uneven-table', 'A table needs columns');
  }
  const widths = columnWidths(table, width, style.fontSize);
  const rows = table.rows.map((row, index) => bodyRow(table, row, index));
  trackGroups(table, rows, style);

  const starts = [0, ...(style.breaks?.before(table) ?? [])].sort((a, b) => a - b);
  const parts = starts.map((start, index): Content => {
    const part = rows.slice(start, starts[index + 1] ?? rows.length);
    return {
      ...ruled([...headRows(table, style), ...part], widths, style),
      ...(start === 0 ? {} : { pageBreak: 'before' as const }),
    };
  });
  return parts.length === 1 ? (parts[0] ?? { text: '' }) : { stack: parts };

  function ruled(body: TableCell[][], columns: number[], { fontSize, columnNumbers }: TableStyle) {
    return {
      fontSize,
      table: {
        headerRows: columnNumbers === true ? 2 : 1,
        keepWithHeaderRows: 1,
        dontBreakRows: !hasLongCell(table),
        widths: columns,
        body,
      },
      layout: RULED,
    };
  }
}

function headRows(table: TableContent, style: TableStyle): TableCell[][] {
  const names = table.columns.map(({ header }): TableCell => ({
    text: header.normalize('NFC'),
    bold: true,
    alignment: 'center',
    verticalAlignment: 'middle',
  }));
  if (style.columnNumbers !== true) return [names];

  const numbers = table.columns.map((_, index): TableCell => ({
    text: `(${index + 1})`,
    alignment: 'center',
  }));
  return [names, numbers];
}

function trackGroups(table: TableContent, rows: readonly TableCell[][], style: TableStyle): void {
  const lineHeight = lineHeightOf(style.fontSize);
  table.rows.forEach((row, index) => {
    const group = rows[index]?.[0];
    const next = rows[index + 1];
    if (!('group' in row) || group === undefined || next === undefined) return;
    style.breaks?.track({
      table,
      row: index,
      group: group as Content,
      next: next as Content[],
      lineHeight,
    });
  });
}

function hasLongCell(table: TableContent): boolean {
  return table.rows.some((row) => cellsOf(row).some((cell) => cell.length > LONG_CELL));
}

function cellsOf(row: TableContent['rows'][number]): readonly string[] {
  return 'group' in row || 'note' in row ? [] : row;
}

/** The asked shares, but no column narrower than its longest word. */
function columnWidths(table: TableContent, width: number, fontSize: number): number[] {
  const shares = table.columns.map((column) => column.width ?? 1);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const room = width - table.columns.length * (2 * PADDING + LINE) - LINE;
  const asked = shares.map((share) => (room * share) / total);
  const least = table.columns.map((_, index) => longestWord(table, index, fontSize));
  const missing = asked.reduce((sum, w, i) => sum + Math.max(0, (least[i] ?? 0) - w), 0);
  const spare = asked.reduce((sum, w, i) => sum + Math.max(0, w - (least[i] ?? 0)), 0);
  if (missing === 0 || spare <= missing) return asked;

  return asked.map((w, i) => {
    const floor = least[i] ?? 0;
    return w <= floor ? floor : w - ((w - floor) * missing) / spare;
  });
}

function longestWord(table: TableContent, index: number, fontSize: number): number {
  const cells = table.rows.map((row) => cellsOf(row)[index] ?? '');
  const words = new Set(cells.flatMap((cell) => cell.split(/\s+|(?<=[/-])(?=\p{L})/u)));
  const header = (table.columns[index]?.header ?? '').split(/\s+/u);
  const widths = [
    ...[...words].map((word) => widthOf(word.normalize('NFC'), fontSize)),
    ...header.map((word) => widthOf(word.normalize('NFC'), fontSize, 'bold')),
  ];
  return Math.min(LONGEST_WORD_KEPT, Math.max(...widths)) + 0.5;
}

function bodyRow(
  table: TableContent,
  row: TableContent['rows'][number],
  index: number,
): TableCell[] {
  const count = table.columns.length;
  if ('group' in row || 'note' in row) {
    const rest = Array.from({ length: count - 1 }, (): TableCell => ({ text: '' }));
    const line =
      'group' in row ? { text: row.group, bold: true } : { text: row.note, italics: true };
    return [{ ...line, text: line.text.normalize('NFC'), colSpan: count }, ...rest];
  }
  if (row.length !== count) {
    throw new DocumentLayoutError(
      'uneven-table',
      `Row ${index + 1} has ${row.length} cells, the table has ${count} columns`,
    );
  }
  return row.map((text, column) => ({
    text: text.normalize('NFC'),
    alignment: table.columns[column]?.align ?? 'left',
  }));
}
