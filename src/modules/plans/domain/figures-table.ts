import { parse } from 'csv-parse/sync';
import type { FieldIssue } from '../../../platform/errors/platform.errors.js';
import type { PlanFigure } from './plan-content.js';

export type FigureLine = {
  readonly key: string;
  readonly value: number;
  readonly zeroConfirmed: boolean;
  readonly source: string;
};

export type FiguresTable = {
  readonly lines: readonly FigureLine[];
  readonly issues: readonly FieldIssue[];
};

const NOTHING_AROSE = /^(không phát sinh|0 ?\(không phát sinh\))$/iu;
const HEADER = /^(chỉ số|số liệu|mã|key|figure)$/iu;

/**
 * Reads a pasted table (tabs) or a CSV file (comma or semicolon): figure by its key or its printed
 * name, value, source. `Không phát sinh` is a confirmed zero. Every refusal names row and column,
 * counted from 1 as the person sees them.
 */
export function readFigures(text: string, figures: readonly PlanFigure[]): FiguresTable {
  const rows = split(text);
  if (rows === null)
    return { lines: [], issues: [{ pointer: '/text', code: 'plans.not-a-table' }] };
  const lines: FigureLine[] = [];
  const issues: FieldIssue[] = [];
  rows.forEach((cells, index) => {
    if (index === 0 && HEADER.test(cellOf(cells, 1))) return;
    const read = readRow(cells, index + 1, figures);
    if ('issue' in read) issues.push(read.issue);
    else if (lines.some(({ key }) => key === read.line.key))
      issues.push(issueAt(index + 1, 1, 'plans.row-double', cellOf(cells, 1)));
    else lines.push(read.line);
  });
  return { lines: issues.length > 0 ? [] : lines, issues };
}

function readRow(
  cells: readonly string[],
  row: number,
  figures: readonly PlanFigure[],
): { readonly line: FigureLine } | { readonly issue: FieldIssue } {
  const name = cellOf(cells, 1);
  const figure = findFigure(name, figures);
  if (!figure) return { issue: issueAt(row, 1, 'plans.row-unknown-figure', name) };
  const value = readCount(cellOf(cells, 2));
  if (value === null) return { issue: issueAt(row, 2, 'plans.row-not-a-count', cellOf(cells, 2)) };
  return { line: { key: figure.key, ...value, source: cellOf(cells, 3) } };
}

function cellOf(cells: readonly string[], column: number): string {
  return cells[column - 1]?.trim() ?? '';
}

function split(text: string): string[][] | null {
  const clean = text.replace(/^\uFEFF/u, '').normalize('NFC');
  const first = clean.split('\n', 1)[0] ?? '';
  const delimiter = ['\t', ';', ','].find((mark) => first.includes(mark)) ?? '\t';
  try {
    return parse(clean, {
      delimiter,
      relaxColumnCount: true,
      skipEmptyLines: true,
      // A pasted cell may hold a lone quotation mark.
      relaxQuotes: true,
    });
  } catch {
    return null;
  }
}

function findFigure(cell: string, figures: readonly PlanFigure[]): PlanFigure | undefined {
  const wanted = cell.trim().toLowerCase();
  return figures.find(({ key, label }) =>
    [key, label].some((name) => name.toLowerCase() === wanted),
  );
}

/** `1.312` is 1312: counts are printed with a thousands mark. */
function readCount(cell: string): { value: number; zeroConfirmed: boolean } | null {
  const text = cell.trim();
  if (NOTHING_AROSE.test(text)) return { value: 0, zeroConfirmed: true };
  if (!/^(\d{1,12}|\d{1,3}(\.\d{3}){1,3})$/.test(text)) return null;
  return { value: Number(text.replaceAll('.', '')), zeroConfirmed: false };
}

function issueAt(row: number, column: number, code: string, value: string): FieldIssue {
  return { pointer: `/row/${row}/column/${column}`, code, params: { row, column, value } };
}
