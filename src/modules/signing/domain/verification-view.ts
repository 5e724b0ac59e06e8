import { z } from 'zod';
import {
  describeSignature,
  findingSentence,
  reasonSentence,
  type ReasonCode,
  type Sentence,
  type SignatureReport,
  type VerificationReport,
  verdictSentence,
} from '../../../../libs/pdf-signature/index.js';
import { changeSentence } from './change-sentence.js';

/** Raised when kept reports can no longer be read as they stand. */
export const VERIFICATION_FORMAT = 4;

const SentenceSchema = z.object({ vi: z.string(), en: z.string() });
const Verdict = z.enum(['valid', 'invalid', 'unknown']);
const Coded = z.object({ code: z.string(), vi: z.string(), en: z.string() });

const VerifiedTimeStamp = z.object({
  time: z.string(),
  authority: z.string().nullable(),
  isProof: z.boolean(),
  reasons: z.array(Coded),
});
const VerifiedRevocation = z.object({
  state: z.enum(['good', 'revoked', 'unknown']),
  source: z.enum(['ocsp', 'crl']).nullable(),
  revokedAt: z.string().nullable(),
  thisUpdate: z.string().nullable(),
  nextUpdate: z.string().nullable(),
});

/** What the rule of 2025 on signing software wants shown, per signature (TT 15/2025/TT-BKHCN). */
const VerifiedSignature = z
  .object({
    field: z.string(),
    kind: z.enum(['signature', 'time-stamp']),
    verdict: Verdict,
    /** EN 319 102-1, 5.1.3. */
    indication: z.enum(['TOTAL-PASSED', 'INDETERMINATE', 'TOTAL-FAILED']),
    subIndication: z.string().nullable(),
    level: z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']).nullable(),
    coverage: z.enum(['entire-file', 'entire-revision', 'partial']),
    signer: z.object({
      name: z.string(),
      title: z.string().nullable(),
      managingBody: z.string().nullable(),
    }),
    issuer: z.string(),
    signingTime: z.string().nullable(),
    signingTimeProven: z.boolean(),
    provenTime: z.string().nullable(),
    timeStamps: z.array(VerifiedTimeStamp),
    intact: z.boolean(),
    validAtSigning: z.boolean(),
    chainTrusted: z.boolean(),
    /** Common names from the signer to the root. */
    path: z.array(z.string()),
    revocation: VerifiedRevocation.nullable(),
    certificate: z
      .object({ serial: z.string(), notBefore: z.string(), notAfter: z.string() })
      .nullable(),
    coversWholeDocument: z.boolean(),
    revision: z.number().int(),
    changes: SentenceSchema,
    changedFields: z.array(z.string()),
    /** Which parts of the document later revisions touched. */
    findings: z.array(Coded),
    reasons: z.array(Coded),
    /** The whole judgement in sentences. */
    described: z.object({ vi: z.array(z.string()), en: z.array(z.string()) }),
  })
  .meta({ id: 'VerifiedSignature' });

export const VerificationView = z
  .object({
    sha256: z.string(),
    verdict: z.enum(['valid', 'invalid', 'unknown', 'unsigned']),
    sentence: SentenceSchema,
    revisions: z.number().int(),
    verifiedAt: z.string(),
    /** From the file alone, or with what was gathered for it from the issuers. */
    evidence: z.enum(['file', 'gathered']),
    signatures: z.array(VerifiedSignature),
    reasons: z.array(Coded),
    /** What this system remembers of the file and the file does not show. */
    memory: z.array(Coded),
  })
  .meta({ id: 'Verification' });
export type VerificationView = z.infer<typeof VerificationView>;

export function toVerificationView(
  sha256: string,
  report: VerificationReport,
  { at, evidence }: { readonly at: Date; readonly evidence: VerificationView['evidence'] },
): VerificationView {
  return {
    sha256,
    verdict: report.verdict,
    sentence: verdictSentence(report.verdict),
    revisions: report.revisions,
    verifiedAt: at.toISOString(),
    evidence,
    signatures: report.signatures.map(toSignature),
    reasons: report.reasons.map(withCode),
    memory: [],
  };
}

function toSignature(report: SignatureReport): VerificationView['signatures'][number] {
  const { kind, verdict, indication, subIndication, level, coverage, field } = report;
  return {
    ...{ field, kind, verdict, indication, subIndication, level, coverage },
    signer: {
      name: report.signer.commonName ?? '',
      title: report.signer.title,
      managingBody: report.signer.organisation,
    },
    issuer: [report.issuer.commonName, report.issuer.organisation].filter(Boolean).join(', '),
    ...timesOf(report),
    intact: report.intact,
    validAtSigning: report.certificateValidAtSigning,
    chainTrusted: report.chainTrusted,
    path: [...report.path],
    revocation: report.revocation && {
      ...report.revocation,
      source: report.revocation.source ?? null,
    },
    certificate: report.certificate && {
      serial: report.certificate.serial,
      notBefore: report.certificate.notBefore,
      notAfter: report.certificate.notAfter,
    },
    coversWholeDocument: report.coversWholeDocument,
    revision: report.revision,
    changes: changeSentence(report),
    changedFields: [...report.changedFields],
    findings: report.findings.map((code) => ({ code, ...findingSentence(code) })),
    reasons: report.reasons.map(withCode),
    described: { vi: describeSignature(report, 'vi'), en: describeSignature(report, 'en') },
  };
}

type Times = Pick<
  VerificationView['signatures'][number],
  'signingTime' | 'signingTimeProven' | 'provenTime' | 'timeStamps'
>;

function timesOf(report: SignatureReport): Times {
  return {
    signingTime: report.claimedSigningTime,
    signingTimeProven: report.timeProven,
    provenTime: report.provenSigningTime,
    timeStamps: report.timeStamps.map((stamp) => ({
      ...stamp,
      reasons: stamp.reasons.map(withCode),
    })),
  };
}

function withCode(code: ReasonCode): { code: string } & Sentence {
  return { code, ...reasonSentence(code) };
}
