import { z } from 'zod';
import { DEADLINE_KINDS } from '../../../../libs/working-calendar/index.js';

/** One unit, or a group that becomes a row per member on release. */
const unitOrGroup = z.union([
  z.strictObject({ unitId: z.uuid() }),
  z.strictObject({ groupCode: z.string().min(1).max(100) }),
]);

const coordinator = z.union([
  z.strictObject({ unitId: z.uuid() }),
  z.strictObject({ groupCode: z.string().min(1).max(100) }),
  z.strictObject({ text: z.string().trim().min(1).max(300) }),
]);

const level = z
  .string()
  .regex(/^[a-z-]{1,30}$/)
  .optional();
const reporter = z.union([
  z.strictObject({ unitId: z.uuid(), level }),
  z.strictObject({ groupCode: z.string().min(1).max(100), level }),
]);

const paragraph = z.string().trim().min(1).max(4000);
const code = z.string().regex(/^[\p{L}\p{N}.&-]{1,20}$/u);
const key = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
const decimal = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/);

/** A count that units report; several targets may use the same one. */
export const PlanFigure = z
  .strictObject({
    key,
    label: z.string().trim().min(1).max(300),
    /** `hồ sơ`, `văn bản`: printed after the number. */
    unit: z.string().trim().max(40).default(''),
    /** `Cổng Dịch vụ công`, `Sổ đăng ký văn bản đi`. */
    source: z.string().trim().max(300).default(''),
  })
  .meta({ id: 'PlanFigure' });

export const PlanCondition = z
  .strictObject({
    label: z.string().trim().min(1).max(300),
    measure: z.enum(['ratio', 'count']),
    numerator: key,
    denominator: key.optional(),
    operator: z.enum(['>=', '=', '<=']),
    value: decimal,
    /** Level of the units that the value is for, `*` for all. */
    level: z.string().regex(/^(\*|[a-z-]{1,30})$/),
  })
  .refine(({ measure, denominator }) => measure === 'count' || denominator !== undefined, {
    path: ['denominator'],
    params: { code: 'plans.denominator-missing' },
  })
  .meta({ id: 'PlanCondition' });

export const PlanTarget = z
  .strictObject({
    code,
    name: z.string().trim().min(1).max(500),
    field: z.number().int().min(1).max(7),
    frequency: z.enum(['month', 'quarter']),
    conditions: z.array(PlanCondition).min(1).max(20),
    nearMargin: decimal.optional(),
    /** The words of the plan, when the drafter wants others than those built from the conditions. */
    printed: z.string().trim().max(1000).optional(),
  })
  .meta({ id: 'PlanTarget' });

export const PlanDeadline = z
  .strictObject({
    text: z.string().trim().min(1).max(200),
    /** Asked for only when the words cannot be read. */
    kind: z.enum(DEADLINE_KINDS).optional(),
    on: z.iso.date().optional(),
  })
  .meta({ id: 'PlanDeadline' });

export const AppendixTask = z
  .strictObject({
    field: z.number().int().min(1).max(7),
    /** `III.2` */
    number: z.string().regex(/^(I|II|III|IV|V|VI|VII)\.\d{1,2}$/),
    text: paragraph,
    product: z.string().trim().min(1).max(300),
    /** When the product is a document: the types whose release completes the task. */
    productTypeCodes: z.array(z.string().max(40)).max(5).default([]),
    /** Each lead, and each member of a group, gets a row of its own with one lead. */
    leads: z.array(unitOrGroup).min(1).max(30),
    coordinators: z.array(coordinator).max(30).default([]),
    deadline: PlanDeadline,
    targetCodes: z.array(code).max(10).default([]),
    criterion: z.string().trim().max(40).default(''),
    funding: z.string().trim().max(200).default(''),
    starred: z.boolean().default(false),
  })
  .meta({ id: 'PlanAppendixTask' });

export const PlanRecipient = z
  .strictObject({
    kind: z.enum(['perform', 'report', 'know', 'file']),
    target: z.union([
      z.strictObject({ agencyId: z.uuid() }),
      z.strictObject({ groupCode: z.string().min(1).max(100) }),
      z.strictObject({ printedOnly: z.string().trim().min(1).max(300) }),
    ]),
    text: z.string().trim().max(300).optional(),
  })
  .meta({ id: 'PlanRecipient' });

export const PlanContent = z
  .strictObject({
    bases: z.array(paragraph).max(30).default([]),
    purposes: z.array(paragraph).max(30).default([]),
    generalObjective: z.string().trim().max(4000).default(''),
    objectives: z.array(paragraph).max(30).default([]),
    figures: z.array(PlanFigure).max(100).default([]),
    targets: z.array(PlanTarget).max(60).default([]),
    tasks: z.array(AppendixTask).max(200).default([]),
    solutions: z.array(paragraph).max(30).default([]),
    funding: z.string().trim().max(2000).default(''),
    organisation: z.array(paragraph).max(30).default([]),
    recipients: z.array(PlanRecipient).max(40).default([]),
    /** Who reports the figures, and at which level they are measured. */
    reporters: z.array(reporter).max(60).default([]),
    /** The day of the month by which the reports are due. */
    reportDueDay: z.number().int().min(15).max(28).default(17),
  })
  .meta({ id: 'PlanContent' });

export type PlanContent = z.output<typeof PlanContent>;
export type PlanTarget = z.output<typeof PlanTarget>;
export type PlanFigure = z.output<typeof PlanFigure>;
export type AppendixTask = z.output<typeof AppendixTask>;
export type PlanDeadline = z.output<typeof PlanDeadline>;
export type UnitOrGroup = z.output<typeof unitOrGroup>;

export const EMPTY_PLAN: PlanContent = PlanContent.parse({});

/** The seven fields of the national programme, in order (NQ 76/NQ-CP, with direction in front). */
export const PLAN_FIELDS: readonly { readonly vi: string; readonly en: string }[] = [
  { vi: 'Công tác chỉ đạo, điều hành', en: 'Direction and steering' },
  { vi: 'Cải cách thể chế', en: 'Institutional reform' },
  { vi: 'Cải cách thủ tục hành chính', en: 'Reform of administrative procedures' },
  { vi: 'Cải cách tổ chức bộ máy', en: 'Reform of the administrative apparatus' },
  { vi: 'Cải cách chế độ công vụ', en: 'Civil service reform' },
  { vi: 'Cải cách tài chính công', en: 'Public finance reform' },
  {
    vi: 'Xây dựng và phát triển chính quyền điện tử, chính quyền số',
    en: 'E-government and digital government',
  },
];

export const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'] as const;
