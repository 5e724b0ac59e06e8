import { z } from 'zod';
import { pageOf, pageRequest } from '../../../platform/http/paging.js';
import { instant } from './document.schemas.js';

const typeCode = z.enum(['certified-copy', 'secondary-copy', 'excerpt-copy']);
const form = z.enum(['paper', 'electronic']);
const sourceType = z.enum(['incoming-document', 'outgoing-document', 'copy']);
const page = z.number().int().min(1).max(5000);
const pageRange = z.strictObject({ first: page, last: page });

export const CreateCopyRequest = z
  .strictObject({
    typeCode,
    source: z.strictObject({ type: sourceType, id: z.uuid() }),
    /** What was received is a certified copy itself: a secondary copy is made of such. */
    isCertifiedCopy: z.boolean().optional(),
    to: form,
    /** Of an excerpt, counted from 1. */
    pages: z.array(pageRange).min(1).max(100).optional(),
    /** The scan of a certified copy on paper, or the excerpt as it was set again. */
    fileSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    signerPostId: z.uuid(),
    recipients: z.string().trim().max(2000).default(''),
    keptBy: z.string().trim().max(200).default(''),
    copies: z.number().int().min(1).max(999).default(1),
  })
  .meta({ id: 'CreateCopy' });
export const CopyCreated = z.object({ copyId: z.uuid() }).meta({ id: 'CreatedCopy' });
export const CopyListQuery = z.strictObject({
  sourceId: z.uuid().optional(),
  waiting: z
    .enum(['true', 'false'])
    .optional()
    .transform((value) => value === 'true'),
  ...pageRequest,
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
    agencyId: z.uuid(),
    sourceTitle: z.string(),
    pages: z.array(pageRange).nullable(),
    sourceForm: form,
    targetForm: form,
    askedByName: z.string(),
    signerName: z.string(),
    recipients: z.string(),
    keptBy: z.string(),
    copies: z.number(),
    symbol: z.string().nullable(),
    issuedOn: z.string().nullable(),
    reason: z.string().nullable(),
    createdAt: instant,
    allowedActions: z.array(z.enum(['approve', 'refuse', 'seal'])),
  })
  .meta({ id: 'DocumentCopy' });
export const CopyPage = pageOf(CopySchema).meta({ id: 'DocumentCopies' });
