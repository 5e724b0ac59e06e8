import { z } from 'zod';
import { pageOf, pageRequest } from '../../../platform/http/paging.js';
import { INCOMING_GROUP_NAMES } from '../queries/list-incoming.query.js';
import {
  incomingState,
  instant,
  MoveSchema,
  RelatedSchema,
  urgency,
  words,
} from './document.schemas.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const verdict = z.enum(['valid', 'invalid', 'unknown', 'unsigned']);

export const ReceiveIncomingRequest = z
  .strictObject({
    agencyId: z.uuid(),
    channel: z.enum(['paper', 'email', 'direct']).default('paper'),
    author: z.string().trim().min(1).max(200),
    symbol: z.string().trim().max(60).default(''),
    issuedOn: z.iso.date().optional(),
    typeName: z.string().trim().min(1).max(100),
    subject: z.string().trim().min(1).max(500),
    urgency: urgency.default('normal'),
    signer: z.string().trim().max(150).default(''),
    pages: z.number().int().min(1).max(10_000).optional(),
    replyDueOn: z.iso.date().optional(),
    note: z.string().trim().max(500).default(''),
    fileSha256: sha256.optional(),
  })
  .refine(({ channel, fileSha256 }) => channel !== 'email' || fileSha256 !== undefined, {
    path: ['fileSha256'],
    error: 'a message brings its file',
  })
  .meta({ id: 'ReceiveIncoming' });

export const ReceivedIncoming = z
  .object({ id: z.uuid(), state: incomingState })
  .meta({ id: 'ReceivedIncoming' });

export const CheckedSignatureSchema = z
  .object({ state: incomingState, verdict: verdict.nullable(), verdictText: z.string().nullable() })
  .meta({ id: 'CheckedSignature' });

export const RegisterRequest = z
  .strictObject({ confirmDuplicate: z.boolean().default(false) })
  .meta({ id: 'RegisterIncoming' });

export const RegisteredSchema = z
  .object({ arrivalNumber: z.number(), arrivedOn: z.string() })
  .meta({ id: 'RegisteredIncoming' });

export const ReturnRequest = z
  .strictObject({
    reason: z.enum(['wrong-recipient', 'bad-signature', 'missing-file', 'duplicate', 'other']),
    text: z.string().trim().min(1).max(500).optional(),
  })
  .refine(({ reason, text }) => reason !== 'other' || text !== undefined, {
    path: ['text'],
    error: 'another reason is told in words',
  })
  .meta({ id: 'ReturnIncoming' });

export const SubmitRequest = z
  .strictObject({ toPostId: z.uuid().optional() })
  .meta({ id: 'SubmitIncoming' });
export const ProposeRequest = z.strictObject({ proposal: words }).meta({ id: 'ProposeHandling' });

const Assignee = z.strictObject({ unitId: z.uuid(), postId: z.uuid().optional() });

/** Exactly one lead by its shape; the others are lists. */
export const DirectRequest = z
  .strictObject({
    text: words,
    lead: Assignee,
    coordinators: z.array(Assignee).max(50).default([]),
    inform: z.array(Assignee).max(100).default([]),
    dueOn: z.iso.date().optional(),
  })
  .meta({ id: 'DirectIncoming' });

export const DirectedSchema = z
  .object({ directiveId: z.uuid(), leadAssignmentId: z.uuid() })
  .meta({ id: 'DirectedIncoming' });

export const CompleteRequest = z
  .strictObject({ result: z.string().trim().max(2000).default('') })
  .meta({ id: 'CompleteIncoming' });

export const ListIncomingQuerySchema = z.strictObject({
  group: z.enum(INCOMING_GROUP_NAMES).optional(),
  state: incomingState.optional(),
  q: z.string().trim().max(200).optional(),
  urgency: urgency.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  ...pageRequest,
});

export const IncomingListItemSchema = z
  .object({
    id: z.uuid(),
    state: incomingState,
    stateName: z.string(),
    channel: z.string(),
    agencyId: z.uuid(),
    agencyName: z.string(),
    author: z.string(),
    symbol: z.string(),
    issuedOn: z.string().nullable(),
    typeName: z.string(),
    subject: z.string(),
    urgency,
    verdict: verdict.nullable(),
    arrivalNumber: z.number().nullable(),
    arrivedOn: z.string().nullable(),
    leadName: z.string().nullable(),
    dueOn: z.string().nullable(),
    isMine: z.boolean(),
    heldSince: instant,
    createdAt: instant,
  })
  .meta({ id: 'IncomingListItem' });
export const IncomingPage = pageOf(IncomingListItemSchema).meta({ id: 'IncomingPage' });

export const AssignmentSchema = z
  .object({
    id: z.uuid(),
    directiveId: z.uuid(),
    parentId: z.uuid().nullable(),
    role: z.enum(['lead', 'coordinate', 'inform']),
    unitId: z.uuid(),
    unitName: z.string(),
    postId: z.uuid().nullable(),
    postName: z.string().nullable(),
    state: z.string(),
    dueOn: z.string().nullable(),
    originalDueOn: z.string().nullable(),
    progress: z.string().nullable(),
    result: z.string().nullable(),
    resultDocumentId: z.uuid().nullable(),
    text: z.string(),
    byPost: z.uuid(),
    byName: z.string(),
    byTitle: z.string(),
    createdAt: instant,
    completedAt: instant.nullable(),
  })
  .meta({ id: 'Assignment' });

export const IncomingDetailsSchema = z
  .object({
    id: z.uuid(),
    version: z.number(),
    state: incomingState,
    stateName: z.string(),
    space: z.enum(['government', 'party']),
    agencyId: z.uuid(),
    agencyName: z.string(),
    channel: z.string(),
    recipientKind: z.string().nullable(),
    author: z.string(),
    symbol: z.string(),
    issuedOn: z.string().nullable(),
    typeCode: z.string().nullable(),
    typeName: z.string(),
    subject: z.string(),
    urgency,
    signer: z.string(),
    pages: z.number().nullable(),
    sha256: z.string().nullable(),
    originType: z.string().nullable(),
    originId: z.uuid().nullable(),
    verdict: verdict.nullable(),
    verdictText: z.string().nullable(),
    replyDueOn: z.string().nullable(),
    arrivalNumber: z.number().nullable(),
    arrivedOn: z.string().nullable(),
    note: z.string(),
    proposal: z.string().nullable(),
    proposedByName: z.string().nullable(),
    submittedToName: z.string().nullable(),
    result: z.string().nullable(),
    returnReason: z.string().nullable(),
    returnText: z.string().nullable(),
    holderName: z.string().nullable(),
    heldSince: instant,
    createdAt: instant,
    completedAt: instant.nullable(),
    allowedActions: z.array(z.string()),
    duplicate: z
      .object({
        id: z.uuid(),
        arrivalNumber: z.number().nullable(),
        arrivedOn: z.string().nullable(),
      })
      .nullable(),
    assignments: z.array(AssignmentSchema),
    timeline: z.array(MoveSchema),
    replies: z.array(RelatedSchema),
  })
  .meta({ id: 'IncomingDocument' });

export const MyWorkRequest = z.strictObject(pageRequest);
export const WorkItemSchema = z
  .object({
    kind: z.enum(['outgoing', 'opinion', 'incoming', 'copy', 'assignment', 'confirmation']),
    id: z.uuid(),
    subjectType: z.string(),
    subjectId: z.uuid(),
    title: z.string(),
    symbol: z.string().nullable(),
    state: z.string(),
    reason: z.string(),
    dueOn: z.string().nullable(),
    urgency,
    since: instant,
  })
  .meta({ id: 'WorkItem' });
export const MyWorkPage = pageOf(WorkItemSchema).meta({ id: 'MyWorkPage' });
export const MyWorkCount = z.object({ count: z.number() }).meta({ id: 'MyWorkCount' });
