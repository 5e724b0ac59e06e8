import { z } from 'zod';
import { pageOf, pageRequest } from '../../../platform/http/paging.js';
import { BoardCellSchema, SnapshotSchema } from '../../plans/index.js';

const day = z.iso.date();
const words = (max: number): z.ZodString => z.string().trim().max(max);
const code = z.string().min(1).max(20);
const STATES = ['waiting-report', 'frozen', 'meeting', 'drafting', 'issued', 'closed'] as const;
const TYPES = ['notice', 'conclusion', 'resolution'] as const;
const OUTCOMES = ['done', 'in-progress', 'not-done'] as const;

export const ReviewIdParam = z.strictObject({ id: z.uuid() });

export const ListReviewsQuerySchema = z.strictObject({
  ...pageRequest,
  state: z.enum(STATES).optional(),
});

export const OpenReviewRequest = z
  .strictObject({ agencyId: z.uuid(), period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) })
  .meta({ id: 'OpenReviewRequest' });

const MeetingSchema = z
  .strictObject({
    at: z.iso.datetime({ offset: true }).optional(),
    body: words(200).optional(),
    place: words(200).optional(),
    invitation: words(60).optional(),
    chair: words(120).optional(),
    chairTitle: words(120).optional(),
    secretary: words(120).optional(),
    minutes: words(8000).optional(),
  })
  .meta({ id: 'ReviewMeeting' });

const AttendantSchema = z
  .strictObject({
    name: words(120).min(1),
    title: words(200).default(''),
    postId: z.uuid().nullable().default(null),
    kind: z.enum(['member', 'invited']),
    present: z.boolean(),
    /** Why he is absent; asked for then. */
    reason: words(300).default(''),
  })
  .refine(({ present, reason }) => present || reason !== '', { path: ['reason'] })
  .meta({ id: 'ReviewAttendant' });

export const KeepMinutesRequest = z
  .strictObject({ meeting: MeetingSchema, attendance: z.array(AttendantSchema).max(100) })
  .meta({ id: 'KeepMinutesRequest' });

export const WriteConclusionsRequest = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          targetCodes: z.array(code).max(20).default([]),
          text: words(4000).min(1),
          responsibleId: z.uuid(),
          product: words(300).min(1),
          productTypeCodes: z.array(words(40)).max(5).default([]),
          dueOn: day,
        }),
      )
      .max(50),
    noConclusions: z
      .array(z.strictObject({ targetCode: code, reason: words(1000).min(1) }))
      .max(60)
      .default([]),
  })
  .meta({ id: 'WriteConclusionsRequest' });

export const DraftConclusionRequest = z
  .strictObject({
    type: z.enum(TYPES),
    signerPostId: z.uuid().nullable().default(null),
    recipients: z
      .array(
        z.strictObject({
          kind: z.enum(['perform', 'report', 'know', 'file']),
          target: z.union([
            z.strictObject({ agencyId: z.uuid() }),
            z.strictObject({ groupCode: words(100).min(1) }),
            z.strictObject({ printedOnly: words(300).min(1) }),
          ]),
          text: words(300).optional(),
        }),
      )
      .max(40)
      .default([]),
  })
  .meta({ id: 'DraftConclusionRequest' });

export const ConclusionMade = z
  .object({ documentId: z.uuid() })
  .meta({ id: 'ConclusionDocumentMade' });

export const ReviewList = pageOf(
  z
    .object({
      id: z.uuid(),
      agencyId: z.uuid(),
      agencyName: z.string(),
      period: z.string(),
      periodLabel: z.string(),
      state: z.enum(STATES),
      reportSymbol: z.string().nullable(),
      arrivalNumber: z.number().int().nullable(),
      symbol: z.string().nullable(),
      issuedOn: day.nullable(),
      items: z.number().int(),
    })
    .meta({ id: 'ReviewSummary' }),
).meta({ id: 'ReviewList' });

const FindingSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    cell: BoardCellSchema,
    isUnmet: z.boolean(),
    isWorse: z.boolean(),
    needsAnswer: z.boolean(),
    isAnswered: z.boolean(),
    units: z.array(z.string()),
  })
  .meta({ id: 'ReviewFinding' });

const LastItemSchema = z
  .object({
    id: z.uuid(),
    number: z.number().int(),
    text: z.string(),
    responsibleName: z.string(),
    product: z.string(),
    dueOn: day,
    outcome: z.enum(OUTCOMES),
    note: z.string(),
    doneOn: day.nullable(),
    figures: z.array(
      z.object({
        targetCode: z.string(),
        before: z.string(),
        now: z.string(),
        progress: z.enum(['better', 'same', 'worse', 'not-comparable']),
        trend: z.string(),
      }),
    ),
  })
  .meta({ id: 'ReviewLastItem' });

const ItemSchema = z
  .object({
    id: z.uuid(),
    number: z.number().int(),
    targetCodes: z.array(z.string()),
    text: z.string(),
    responsibleId: z.uuid(),
    responsibleName: z.string(),
    product: z.string(),
    productTypeCodes: z.array(z.string()),
    askedDueOn: day,
    dueOn: day,
    taskId: z.uuid().nullable(),
    taskState: z.string().nullable(),
  })
  .meta({ id: 'ReviewConclusionItem' });

export const ReviewPageSchema = z
  .object({
    id: z.uuid(),
    committeeId: z.uuid(),
    agencyId: z.uuid(),
    agencyName: z.string(),
    period: z.string(),
    periodLabel: z.string(),
    state: z.enum(STATES),
    report: z
      .object({
        symbol: z.string(),
        issuedOn: day.nullable(),
        incomingDocumentId: z.uuid().nullable(),
        arrivalNumber: z.number().int().nullable(),
        arrivedOn: day.nullable(),
      })
      .nullable(),
    snapshot: SnapshotSchema.nullable(),
    snapshotSha256: z.string().nullable(),
    findings: z.array(FindingSchema),
    lastSymbol: z.string().nullable(),
    lastIssuedOn: day.nullable(),
    last: z.array(LastItemSchema),
    items: z.array(ItemSchema),
    noConclusions: z.array(z.object({ targetCode: z.string(), reason: z.string() })),
    meeting: MeetingSchema,
    attendance: z.array(AttendantSchema),
    present: z.number().int(),
    members: z.number().int(),
    documentType: z.enum(TYPES).nullable(),
    documentId: z.uuid().nullable(),
    symbol: z.string().nullable(),
    issuedOn: day.nullable(),
    version: z.number().int(),
    actions: z.array(z.string()),
  })
  .meta({ id: 'ReviewPage' });
