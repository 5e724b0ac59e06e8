import type {
  Annex,
  Block,
  OfficialDocument,
  TableContent,
} from '../../../../libs/document-layout/index.js';
import { type AppendixTask, PLAN_FIELDS, type PlanContent, ROMAN } from './plan-content.js';
import { frameOf, type PrintedFrame } from './printed-frame.js';
import { printedTarget } from './printed-target.js';

export type PrintedTask = {
  readonly task: AppendixTask;
  /** `các sở; UBND các xã, phường`: as the table prints them. */
  readonly leads: string;
  readonly coordinators: string;
};

/** Points run in the Vietnamese alphabet (NĐ 30/2020, annex I, II.6). */
const ALPHABET = 'a b c d đ e g h i k l m n o p q r s t u v x y'.split(' ');

/** The plan on paper: body in five parts, then the table of tasks (NĐ 30/2020, annex I). */
export function planDocument(
  plan: { readonly title: string; readonly content: PlanContent },
  tasks: readonly PrintedTask[],
  frame: PrintedFrame,
): OfficialDocument {
  const { content } = plan;
  return {
    ...frameOf(frame),
    form: 'government',
    typeName: 'KẾ HOẠCH',
    subject: plan.title.replace(/^Kế hoạch\s+/u, ''),
    bases: content.bases,
    body: bodyOf(content),
    ...(tasks.length === 0 ? {} : { annexes: [annexOf(tasks)] }),
  };
}

function bodyOf(content: PlanContent): readonly Block[] {
  const numbered = partNumbers();
  return [
    ...section(numbered('MỤC ĐÍCH, YÊU CẦU'), content.purposes),
    ...objectives(numbered, content),
    ...fieldSections(numbered, content),
    ...section(numbered('GIẢI PHÁP'), content.solutions),
    ...section(numbered('KINH PHÍ'), content.funding === '' ? [] : [content.funding]),
    ...section(numbered('TỔ CHỨC THỰC HIỆN'), content.organisation),
  ];
}

type Numbered = (title: string) => () => string;

/** Parts are counted as they appear: an empty one leaves no gap. */
function partNumbers(): Numbered {
  let last = 0;
  return (title) => () => {
    last += 1;
    return `${ROMAN[last - 1] ?? String(last)}. ${title}`;
  };
}

function section(heading: () => string, paragraphs: readonly string[]): readonly Block[] {
  if (paragraphs.length === 0) return [];
  const text = heading();
  return [
    { kind: 'heading', level: 1, text },
    ...paragraphs.map((paragraph): Block =>
      paragraphs.length === 1 || /^(\d+\.|[-–])\s/u.test(paragraph)
        ? { kind: 'paragraph', text: paragraph }
        : { kind: 'item', marker: '-', text: paragraph },
    ),
  ];
}

function objectives(numbered: Numbered, content: PlanContent): readonly Block[] {
  const specific = [...content.objectives, ...content.targets.map(printedTarget)];
  if (content.generalObjective === '' && specific.length === 0) return [];
  const heading = numbered('MỤC TIÊU')();
  return [
    { kind: 'heading', level: 1, text: heading },
    ...(content.generalObjective === ''
      ? []
      : ([
          { kind: 'heading', level: 2, text: '1. Mục tiêu chung' },
          { kind: 'paragraph', text: content.generalObjective },
        ] satisfies Block[])),
    ...(specific.length === 0
      ? []
      : ([
          { kind: 'heading', level: 2, text: '2. Mục tiêu cụ thể' },
          ...specific.map((text, index): Block => ({
            kind: 'item',
            marker: `${ALPHABET[index] ?? String(index + 1)})`,
            text,
          })),
        ] satisfies Block[])),
  ];
}

function fieldSections(numbered: Numbered, { tasks }: PlanContent): readonly Block[] {
  const fields = fieldsOf(tasks);
  if (fields.length === 0) return [];
  const heading = numbered('NHIỆM VỤ')();
  return [
    { kind: 'heading', level: 1, text: heading },
    {
      kind: 'paragraph',
      text: 'Tập trung thực hiện các nhóm nhiệm vụ dưới đây; sản phẩm, cơ quan chủ trì, cơ quan phối hợp và thời gian hoàn thành của từng nhiệm vụ nêu tại Phụ lục kèm theo Kế hoạch này.',
    },
    ...fields.flatMap(({ name, rows }, index): Block[] => [
      { kind: 'heading', level: 2, text: `${index + 1}. ${name}` },
      ...rows.map(({ text }): Block => ({ kind: 'item', marker: '-', text: ended(text) })),
    ]),
  ];
}

function annexOf(tasks: readonly PrintedTask[]): Annex {
  return { title: 'NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH', landscape: true, table: tableOf(tasks) };
}

function tableOf(printed: readonly PrintedTask[]): TableContent {
  return {
    columns: [
      { header: 'STT', width: 0.5, align: 'center' },
      { header: 'Nhiệm vụ, hoạt động', width: 3 },
      { header: 'Sản phẩm, kết quả', width: 1.4 },
      { header: 'Cơ quan chủ trì', width: 1.6 },
      { header: 'Cơ quan phối hợp', width: 1.6 },
      { header: 'Thời gian hoàn thành', width: 1.2, align: 'center' },
      { header: 'Kinh phí', width: 0.8, align: 'center' },
      { header: 'Ghi chú', width: 0.9, align: 'center' },
    ],
    rows: fieldsOf(printed.map(({ task }) => task)).flatMap(({ field, name }) => [
      { group: `${ROMAN[field - 1] ?? ''}. ${name}` },
      ...printed
        .filter(({ task }) => task.field === field)
        .map(({ task, leads, coordinators }) => [
          task.number,
          task.starred ? `${task.text} (*)` : task.text,
          task.product,
          leads,
          coordinators,
          task.deadline.text,
          task.funding,
          [...task.targetCodes, task.criterion].filter((code) => code !== '').join(', '),
        ]),
    ]),
  };
}

function fieldsOf(
  tasks: readonly AppendixTask[],
): readonly { field: number; name: string; rows: readonly AppendixTask[] }[] {
  return PLAN_FIELDS.map(({ vi }, index) => ({
    field: index + 1,
    name: vi,
    rows: tasks.filter((task) => task.field === index + 1),
  })).filter(({ rows }) => rows.length > 0);
}

function ended(text: string): string {
  return /[.;:!?]$/u.test(text) ? text : `${text}.`;
}
