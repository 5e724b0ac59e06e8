import { z } from 'zod';
import { pageOf, pageRequest } from '../../../platform/http/paging.js';

export const TaskIdParam = z.strictObject({ id: z.uuid() });

const STATES = ['pending', 'accepted', 'in-progress', 'reported', 'done', 'recalled'] as const;
const flag = z.stringbool().optional();
const day = z.iso.date();

export const ListTasksQuerySchema = z.strictObject({
  ...pageRequest,
  source: z.enum(['plan', 'conclusion', 'directive']).optional(),
  state: z.enum(STATES).optional(),
  agencyId: z.uuid().optional(),
  unitId: z.uuid().optional(),
  mine: flag,
  overdue: flag,
  open: flag,
  level: z.enum(['agency', 'unit']).optional(),
  /** What the reader's agency has given to another one. */
  given: flag,
});

const Punctuality = z.object({
  kind: z.enum(['no-deadline', 'running', 'overdue', 'done-early', 'done-in-time', 'done-late']),
  days: z.number().int().optional(),
});

export const TaskSummary = z
  .object({
    id: z.uuid(),
    source: z.enum(['plan', 'conclusion', 'directive']),
    sourceLabel: z.string(),
    sourceDocumentId: z.uuid().nullable(),
    parentId: z.uuid().nullable(),
    agencyId: z.uuid(),
    agencyName: z.string(),
    giverAgencyId: z.uuid(),
    giverName: z.string(),
    unitId: z.uuid().nullable(),
    unitName: z.string().nullable(),
    postId: z.uuid().nullable(),
    personName: z.string().nullable(),
    number: z.string(),
    text: z.string(),
    product: z.string(),
    productTypeCodes: z.array(z.string()),
    coordinators: z.array(z.string()),
    targetCodes: z.array(z.string()),
    starred: z.boolean(),
    deadlineKind: z.enum(['DATE', 'MONTH', 'QUARTER', 'PERIODIC', 'CONTINUOUS', 'EVENT']),
    deadlineText: z.string(),
    dueOn: day.nullable(),
    originalDueOn: day.nullable(),
    state: z.enum(STATES),
    percent: z.number().int(),
    progressNote: z.string(),
    result: z.string().nullable(),
    proofDocumentId: z.uuid().nullable(),
    proofSymbol: z.string().nullable(),
    startedAt: z.iso.datetime(),
    reportedAt: z.iso.datetime().nullable(),
    doneOn: day.nullable(),
    version: z.number().int(),
    punctuality: Punctuality,
  })
  .meta({ id: 'TaskSummary' });

export const TaskList = pageOf(TaskSummary).meta({ id: 'TaskList' });

export const TaskCountsSchema = z
  .object({
    open: z.number().int(),
    overdue: z.number().int(),
    waitingForMe: z.number().int(),
    toConfirm: z.number().int(),
  })
  .meta({ id: 'TaskCounts' });

export const WorkingDaysSchema = z
  .object({
    today: day,
    /** In order; the n-th is where a deadline of n working days from today ends. */
    following: z.array(day),
  })
  .meta({ id: 'WorkingDays' });

export const TaskPageSchema = TaskSummary.extend({
  parent: TaskSummary.nullable(),
  children: z.array(TaskSummary),
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      personName: z.string().nullable(),
      action: z.string(),
      from: z.string().nullable(),
      to: z.string(),
      note: z.string(),
    }),
  ),
  actions: z.array(z.string()),
}).meta({ id: 'TaskPage' });

export const AssignTaskRequest = z
  .strictObject({
    unitId: z.uuid(),
    postId: z.uuid().nullable().default(null),
    dueOn: day.nullable().default(null),
    coordinators: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
  })
  .meta({ id: 'AssignTaskRequest' });

export const HandTaskRequest = z.strictObject({ postId: z.uuid() }).meta({ id: 'HandTaskRequest' });

export const UpdateProgressRequest = z
  .strictObject({
    percent: z.number().int().min(0).max(100),
    note: z.string().trim().max(2000).default(''),
  })
  .meta({ id: 'UpdateTaskProgressRequest' });

export const ReportResultRequest = z
  .strictObject({
    result: z.string().trim().min(1).max(4000),
    proofDocumentId: z.uuid().nullable().default(null),
  })
  .meta({ id: 'ReportTaskResultRequest' });

export const ReasonRequest = z
  .strictObject({ reason: z.string().trim().min(1).max(1000) })
  .meta({ id: 'TaskReasonRequest' });
