import type { SignedData } from '../cms/cms-parse.js';
import { openPdf } from '../pdf/document.js';
import type { EvidenceSource } from '../signing/services.js';
import { readSignedFields, readTokens, signerCertificate } from '../signing/signed-fields.js';
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
  for (const { signedData, purpose } of signersOf(pdf, options)) {
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

type Signed = {
  readonly signedData: SignedData;
  readonly purpose: 'signature' | 'time-stamp';
};

function signersOf(pdf: Uint8Array, options: VerifyOptions): Signed[] {
  return readSignedFields(openPdf(pdf, options)).flatMap(({ isTimeStamp, signedData, tokens }) => [
    { signedData, purpose: isTimeStamp ? ('time-stamp' as const) : ('signature' as const) },
    ...readTokens(tokens).map((token) => ({ signedData: token, purpose: 'time-stamp' as const })),
  ]);
}
