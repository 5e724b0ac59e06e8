import { z } from 'zod';
import {
  reasonSentence,
  type ReasonCode,
  type Sentence,
  type SignatureReport,
  type VerificationReport,
} from '../../../../libs/pdf-signature/index.js';
import { changeSentence, documentSentence, signatureSentence } from './verification-sentences.js';

const SentenceSchema = z.object({ vi: z.string(), en: z.string() });
const Verdict = z.enum(['valid', 'invalid', 'unknown']);

/** What the rule of 2025 on signing software wants shown, per signature (TT 15/2025/TT-BKHCN). */
export const VerifiedSignature = z
  .object({
    field: z.string(),
    verdict: Verdict,
    sentence: SentenceSchema,
    signer: z.object({
      name: z.string(),
      title: z.string().nullable(),
      managingBody: z.string().nullable(),
    }),
    issuer: z.string(),
    signingTime: z.string().nullable(),
    signingTimeProven: z.boolean(),
    intact: z.boolean(),
    validAtSigning: z.boolean(),
    chainTrusted: z.boolean(),
    certificate: z
      .object({ serial: z.string(), notBefore: z.string(), notAfter: z.string() })
      .nullable(),
    coversWholeDocument: z.boolean(),
    revision: z.number().int(),
    changes: SentenceSchema,
    changedFields: z.array(z.string()),
    reasons: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })),
  })
  .meta({ id: 'VerifiedSignature' });

export const VerificationView = z
  .object({
    sha256: z.string(),
    verdict: z.enum(['valid', 'invalid', 'unknown', 'unsigned']),
    sentence: SentenceSchema,
    revisions: z.number().int(),
    signatures: z.array(VerifiedSignature),
    reasons: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })),
  })
  .meta({ id: 'Verification' });
export type VerificationView = z.infer<typeof VerificationView>;

export function toVerificationView(sha256: string, report: VerificationReport): VerificationView {
  return {
    sha256,
    verdict: report.verdict,
    sentence: documentSentence(report),
    revisions: report.revisions,
    signatures: report.signatures.map(toSignature),
    reasons: report.reasons.map(withCode),
  };
}

function toSignature(report: SignatureReport): VerificationView['signatures'][number] {
  return {
    field: report.field,
    verdict: report.verdict,
    sentence: signatureSentence(report),
    signer: {
      name: report.signer.commonName ?? '',
      title: report.signer.title ?? null,
      managingBody: report.signer.organisation ?? null,
    },
    issuer: [report.issuer.commonName, report.issuer.organisation].filter(Boolean).join(', '),
    signingTime: report.claimedSigningTime,
    signingTimeProven: report.timeProven,
    intact: report.intact,
    validAtSigning: report.certificateValidAtSigning,
    chainTrusted: report.chainTrusted,
    certificate: report.certificate && {
      serial: report.certificate.serial,
      notBefore: report.certificate.notBefore,
      notAfter: report.certificate.notAfter,
    },
    coversWholeDocument: report.coversWholeDocument,
    revision: report.revision,
    changes: changeSentence(report),
    changedFields: [...report.changedFields],
    reasons: report.reasons.map(withCode),
  };
}

function withCode(code: ReasonCode): { code: string } & Sentence {
  return { code, ...reasonSentence(code) };
}
