import { z } from 'zod';
import { Pin, SIGNER_DEVICES } from '../../signing/index.js';

export const IdParam = z.strictObject({ id: z.uuid() });
export type Id = z.infer<typeof IdParam>;

export const RevisionParam = z.strictObject({
  id: z.uuid(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Queries answer instants as they are; on the wire they are ISO 8601. */
export const instant = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString() : value),
  z.string(),
);

export const urgency = z.enum(['normal', 'urgent', 'very-urgent', 'express']);
export const words = z.string().trim().min(1).max(2000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const coordinate = z.number().min(0).max(20_000);
const rect = z.tuple([coordinate, coordinate, coordinate, coordinate]);

export const Done = z.object({ ok: z.literal(true) }).meta({ id: 'Done' });
export const Version = z.object({ version: z.number() }).meta({ id: 'DocumentVersion' });
export const ReasonRequest = z.strictObject({ reason: words }).meta({ id: 'GiveReason' });

const RecipientSchema = z.strictObject({
  kind: z.enum(['perform', 'report', 'know', 'file']),
  target: z.union([
    z.strictObject({ agencyId: z.uuid() }),
    z.strictObject({ groupCode: z.string().min(1).max(60) }),
    z.strictObject({ printedOnly: z.string().trim().min(1).max(300) }),
  ]),
  text: z.string().trim().min(1).max(300).optional(),
});

const draft = {
  typeCode: z.string().min(1).max(40),
  subject: z.string().trim().min(1).max(500),
  signerPostId: z.uuid(),
  addressees: z.array(z.string().trim().min(1).max(300)).max(50),
  recipients: z.array(RecipientSchema).max(100),
  urgency,
  keptBy: z.string().trim().max(200),
  copies: z.number().int().min(1).max(999),
  replyTo: z.array(z.uuid()).max(50),
};

export const CreateDraftRequest = z
  .strictObject({
    ...draft,
    issuingAgencyId: z.uuid(),
    draftingUnitId: z.uuid().optional(),
    fileSha256: sha256,
    submitsDocumentId: z.uuid().optional(),
    addressees: draft.addressees.default([]),
    recipients: draft.recipients.default([]),
    urgency: draft.urgency.default('normal'),
    keptBy: draft.keptBy.default(''),
    copies: draft.copies.default(1),
    replyTo: draft.replyTo.default([]),
  })
  .meta({ id: 'CreateDraft' });

export const EditDraftRequest = z
  .strictObject({ ...draft, submitsDocumentId: z.uuid().nullable() })
  .partial()
  .meta({ id: 'EditDraft' });

export const Created = z.object({ id: z.uuid(), version: z.number() }).meta({ id: 'CreatedDraft' });

export const AddVersionRequest = z.strictObject({ fileSha256: sha256 }).meta({ id: 'AddVersion' });

export const FieldBoxSchema = z
  .strictObject({
    kind: z.enum(['text', 'signature']),
    name: z.string().regex(/^[A-Za-z0-9]{1,40}$/),
    page: z.number().int().min(0).max(5000),
    rect,
    text: z
      .strictObject({
        fontSize: z.number().min(6).max(30),
        italic: z.boolean().optional(),
        bold: z.boolean().optional(),
        align: z.enum(['left', 'center']).optional(),
      })
      .optional(),
    content: z.enum(['line', 'blank']).optional(),
  })
  .meta({ id: 'FieldBox' });

export const PlaceFieldsRequest = z
  .strictObject({ fields: z.array(FieldBoxSchema).min(1).max(20) })
  .meta({ id: 'PlaceFields' });

export const FieldsAnswer = z
  .object({ found: z.boolean(), fields: z.array(FieldBoxSchema) })
  .meta({ id: 'LocatedFields' });

export const AskOpinionsRequest = z
  .strictObject({
    unitIds: z.array(z.uuid()).max(100).default([]),
    postIds: z.array(z.uuid()).max(100).default([]),
    question: z.string().trim().max(2000).default(''),
    dueOn: z.iso.date().optional(),
  })
  .refine(({ unitIds, postIds }) => unitIds.length + postIds.length > 0, {
    path: ['unitIds'],
    error: 'nobody asked',
  })
  .meta({ id: 'AskOpinions' });

export const GiveOpinionRequest = z
  .strictObject({
    answer: z.enum(['agree', 'comment']),
    text: z.string().trim().max(5000).default(''),
  })
  .meta({ id: 'GiveOpinion' });

export const CloseOpinionsRequest = z
  .strictObject({ summary: words })
  .meta({ id: 'CloseOpinions' });
export const ReviseRequest = z
  .strictObject({ note: z.string().trim().max(2000).optional() })
  .meta({ id: 'ReviseDraft' });
export const ApproveRequest = z.strictObject({ sha256 }).meta({ id: 'ApproveDraft' });
export const SealRequest = z
  .strictObject({ pin: Pin, box: rect.optional() })
  .meta({ id: 'SignWithPin' });
export const SignRequest = z
  .strictObject({ pin: Pin, sha256, box: rect.optional() })
  .meta({ id: 'SignDocument' });
export const AddAnnexRequest = z
  .strictObject({ fileSha256: sha256, name: z.string().trim().min(1).max(200) })
  .meta({ id: 'AddAnnex' });
export const AnnexAdded = z.object({ annexId: z.uuid() }).meta({ id: 'AddedAnnex' });
const MOST_IN_A_BATCH = 200;
export const SignBatchRequest = z
  .strictObject({
    pin: Pin,
    documents: z
      .array(z.strictObject({ id: z.uuid(), sha256, box: rect.optional() }))
      .max(MOST_IN_A_BATCH)
      .default([]),
    /** Electronic copies that wait for the agency's signature. */
    copies: z.array(z.uuid()).max(MOST_IN_A_BATCH).default([]),
  })
  .refine(
    ({ documents, copies }) =>
      documents.length + copies.length > 0 && documents.length + copies.length <= MOST_IN_A_BATCH,
    { path: ['documents'], error: '1 to 200' },
  )
  .meta({ id: 'SignBatch' });
export const BatchStarted = z
  .object({
    batchId: z.uuid(),
    /** All of it stands in this batch, begun before in another window: nothing was begun anew. */
    joined: z.boolean(),
    /** Its signer's page goes on with it: this program on his PC has the key. */
    device: z.enum(SIGNER_DEVICES).nullable(),
  })
  .meta({ id: 'SigningBatchStarted' });
export const NumberAnswer = z
  .object({ number: z.number(), symbol: z.string(), issuedOn: z.string() })
  .meta({ id: 'TakenNumber' });
export const ReleaseAnswer = z.object({ deliveries: z.number() }).meta({ id: 'ReleasedDocument' });

export const SigningBlockSchema = z
  .object({
    sha256: z.string(),
    approvedSha256: z.string().nullable(),
    authorityLines: z.array(z.string()),
    positionBelow: z.string().nullable(),
    personName: z.string(),
    basis: z.string(),
    isCompetent: z.boolean(),
    boxes: z.array(FieldBoxSchema),
  })
  .meta({ id: 'SigningBlock' });

export const outgoingState = z.enum([
  'draft',
  'collecting',
  'head-review',
  'content-checked',
  'form-check',
  'awaiting-approval',
  'returned',
  'awaiting-signature',
  'signed',
  'numbering',
  'numbered',
  'sealed',
  'released',
  'cancelled',
  'number-voided',
]);
export const incomingState = z.enum([
  'arrived',
  'to-register',
  'registered',
  'submitted',
  'distributed',
  'directed',
  'in-progress',
  'completed',
  'returned',
]);

export const MoveSchema = z
  .object({
    at: instant,
    personName: z.string().nullable(),
    postTitle: z.string().nullable(),
    onBehalf: z.string().nullable(),
    action: z.string(),
    fromState: z.string().nullable(),
    toState: z.string(),
    reason: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'DocumentMove' });

export const RelatedSchema = z
  .object({
    id: z.uuid(),
    symbol: z.string().nullable(),
    subject: z.string(),
    state: z.string(),
  })
  .meta({ id: 'RelatedDocument' });

export const Counts = z.record(z.string(), z.number()).meta({ id: 'DocumentCounts' });
