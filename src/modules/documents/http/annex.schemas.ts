import { z } from 'zod';
import { instant } from './document.schemas.js';

export const AnnexParam = z.strictObject({ id: z.uuid(), annexId: z.uuid() });
export type AnnexParam = z.infer<typeof AnnexParam>;

export const ReceivedAnnexes = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        ordinal: z.number(),
        name: z.string(),
        size: z.number(),
        signedAt: instant.nullable(),
        verdict: z.enum(['valid', 'invalid', 'unknown', 'unsigned']),
        sentence: z.object({ vi: z.string(), en: z.string() }),
      }),
    ),
  })
  .meta({ id: 'ReceivedAnnexes' });
