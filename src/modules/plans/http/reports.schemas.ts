import { z } from 'zod';
import { pageOf, pageRequest } from '../../../platform/http/paging.js';
import { BoardCellSchema } from './board.schemas.js';
import { period } from './plans.schemas.js';

const day = z.iso.date();
const STATES = ['open', 'submitted', 'approved', 'sent', 'returned'] as const;
const PROGRESS = ['not-started', 'in-progress', 'done'] as const;
const count = z.number().int().min(0).max(999_999_999_999);
const words = z.string().trim().max(8000);

export const ReportIdParam = z.strictObject({ id: z.uuid() });

export const ListReportsQuerySchema = z.strictObject({
  ...pageRequest,
  planId: z.uuid().optional(),
  period: period.optional(),
  state: z.enum(STATES).optional(),
  own: z.stringbool().optional(),
});

export const OpenReportRequest = z
  .strictObject({ unitId: z.uuid(), period })
  .meta({ id: 'OpenReportRequest' });

export const ReportSectionsSchema = z
  .strictObject({
    direction: words.optional(),
    assessment: words.optional(),
    nextMonth: words.optional(),
    proposals: words.optional(),
  })
  .meta({ id: 'ReportSections' });

export const EnterFiguresRequest = z
  .strictObject({
    figures: z
      .array(
        z.strictObject({
          key: z.string().max(40),
          value: count.nullable(),
          source: z.string().trim().max(300).default(''),
          zeroConfirmed: z.boolean().default(false),
        }),
      )
      .max(200)
      .default([]),
    progress: z
      .array(
        z.strictObject({
          dutyId: z.uuid(),
          state: z.enum(PROGRESS),
          note: z.string().trim().max(2000).default(''),
          proof: z.string().trim().max(500).default(''),
          explanation: z.string().trim().max(2000).default(''),
        }),
      )
      .max(300)
      .default([]),
    /** Left out, what was written stays. */
    sections: ReportSectionsSchema.optional(),
  })
  .meta({ id: 'EnterFiguresRequest' });

export const ImportFiguresRequest = z
  .strictObject({ entry: z.enum(['pasted', 'csv']), text: z.string().min(1).max(100_000) })
  .meta({ id: 'ImportFiguresRequest' });

export const ReturnReportRequest = z
  .strictObject({ reason: z.string().trim().min(1).max(1000) })
  .meta({ id: 'ReturnReportRequest' });

export const CorrectFigureRequest = z
  .strictObject({
    key: z.string().max(40),
    value: count,
    reason: z.string().trim().min(1).max(1000),
  })
  .meta({ id: 'CorrectFigureRequest' });

export const DraftPeriodReportRequest = z
  .strictObject({
    signerPostId: z.uuid().nullable().default(null),
    sections: ReportSectionsSchema.default({}),
  })
  .meta({ id: 'DraftPeriodReportRequest' });

const head = {
  id: z.uuid(),
  planId: z.uuid(),
  planTitle: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  agencyId: z.uuid(),
  period: z.string(),
  periodLabel: z.string(),
  state: z.enum(STATES),
  dueOn: day,
  sentOn: day.nullable(),
  lateDays: z.number().int().nullable(),
  symbol: z.string().nullable(),
  documentId: z.uuid().nullable(),
};

export const ReportList = pageOf(
  z.object({ ...head, overdueDays: z.number().int() }).meta({ id: 'UnitReportSummary' }),
).meta({ id: 'UnitReportList' });

export const ReportPageSchema = z
  .object({
    ...head,
    planSymbol: z.string(),
    level: z.string(),
    returnReason: z.string().nullable(),
    isFrozen: z.boolean(),
    sections: ReportSectionsSchema,
    figures: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        unit: z.string(),
        expectedSource: z.string(),
        value: z.number().nullable(),
        previousValue: z.number().nullable(),
        zeroConfirmed: z.boolean(),
        source: z.string(),
        entry: z.enum(['typed', 'pasted', 'csv', 'system']).nullable(),
      }),
    ),
    targets: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        printed: z.string(),
        cell: BoardCellSchema,
      }),
    ),
    duties: z.array(
      z.object({
        dutyId: z.uuid(),
        number: z.string(),
        text: z.string(),
        dueOn: day.nullable(),
        taskId: z.uuid().nullable(),
        taskState: z.string().nullable(),
        doneOn: day.nullable(),
        state: z.enum(PROGRESS),
        note: z.string(),
        proof: z.string(),
        explanation: z.string(),
        isLate: z.boolean(),
      }),
    ),
    corrections: z.array(
      z.object({
        key: z.string(),
        oldValue: z.number(),
        newValue: z.number(),
        reason: z.string(),
        at: z.iso.datetime(),
      }),
    ),
    version: z.number().int(),
    actions: z.array(z.string()),
  })
  .meta({ id: 'UnitReportPage' });
