import { z } from 'zod';
import { pageOf, pageRequest } from '../../../platform/http/paging.js';
import { EMPTY_PLAN, PlanContent } from '../domain/plan-content.js';

const day = z.iso.date();
export const period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const PlanIdParam = z.strictObject({ id: z.uuid() });
export const PlanPeriodParam = z.strictObject({ id: z.uuid(), period });
export const UnitTargetParam = z.strictObject({
  id: z.uuid(),
  unitId: z.uuid(),
  code: z.string().min(1).max(20),
});

const STATES = ['draft', 'submitted', 'in-force', 'replaced'] as const;

export const ListPlansQuerySchema = z.strictObject({
  ...pageRequest,
  year: z.coerce.number().int().min(2000).max(2200).optional(),
  state: z.enum(STATES).optional(),
});

export const BoardQuerySchema = z.strictObject({ period: period.optional() });
export const PageQuerySchema = z.strictObject(pageRequest);
export const PreviewQuerySchema = z.strictObject({ signerPostId: z.uuid().optional() });

const planBody = {
  year: z.number().int().min(2000).max(2200),
  title: z.string().trim().min(1).max(500),
  /** The plan above that this one narrows. */
  specifiesPlanId: z.uuid().nullable().default(null),
};

export const CreatePlanRequest = z
  .strictObject({ agencyId: z.uuid(), ...planBody, content: PlanContent.default(EMPTY_PLAN) })
  .meta({ id: 'CreatePlanRequest' });

export const EditPlanRequest = z
  .strictObject({ ...planBody, content: PlanContent })
  .meta({ id: 'EditPlanRequest' });

export const DraftDocumentRequest = z
  .strictObject({ signerPostId: z.uuid().nullable().default(null) })
  .meta({ id: 'DraftDocumentRequest' });

const PlanSummarySchema = z
  .object({
    id: z.uuid(),
    agencyId: z.uuid(),
    agencyName: z.string(),
    draftingUnitName: z.string(),
    year: z.number().int(),
    title: z.string(),
    state: z.enum(STATES),
    symbol: z.string().nullable(),
    issuedOn: day.nullable(),
    documentId: z.uuid().nullable(),
    specifiesPlanId: z.uuid().nullable(),
    targets: z.number().int(),
    tasks: z.number().int(),
    version: z.number().int(),
  })
  .meta({ id: 'PlanSummary' });

export const PlanList = pageOf(PlanSummarySchema).meta({ id: 'PlanList' });

export const PlanPageSchema = z
  .object({
    id: z.uuid(),
    agencyId: z.uuid(),
    agencyName: z.string(),
    draftingAgencyId: z.uuid(),
    draftingUnitId: z.uuid(),
    draftingUnitName: z.string(),
    year: z.number().int(),
    title: z.string(),
    state: z.enum(STATES),
    specifiesPlanId: z.uuid().nullable(),
    content: PlanContent,
    printedTargets: z.array(z.object({ code: z.string(), text: z.string() })),
    unitNames: z.record(z.string(), z.string()),
    documentId: z.uuid().nullable(),
    isDocumentOutdated: z.boolean(),
    symbol: z.string().nullable(),
    issuedOn: day.nullable(),
    version: z.number().int(),
    actions: z.array(z.string()),
    duties: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        text: z.string(),
        agencyName: z.string(),
        unitName: z.string().nullable(),
        deadlineText: z.string(),
        dueOn: day.nullable(),
        startedAt: z.iso.datetime().nullable(),
        taskState: z.string().nullable(),
        doneOn: day.nullable(),
      }),
    ),
    reporters: z.array(
      z.object({ unitId: z.uuid(), name: z.string(), level: z.string(), agencyId: z.uuid() }),
    ),
  })
  .meta({ id: 'PlanPage' });

export const DocumentMade = z.object({ documentId: z.uuid() }).meta({ id: 'DocumentMade' });
