import {
  evidenceClient,
  PdfSignatureError,
  readTrustList,
  verifyPdf,
  type Fetcher,
  type ValidationMaterial,
  type VerificationReport,
} from '../index.js';

/**
 * Asks the authorities about every signer, then judges. The judging itself fetches nothing: the same
 * file, evidence and moment give the same report for ever.
 */
export async function verifyWithEvidence(
  pdf: Uint8Array,
  trustList: string,
  fetcher: Fetcher,
  now: Date,
): Promise<VerificationReport> {
  const trustAnchors = readTrustList(trustList);
  const source = evidenceClient({ fetcher, trustAnchors, clock: { now: () => now } });
  const evidence = {
    certificates: [] as Uint8Array[],
    ocsp: [] as Uint8Array[],
    crls: [] as Uint8Array[],
  };
  for (const { certificate, kind } of verifyPdf(pdf, { trustAnchors, at: now }).signatures) {
    if (certificate === null) continue;
    try {
      const leaf = Buffer.from(certificate.der, 'base64');
      add(evidence, await source.gather({ leaf, purpose: kind, pool: [], known: evidence }));
    } catch (error) {
      // Without evidence the verdict is "unknown" (TRY_LATER), which is what is known then.
      if (!(error instanceof PdfSignatureError)) throw error;
    }
  }
  return verifyPdf(pdf, { trustAnchors, at: now, evidence });
}

type Pile = { readonly [K in keyof ValidationMaterial]: Uint8Array[] };

function add(pile: Pile, more: ValidationMaterial): void {
  pile.certificates.push(...more.certificates);
  pile.ocsp.push(...more.ocsp);
  pile.crls.push(...more.crls);
}
