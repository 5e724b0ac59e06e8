import { z } from 'zod';
import { textOf } from '../../../platform/errors/texts.js';
import type {
  EnrolledCredential,
  EnrolmentOutlook,
  EnrolmentOwner,
} from '../enrolment/credential-enrolment.js';
import { shownCertificate } from '../enrolment/shown-certificate.js';

const Warnings = z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() }));
const named = {
  commonName: z.string(),
  issuerName: z.string(),
  serial: z.string(),
  notAfter: z.iso.datetime(),
};

/** The certificate in use that the page has shown, and its user agreed to replace; null: none is in use. */
export const Replaces = z.uuid().nullable();

export const EnrolledCredentialView = z
  .object({ id: z.uuid(), warnings: Warnings })
  .meta({ id: 'EnrolledCredential' });
export type EnrolledCredentialView = z.infer<typeof EnrolledCredentialView>;

export const EnrolmentOutlookView = z
  .object({
    certificate: z.object({
      ...named,
      organisation: z.string().nullable(),
      title: z.string().nullable(),
      notBefore: z.iso.datetime(),
    }),
    warnings: Warnings,
    /** The certificate in use, which signs no more from then on. */
    replaces: z.object({ id: z.uuid(), ...named }).nullable(),
    confirms: z.string(),
  })
  .meta({ id: 'EnrolmentOutlook' });
export type EnrolmentOutlookView = z.infer<typeof EnrolmentOutlookView>;

/** Without an agency the certificate is the acting post's own. */
export function ownerOf(agencyId: string | undefined): EnrolmentOwner {
  return agencyId === undefined ? { kind: 'post' } : { kind: 'agency', agencyId };
}

export function toView({ id, warnings }: EnrolledCredential): EnrolledCredentialView {
  return { id, warnings: inWords(warnings) };
}

export function toOutlookView({
  certificate,
  warnings,
  replaces,
  confirms,
}: EnrolmentOutlook): EnrolmentOutlookView {
  const { organisation, title } = certificate.subject;
  const { notBefore, notAfter, ...shown } = shownCertificate(certificate);
  return {
    certificate: {
      ...{ ...shown, organisation, title },
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
    },
    warnings: inWords(warnings),
    replaces: replaces && { ...replaces, notAfter: replaces.notAfter.toISOString() },
    confirms,
  };
}

function inWords(warnings: EnrolledCredential['warnings']): z.infer<typeof Warnings> {
  return warnings.map((warning) => {
    const { vi, en } = textOf(`signing.warning-${warning}`);
    return { code: warning, vi, en };
  });
}
