import { z } from 'zod';
import { textOf } from '../../../platform/errors/texts.js';
import type { EnrolledCredential, EnrolmentOwner } from '../enrolment/credential-enrolment.js';

export const EnrolledCredentialView = z
  .object({
    id: z.uuid(),
    warnings: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })),
  })
  .meta({ id: 'EnrolledCredential' });
export type EnrolledCredentialView = z.infer<typeof EnrolledCredentialView>;

/** Without an agency the certificate is the acting post's own. */
export function ownerOf(agencyId: string | undefined): EnrolmentOwner {
  return agencyId === undefined ? { kind: 'post' } : { kind: 'agency', agencyId };
}

export function toView({ id, warnings }: EnrolledCredential): EnrolledCredentialView {
  return {
    id,
    warnings: warnings.map((warning) => {
      const { vi, en } = textOf(`signing.warning-${warning}`);
      return { code: warning, vi, en };
    }),
  };
}
