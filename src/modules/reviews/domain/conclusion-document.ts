import type {
  Block,
  DocumentForm,
  OfficialDocument,
} from '../../../../libs/document-layout/index.js';
import { formatCount } from '../../../../libs/scoring/index.js';
import {
  formatShortDate,
  type LocalDate,
  localDateOf,
  monthlyPeriod,
  periodName,
} from '../../../../libs/working-calendar/index.js';
import type { ConclusionType } from '../contracts/index.js';
import type { Finding } from './findings.js';

export type PrintedItem = {
  readonly number: number;
  readonly text: string;
  readonly responsible: string;
  readonly product: string;
  readonly dueOn: string;
};

export type PrintedLastItem = {
  readonly number: number;
  readonly text: string;
  readonly outcome: 'done' | 'in-progress' | 'not-done';
  readonly note: string;
};

export type PrintedConclusion = {
  readonly type: ConclusionType;
  readonly period: string;
  /** `Ban Thường vụ Đảng ủy` */
  readonly body: string;
  readonly committeeName: string;
  readonly agencyName: string;
  readonly heldAt: Date | null;
  readonly chair: string;
  /** `Báo cáo số 186/BC-UBND, ngày 18/8/2026` */
  readonly reportLabel: string;
  readonly findings: readonly Finding[];
  readonly last: readonly PrintedLastItem[];
  readonly items: readonly PrintedItem[];
  readonly noConclusions: readonly { readonly targetCode: string; readonly reason: string }[];
};

export type PartyFrame = Pick<
  OfficialDocument,
  'governingLines' | 'issuerLines' | 'place' | 'notation' | 'recipients' | 'signature'
> & {
  readonly form: Exclude<DocumentForm, 'government'>;
  readonly sealDiameterMm?: number;
  readonly footnoteMark?: string;
  readonly createdAt: Date;
};

const TYPE_NAMES: Readonly<Record<ConclusionType, string>> = {
  notice: 'THÔNG BÁO',
  conclusion: 'KẾT LUẬN',
  resolution: 'NGHỊ QUYẾT',
};

const OUTCOMES: Readonly<Record<PrintedLastItem['outcome'], string>> = {
  done: 'Đã thực hiện',
  'in-progress': 'Đang thực hiện',
  'not-done': 'Chưa thực hiện',
};

/** What a Party document calls its matter, in lower case (05-HD/VPTW). */
export function conclusionSubject({
  type,
  body,
  period,
}: Pick<PrintedConclusion, 'type' | 'body' | 'period'>): string {
  const about = `về kết quả cải cách hành chính ${periodName(monthlyPeriod(period))}`;
  if (type === 'notice') return `kết luận của ${body} ${about}`;
  return type === 'conclusion' ? `của ${body} ${about}` : `${about} và nhiệm vụ tháng tới`;
}

/** The committee's conclusion in the Party's form: `I-` headings, plain full stops, no `./.`. */
export function conclusionDocument(
  conclusion: PrintedConclusion,
  frame: PartyFrame,
): OfficialDocument {
  const { items, last, noConclusions } = conclusion;
  const parts: readonly (readonly [string, readonly Block[]])[] = [
    ['KẾT QUẢ THỰC HIỆN', conclusion.findings.map(findingLine)],
    ['KẾT QUẢ THỰC HIỆN KẾT LUẬN THÁNG TRƯỚC', last.map(lastLine)],
    ['NHIỆM VỤ THỜI GIAN TỚI', items.map(itemLine)],
    ['CHỈ TIÊU TIẾP TỤC THEO DÕI', noConclusions.map(waivedLine)],
  ];
  return {
    ...frame,
    typeName: TYPE_NAMES[conclusion.type],
    subject: conclusionSubject(conclusion),
    body: [
      { kind: 'paragraph', text: openingOf(conclusion) },
      ...parts
        .filter(([, blocks]) => blocks.length > 0)
        .flatMap(([title, blocks], index): Block[] => [
          { kind: 'heading', level: 1, text: `${ROMAN[index] ?? ''}- ${title}` },
          ...blocks,
        ]),
      {
        kind: 'paragraph',
        text: `Giao Văn phòng cấp ủy theo dõi, đôn đốc việc thực hiện, báo cáo ${conclusion.body}.`,
      },
    ],
  };
}

const ROMAN = ['I', 'II', 'III', 'IV'] as const;

function openingOf(conclusion: PrintedConclusion): string {
  const { heldAt, body, chair, agencyName, reportLabel, period } = conclusion;
  const when = heldAt === null ? '' : `Ngày ${formatShortDate(localDateOf(heldAt))}, `;
  const name = periodName(monthlyPeriod(period));
  const held = `${body} họp${chair === '' ? '' : `, do đồng chí ${chair} chủ trì`}`;
  const subject = when === '' ? held : `${when}${held}`;
  return `${subject}, xem xét ${reportLabel} của ${agencyName} về kết quả công tác cải cách hành chính ${name}. Sau khi thảo luận, ${body} kết luận như sau:`;
}

function findingLine({ code, name, cell, isUnmet }: Finding): Block {
  const several = cell.conditions.length > 1;
  const values = cell.conditions
    .filter(({ numerator }) => numerator !== null)
    .map(({ label, text, numerator, denominator }) => {
      const counts =
        denominator === null ? '' : ` (${formatCount(numerator ?? 0)}/${formatCount(denominator)})`;
      return `${several ? `${label} ` : ''}${text === '' ? 'không phát sinh' : text}${counts}`;
    })
    .join('; ');
  // No line ends between "điểm" and its sign.
  const change = cell.trend === null ? '' : lower(cell.trend.text).replace(' %', '\u00a0%');
  const trend = change === '' ? '' : `; ${change} so với tháng trước`;
  return {
    kind: 'item',
    marker: '-',
    text: `${code}. ${name}: ${values === '' ? '' : `${values}, `}${verdictOf(cell.status, isUnmet)}${trend}.`,
  };
}

function verdictOf(status: Finding['cell']['status'], isUnmet: boolean): string {
  if (isUnmet) return 'chưa đạt';
  if (status === 'met') return 'đạt';
  if (status === 'none') return 'không phát sinh';
  return status === 'not-due' ? 'chưa đến kỳ báo cáo' : 'chưa báo cáo';
}

function lastLine({ number, text, outcome, note }: PrintedLastItem): Block {
  const said = note.replace(/\.$/u, '');
  const words = OUTCOMES[outcome];
  const result = said.startsWith(words) || said === '' ? said || words : `${words} (${said})`;
  return { kind: 'item', marker: `${number}.`, text: `${ended(text)} ${result}.` };
}

function itemLine({ number, text, responsible, product, dueOn }: PrintedItem): Block {
  const due = formatShortDate(dueOn as LocalDate);
  return {
    kind: 'item',
    marker: `${number}.`,
    text: `${ended(text)} Giao ${responsible} thực hiện; sản phẩm: ${product}; thời hạn: ${due}.`,
  };
}

function waivedLine({ targetCode, reason }: PrintedConclusion['noConclusions'][number]): Block {
  return { kind: 'item', marker: '-', text: `${targetCode}: ${ended(reason)}` };
}

function ended(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
