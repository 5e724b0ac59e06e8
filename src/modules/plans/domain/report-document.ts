import { formatCount } from '../../../../libs/scoring/index.js';
import type {
  Block,
  OfficialDocument,
  TableContent,
} from '../../../../libs/document-layout/index.js';
import {
  formatShortDate,
  monthlyPeriod,
  periodName,
} from '../../../../libs/working-calendar/index.js';
import type { BoardCell } from './board.js';
import type { PlanFigure, PlanTarget } from './plan-content.js';
import { frameOf, type PrintedFrame } from './printed-frame.js';

/** The five parts of a periodic report; an empty one says "Không có.". */
export type ReportSections = {
  readonly direction?: string | undefined;
  readonly assessment?: string | undefined;
  readonly nextMonth?: string | undefined;
  readonly proposals?: string | undefined;
};

export type PrintedProgress = {
  readonly number: string;
  readonly text: string;
  readonly state: string;
  readonly note: string;
};

export type PrintedReport = {
  readonly period: string;
  readonly planLabel: string;
  readonly targets: readonly PlanTarget[];
  readonly figures: readonly PlanFigure[];
  readonly cells: readonly BoardCell[];
  readonly sections: ReportSections;
  readonly progress: readonly PrintedProgress[];
  readonly addressees: readonly string[];
};

const STATUS_WORDS: Readonly<Record<BoardCell['status'], string>> = {
  met: 'Đạt',
  near: 'Cận đạt',
  unmet: 'Chưa đạt',
  none: 'Không phát sinh',
  'not-reported': 'Chưa báo cáo',
  'not-due': 'Chưa đến kỳ báo cáo',
  'not-applicable': '',
};

export function reportDocument(report: PrintedReport, frame: PrintedFrame): OfficialDocument {
  const period = monthlyPeriod(report.period);
  const name = periodName(period);
  return {
    ...frameOf(frame),
    form: 'government',
    typeName: 'BÁO CÁO',
    subject: `Kết quả công tác cải cách hành chính ${name}`,
    addressees: report.addressees,
    body: [
      {
        kind: 'paragraph',
        text: `Thực hiện ${report.planLabel}, kết quả công tác cải cách hành chính ${name} (số liệu từ ngày ${formatShortDate(period.from)} đến ngày ${formatShortDate(period.to)}) như sau:`,
      },
      ...part('I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH', report.sections.direction),
      { kind: 'heading', level: 1, text: 'II. KẾT QUẢ THỰC HIỆN' },
      { kind: 'heading', level: 2, text: '1. Kết quả thực hiện các chỉ tiêu' },
      { kind: 'table', ...targetTable(report) },
      ...progressBlocks(report.progress),
      ...part('III. ĐÁNH GIÁ CHUNG', report.sections.assessment ?? assessmentOf(report)),
      ...part('IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THÁNG TỚI', report.sections.nextMonth),
      ...part('V. KIẾN NGHỊ, ĐỀ XUẤT', report.sections.proposals),
    ],
  };
}

/** What the cells say by themselves, for a drafter who adds nothing. */
export function assessmentOf({ targets, cells }: Pick<PrintedReport, 'targets' | 'cells'>): string {
  const named = (wanted: readonly BoardCell['status'][]): string[] =>
    cells
      .filter(({ status }) => wanted.includes(status))
      .map(({ targetCode }) => targets.find(({ code }) => code === targetCode)?.code ?? targetCode);
  const [met, short] = [named(['met']), named(['near', 'unmet'])];
  return [
    met.length === 0 ? '' : `Chỉ tiêu đạt: ${met.join(', ')}.`,
    short.length === 0 ? '' : `Chỉ tiêu chưa đạt: ${short.join(', ')}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** A table line per condition: two conditions of one target are two lines. */
export function targetTable({
  targets,
  figures,
  cells,
}: Pick<PrintedReport, 'targets' | 'figures' | 'cells'>): TableContent {
  const unitOf = (key: string | undefined): string =>
    figures.find((figure) => figure.key === key)?.unit ?? '';
  return {
    columns: [
      { header: 'Mã', width: 0.6, align: 'center' },
      { header: 'Chỉ tiêu', width: 3 },
      { header: 'Kế hoạch', width: 0.9, align: 'center' },
      { header: 'Số liệu', width: 1.5, align: 'center' },
      { header: 'Kết quả', width: 0.9, align: 'center' },
      { header: 'Đánh giá', width: 1, align: 'center' },
      { header: 'So với tháng trước', width: 1.3, align: 'center' },
    ],
    rows: cells.flatMap((cell) => {
      const target = targets.find(({ code }) => code === cell.targetCode);
      if (!target || cell.status === 'not-applicable') return [];
      if (cell.conditions.length === 0)
        return [[target.code, target.name, '', '', '', STATUS_WORDS[cell.status], '']];
      return cell.conditions.map((condition, index) => [
        ...headOf(target, cell, index),
        limitOf(condition),
        counts(condition, unitOf(numeratorOf(target, condition.label))),
        condition.text === '' ? '–' : condition.text,
        ...(index === 0 ? [STATUS_WORDS[cell.status], cell.trend?.text ?? ''] : ['', '']),
      ]);
    }),
  };
}

type Condition = BoardCell['conditions'][number];

/** Code and name stand in the first line of a target; each further condition names itself. */
function headOf(target: PlanTarget, cell: BoardCell, index: number): readonly [string, string] {
  const label = cell.conditions[index]?.label ?? '';
  if (index > 0) return ['', label];
  return [target.code, cell.conditions.length === 1 ? target.name : `${target.name}: ${label}`];
}

function limitOf({ operator, limit, measure }: Condition): string {
  const words = operator === '>=' ? 'từ ' : operator === '<=' ? 'đến ' : '';
  return `${words}${limit.replace('.', ',')}${measure === 'ratio' ? '%' : ''}`;
}

function numeratorOf({ conditions }: PlanTarget, label: string): string | undefined {
  return conditions.find((condition) => condition.label === label)?.numerator;
}

function counts({ numerator, denominator }: Condition, unit: string): string {
  if (numerator === null) return '–';
  const above = formatCount(numerator);
  const share = denominator === null ? above : `${above}/${formatCount(denominator)}`;
  return unit === '' ? share : `${share} ${unit}`;
}

function progressBlocks(progress: readonly PrintedProgress[]): readonly Block[] {
  if (progress.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: '2. Tiến độ thực hiện nhiệm vụ' },
    {
      kind: 'table',
      columns: [
        { header: 'STT', width: 0.6, align: 'center' },
        { header: 'Nhiệm vụ', width: 3.4 },
        { header: 'Tiến độ', width: 1.3, align: 'center' },
        { header: 'Ghi chú', width: 1.7 },
      ],
      rows: progress.map(({ number, text, state, note }) => [number, text, state, note]),
    },
  ];
}

function part(heading: string, text: string | undefined): readonly Block[] {
  const paragraphs = (text ?? '').split('\n').filter((line) => line.trim() !== '');
  return [
    { kind: 'heading', level: 1, text: heading },
    ...(paragraphs.length === 0 ? ['Không có.'] : paragraphs).map((line): Block => ({
      kind: 'paragraph',
      text: line,
    })),
  ];
}
