import { z } from 'zod';
import { instant } from './document.schemas.js';

const typeCode = z.enum(['certified-copy', 'secondary-copy', 'excerpt-copy']);
const form = z.enum(['paper', 'electronic']);
const sourceType = z.enum(['incoming-document', 'outgoing-document', 'copy']);
const page = z.number().int().min(1).max(5000);

export const CreateCopyRequest = z
  .strictObject({
    typeCode,
    source: z.strictObject({ type: sourceType, id: z.uuid() }),
    to: form,
    /** Of an excerpt, counted from 1. */
    pages: z.strictObject({ first: page, last: page }).optional(),
    signerPostId: z.uuid(),
    recipients: z.string().trim().max(2000).default(''),
    keptBy: z.string().trim().max(200).default(''),
    copies: z.number().int().min(1).max(999).default(1),
  })
  .meta({ id: 'CreateCopy' });
export const CopyCreated = z.object({ copyId: z.uuid() }).meta({ id: 'CreatedCopy' });
export const SealCopyRequest = z
  .strictObject({ pin: z.string().min(4).max(64) })
  .meta({ id: 'SealCopy' });
export const CopyListQuery = z.strictObject({
  sourceId: z.uuid().optional(),
  waiting: z
    .enum(['true', 'false'])
    .optional()
    .transform((value) => value === 'true'),
});

export const CopySchema = z
  .object({
    id: z.uuid(),
    typeCode,
    /** `SAO Y`, `SAO LỤC`, `TRÍCH SAO`. */
    typeName: z.string(),
    state: z.enum(['awaiting-approval', 'awaiting-seal', 'issued', 'refused']),
    sourceType,
    sourceId: z.uuid(),
    sourceTitle: z.string(),
    sourceForm: form,
    targetForm: form,
    askedByName: z.string(),
    signerName: z.string(),
    symbol: z.string().nullable(),
    issuedOn: z.string().nullable(),
    reason: z.string().nullable(),
    createdAt: instant,
    allowedActions: z.array(z.enum(['approve', 'refuse', 'seal'])),
  })
  .meta({ id: 'DocumentCopy' });
export const CopyPage = z.object({ items: z.array(CopySchema) }).meta({ id: 'DocumentCopies' });
