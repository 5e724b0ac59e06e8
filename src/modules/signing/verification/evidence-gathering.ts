import {
  type EvidenceSource,
  gatherEvidence,
  readCertificate,
  type SignatureReport,
  type ValidationMaterial,
  type VerificationReport,
} from '../../../../libs/pdf-signature/index.js';

export function lacksEvidence({ signatures }: VerificationReport): boolean {
  return signatures.some(isOpen);
}

function isOpen({ verdict, revocation, certificate }: SignatureReport): boolean {
  if (verdict === 'unknown') return true;
  if (revocation?.state !== 'unknown' || certificate === null) return false;
  const { ocspUrls, crlUrls } = readCertificate(Buffer.from(certificate.der, 'base64'));
  return ocspUrls.length + crlUrls.length > 0;
}

/**
 * What the issuers say today of what is open, to be kept beside the file; one signer for whom nobody
 * answers any more stops no other.
 *
 * @throws {PdfSignatureError} nobody answers for any of them
 */
export async function gatherFor(
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
