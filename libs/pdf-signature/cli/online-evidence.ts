import { openPdf } from '../pdf/document.js';
import type { EvidenceSource } from '../signing/services.js';
import { partiesOf, readSignedFields, signerCertificate } from '../signing/signed-fields.js';
import type { VerifyOptions } from '../validation/report.js';
import { gatherOrNothing } from './service-flags.js';

/** Asks the allowed hosts about every signer and time-stamping authority of the file. */
export async function withEvidence(
  pdf: Uint8Array,
  options: VerifyOptions,
  source: EvidenceSource,
): Promise<VerifyOptions> {
  const certificates: Uint8Array[] = [];
  const ocsp = [...(options.evidence?.ocsp ?? [])];
  const crls = [...(options.evidence?.crls ?? [])];
  const parties = readSignedFields(openPdf(pdf, options)).flatMap(partiesOf);
  for (const { signedData, purpose } of parties) {
    const leaf = signerCertificate(signedData);
    if (leaf === null) continue;
    const found = await gatherOrNothing(source, {
      leaf: leaf.der,
      purpose,
      pool: signedData.certificates,
      known: { ocsp, crls },
    });
    certificates.push(...found.certificates);
    ocsp.push(...found.ocsp);
    crls.push(...found.crls);
  }
  return { ...options, evidence: { certificates, ocsp, crls } };
}
