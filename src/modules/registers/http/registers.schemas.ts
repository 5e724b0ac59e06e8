import { z } from 'zod';
import { pageOf, pageRequest } from '../../../platform/http/paging.js';

export const AgencyParam = z.strictObject({ agencyId: z.uuid() });

const range = {
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Year, or the Party's term: `2026`, `nk-2025-2030`. */
  period: z
    .string()
    .regex(/^(\d{4}|nk-\d{4}-\d{4})$/)
    .optional(),
  typeGroup: z.string().max(60).optional(),
  fromNumber: z.coerce.number().int().min(1).max(1_000_000).optional(),
  toNumber: z.coerce.number().int().min(1).max(1_000_000).optional(),
};

export const BookRequest = z.strictObject(range);
export const ListEntriesRequest = z.strictObject({ ...range, ...pageRequest });
const copyType = z.enum(['certified-copy', 'secondary-copy', 'excerpt-copy']);
export const CopyBookRequest = z.strictObject({ ...range, typeCode: copyType.optional() });
export const ListCopyEntriesRequest = z.strictObject({
  ...range,
  ...pageRequest,
  typeCode: copyType.optional(),
});
export const SeriesRequest = z.strictObject({ period: range.period });

export const OutgoingEntrySchema = z
  .object({
    id: z.uuid(),
    number: z.number(),
    symbol: z.string(),
    issuedOn: z.string(),
    documentId: z.uuid().nullable(),
    typeCode: z.string(),
    typeName: z.string(),
    subject: z.string(),
    signer: z.string(),
    recipients: z.string(),
    keptBy: z.string(),
    copies: z.number(),
    dispatchedOn: z.string().nullable(),
    receipt: z.string(),
    note: z.string(),
    voidReason: z.string().nullable(),
    typeGroup: z.string(),
  })
  .meta({ id: 'OutgoingRegisterEntry' });

export const IncomingEntrySchema = z
  .object({
    id: z.uuid(),
    number: z.number(),
    arrivedOn: z.string(),
    incomingDocumentId: z.uuid().nullable(),
    author: z.string(),
    symbol: z.string(),
    issuedOn: z.string().nullable(),
    typeName: z.string(),
    subject: z.string(),
    receiver: z.string(),
    handedOn: z.string().nullable(),
    receipt: z.string(),
    note: z.string(),
  })
  .meta({ id: 'IncomingRegisterEntry' });

export const CopyEntrySchema = z
  .object({
    id: z.uuid(),
    number: z.number(),
    symbol: z.string(),
    issuedOn: z.string(),
    copyId: z.uuid(),
    typeCode: copyType,
    subject: z.string(),
    signer: z.string(),
    recipients: z.string(),
    keptBy: z.string(),
    copies: z.number(),
    note: z.string(),
  })
  .meta({ id: 'CopyRegisterEntry' });

export const CopyEntriesPage = pageOf(CopyEntrySchema).meta({ id: 'CopyRegisterPage' });
export const OutgoingEntriesPage = pageOf(OutgoingEntrySchema).meta({ id: 'OutgoingRegisterPage' });
export const IncomingEntriesPage = pageOf(IncomingEntrySchema).meta({ id: 'IncomingRegisterPage' });

export const SeriesList = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        register: z.enum(['outgoing', 'incoming', 'copies']),
        period: z.string(),
        typeGroup: z.string(),
        openedAt: z.number(),
        last: z.number(),
        lastOn: z.string().nullable(),
        state: z.enum(['open', 'closed']),
        gaps: z.array(
          z.object({
            from: z.number(),
            to: z.number(),
            kind: z.enum(['earlier-book', 'voided', 'unexplained']),
            reason: z.string(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'NumberSeriesList' });
