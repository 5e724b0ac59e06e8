import type { Content, TableCell } from 'pdfmake';
import { DocumentLayoutError } from './errors.js';
import { widthOf } from './fonts.js';
import type { TableContent } from './official-document.js';

const PADDING = 4;
const LINE = 0.5;
/** A row with a longer cell may break over pages; any other stays whole. */
const LONG_CELL = 1200;
/** A longer word is broken rather than given its own width. */
const LONGEST_WORD_KEPT = 110;

/** A ruled table over the given width; its head is repeated on every page. */
export function tableBlock(
  table: TableContent,
  width: number,
  options: { readonly fontSize: number; readonly columnNumbers?: boolean },
): Content {
  const count = table.columns.length;
  if (count === 0) throw new DocumentLayoutError('uneven-table', 'A table needs columns');

  const head: TableCell[][] = [
    table.columns.map(({ header }) => ({
      text: header,
      bold: true,
      alignment: 'center',
      verticalAlignment: 'middle',
    })),
  ];
  if (options.columnNumbers === true) {
    head.push(
      table.columns.map((_, index) => ({
        text: `(${index + 1})`,
        italics: true,
        alignment: 'center',
      })),
    );
  }

  return {
    fontSize: options.fontSize,
    table: {
      headerRows: head.length,
      keepWithHeaderRows: 1,
      dontBreakRows: !hasLongCell(table),
      widths: columnWidths(table, width, options.fontSize),
      body: [...head, ...table.rows.map((row, index) => bodyRow(table, row, index))],
    },
    layout: {
      hLineWidth: () => LINE,
      vLineWidth: () => LINE,
      paddingLeft: () => PADDING,
      paddingRight: () => PADDING,
      paddingTop: () => 2,
      paddingBottom: () => 3,
    },
  };
}

function hasLongCell(table: TableContent): boolean {
  return table.rows.some((row) => !('group' in row) && row.some((cell) => cell.length > LONG_CELL));
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
  const cells = table.rows.map((row) => ('group' in row ? '' : (row[index] ?? '')));
  const words = new Set(cells.flatMap((cell) => cell.split(/\s+|(?<=[/-])/u)));
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
  if ('group' in row) {
    const rest = Array.from({ length: count - 1 }, (): TableCell => ({ text: '' }));
    return [{ text: row.group.normalize('NFC'), bold: true, colSpan: count }, ...rest];
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
