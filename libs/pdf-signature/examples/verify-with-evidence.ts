import {
  evidenceClient,
  gatherEvidence,
  readTrustList,
  verifyPdf,
  type Fetcher,
  type VerificationReport,
} from '../index.js';

/**
 * Asks the authorities about every signer, then judges. The judging itself fetches nothing: the same
 * file, evidence and moment give the same report for ever. Of whom nobody answers, the verdict is
 * "unknown" (TRY_LATER), which is what is known then.
 */
export async function verifyWithEvidence(
  pdf: Uint8Array,
  trustList: string,
  fetcher: Fetcher,
  now: Date,
): Promise<VerificationReport> {
  const trustAnchors = readTrustList(trustList);
  const source = evidenceClient({ fetcher, trustAnchors, clock: { now: () => now } });
  const { material } = await gatherEvidence(pdf, source);
  return verifyPdf(pdf, { trustAnchors, at: now, evidence: material });
}
