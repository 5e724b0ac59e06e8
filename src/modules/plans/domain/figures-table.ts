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
  const seen = new Set<string>();
  rows.forEach((cells, index) => {
    if (index === 0 && HEADER.test(cells[0]?.trim() ?? '')) return;
    const row = index + 1;
    const figure = findFigure(cells[0] ?? '', figures);
    if (!figure) {
      issues.push(issue(row, 1, 'plans.row-unknown-figure', cells[0] ?? ''));
      return;
    }
    if (seen.has(figure.key)) issues.push(issue(row, 1, 'plans.row-double', cells[0] ?? ''));
    seen.add(figure.key);
    const value = readCount(cells[1] ?? '');
    if (value === null) issues.push(issue(row, 2, 'plans.row-not-a-count', cells[1] ?? ''));
    else lines.push({ key: figure.key, ...value, source: cells[2]?.trim() ?? '' });
  });
  return { lines: issues.length > 0 ? [] : lines, issues };
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

function issue(row: number, column: number, code: string, value: string): FieldIssue {
  return { pointer: `/row/${row}/column/${column}`, code, params: { row, column, value } };
}
