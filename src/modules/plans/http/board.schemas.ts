import { z } from 'zod';
import { pageOf } from '../../../platform/http/paging.js';
import { PlanCondition, PlanFigure, PlanTarget } from '../domain/plan-content.js';

const day = z.iso.date();

export const BoardConditionSchema = z
  .object({
    label: z.string(),
    measure: z.enum(['ratio', 'count']),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    text: z.string(),
    operator: z.string(),
    limit: z.string(),
    result: z.enum(['met', 'near', 'unmet', 'none', 'not-reported']),
    isRoundedOntoLimit: z.boolean(),
    source: z.string(),
    isCorrected: z.boolean(),
  })
  .meta({ id: 'BoardCondition' });

export const BoardCellSchema = z
  .object({
    targetCode: z.string(),
    status: z.enum(['met', 'near', 'unmet', 'none', 'not-reported', 'not-due', 'not-applicable']),
    conditions: z.array(BoardConditionSchema),
    trend: z
      .object({
        direction: z.enum(['up', 'down', 'same']),
        text: z.string(),
        englishText: z.string(),
      })
      .nullable(),
    progress: z.enum(['better', 'same', 'worse', 'not-comparable']),
    previousText: z.string(),
  })
  .meta({ id: 'BoardCell' });

const UnitReportStatusSchema = z
  .object({
    reportId: z.uuid().nullable(),
    state: z.enum(['open', 'submitted', 'approved', 'sent', 'returned']).nullable(),
    dueOn: day.nullable(),
    sentOn: day.nullable(),
    lateDays: z.number().int().nullable(),
    symbol: z.string().nullable(),
  })
  .meta({ id: 'UnitReportStatus' });

export const BoardAggregateSchema = z
  .object({
    level: z.string(),
    reporting: z.number().int(),
    total: z.number().int(),
    cells: z.array(BoardCellSchema),
  })
  .meta({ id: 'BoardAggregate' });

export const PlanBoardSchema = z
  .object({
    planId: z.uuid(),
    title: z.string(),
    symbol: z.string(),
    period: z.string(),
    periodLabel: z.string(),
    dueOn: day,
    isClosed: z.boolean(),
    targets: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        field: z.number().int(),
        frequency: z.enum(['month', 'quarter']),
        printed: z.string(),
        conditions: z.array(PlanCondition),
      }),
    ),
    figures: z.array(PlanFigure),
    rows: z.array(
      z.object({
        unitId: z.uuid(),
        name: z.string(),
        level: z.string(),
        agencyId: z.uuid(),
        overdueDays: z.number().int(),
        report: UnitReportStatusSchema,
        cells: z.array(BoardCellSchema),
      }),
    ),
    aggregates: z.array(BoardAggregateSchema),
    reporting: z.number().int(),
    total: z.number().int(),
  })
  .meta({ id: 'PlanBoard' });

export const UnitTargetSchema = z
  .object({
    unitId: z.uuid(),
    name: z.string(),
    level: z.string(),
    target: z.object({ code: z.string(), name: z.string(), printed: z.string() }),
    months: z.array(
      z.object({
        period: z.string(),
        periodName: z.string(),
        cell: BoardCellSchema,
        report: UnitReportStatusSchema,
      }),
    ),
  })
  .meta({ id: 'UnitTarget' });

export const ClosePeriodRequest = z
  .strictObject({ partyAgencyId: z.uuid().nullable().default(null) })
  .meta({ id: 'ClosePeriodRequest' });

const closeFields = {
  id: z.uuid(),
  planId: z.uuid(),
  period: z.string(),
  periodLabel: z.string(),
  closedAt: z.iso.datetime(),
  sha256: z.string(),
  partyAgencyId: z.uuid().nullable(),
  documentId: z.uuid().nullable(),
  symbol: z.string().nullable(),
  issuedOn: day.nullable(),
};

export const CloseList = pageOf(z.object(closeFields).meta({ id: 'PeriodCloseSummary' })).meta({
  id: 'PeriodCloseList',
});

/** What a close froze; the same in the review that considers it. */
export const SnapshotSchema = z
  .object({
    planTitle: z.string(),
    planSymbol: z.string(),
    period: z.string(),
    targets: z.array(PlanTarget),
    figures: z.array(PlanFigure),
    units: z.array(
      z.object({
        unitId: z.uuid(),
        name: z.string(),
        level: z.string(),
        reportSymbol: z.string().nullable(),
        sentOn: day.nullable(),
        lateDays: z.number().int().nullable(),
        figures: z.record(z.string(), z.number()).nullable(),
        cells: z.array(BoardCellSchema),
      }),
    ),
    aggregates: z.array(BoardAggregateSchema),
    duties: z.array(
      z.object({
        number: z.string(),
        text: z.string(),
        state: z.string(),
        dueOn: day.nullable(),
        doneOn: day.nullable(),
        note: z.string(),
      }),
    ),
    conclusions: z.array(
      z.object({
        source: z.string(),
        number: z.string(),
        text: z.string(),
        state: z.string(),
        dueOn: day.nullable(),
        doneOn: day.nullable(),
        note: z.string(),
      }),
    ),
  })
  .meta({ id: 'PeriodSnapshot' });

export const ClosePageSchema = z
  .object({ ...closeFields, snapshot: SnapshotSchema })
  .meta({ id: 'PeriodClosePage' });
