import {
  type EvidenceSource,
  extendSignatures,
  gatherEvidence,
  PdfSignatureError,
  readCertificate,
  type SignatureReport,
  type ValidationMaterial,
  type VerificationReport,
} from '../../../../libs/pdf-signature/index.js';
import { isUnderTimeStamp } from '../domain/verification-end.js';

export function lacksEvidence({ signatures }: VerificationReport): boolean {
  return signatures.some(isOpen);
}

function isOpen({ verdict, revocation, certificate }: SignatureReport): boolean {
  if (verdict === 'unknown') return true;
  if (revocation?.state !== 'unknown' || certificate === null) return false;
  const { ocspUrls, crlUrls } = readCertificate(Buffer.from(certificate.der, 'base64'));
  return ocspUrls.length + crlUrls.length > 0;
}

/** What the issuers say today of the certificates in a file, to be kept beside it. */
export function gatherFor(
  pdf: Uint8Array,
  report: VerificationReport,
  evidence: EvidenceSource,
): Promise<ValidationMaterial> {
  return isUnderTimeStamp(report) ? gatherByFile(pdf, evidence) : gatherOpen(pdf, report, evidence);
}

/** As a renewal would gather it, with the chains that stand in the file; what it appends is dropped. */
async function gatherByFile(
  pdf: Uint8Array,
  evidence: EvidenceSource,
): Promise<ValidationMaterial> {
  const parts: ValidationMaterial[] = [];
  await extendSignatures(pdf, 'B-LT', {
    evidence: {
      gather: async (request) => {
        const part = await evidence.gather(request);
        parts.push(part);
        return part;
      },
    },
    timeStamper: { stamp: () => Promise.reject(new PdfSignatureError('time-stamp.unavailable')) },
  });
  return merged(parts);
}

/** For what is open; a certificate for which nobody answers any more stops no other. */
async function gatherOpen(
  pdf: Uint8Array,
  { signatures }: VerificationReport,
  evidence: EvidenceSource,
): Promise<ValidationMaterial> {
  const fields = signatures.filter(isOpen).map(({ field }) => field);
  const { material, missing } = await gatherEvidence(pdf, evidence, { fields });
  const [failure] = missing;
  if (material.certificates.length === 0 && failure !== undefined) throw failure;
  return material;
}

function merged(parts: readonly ValidationMaterial[]): ValidationMaterial {
  return {
    certificates: parts.flatMap(({ certificates }) => certificates),
    ocsp: parts.flatMap(({ ocsp }) => ocsp),
    crls: parts.flatMap(({ crls }) => crls),
  };
}
