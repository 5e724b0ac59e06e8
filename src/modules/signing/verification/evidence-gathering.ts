import {
  allowedHostsFetcher,
  evidenceClient,
  type EvidenceSource,
  type Fetcher,
  gatherEvidence,
  PdfSignatureError,
  readCertificate,
  type SignatureReport,
  type TrustAnchor,
  type ValidationMaterial,
  type VerificationReport,
} from '../../../../libs/pdf-signature/index.js';

/** Somebody waits: an authority that is slow counts as one that is down. */
const ANSWER_WITHIN_MS = 3_000;
const ASK_FOR_MS = 8_000;

/** Who may be asked, from which moment on: plain data, so that a thread can be told. */
export type Asking = {
  readonly hosts: readonly string[];
  readonly trustAnchors: readonly TrustAnchor[];
  readonly at: Date;
};

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

/**
 * The same while somebody waits: whatever a file names, it ends within seconds. Null when nobody
 * answers in time.
 */
export async function gatherAtOnce(
  pdf: Uint8Array,
  report: VerificationReport,
  asking: Asking,
): Promise<ValidationMaterial | null> {
  try {
    const gathered = await gatherFor(pdf, report, sourceAtOnce(asking));
    return gathered.ocsp.length + gathered.crls.length > 0 ? gathered : null;
  } catch (error) {
    if (error instanceof PdfSignatureError) return null;
    throw error;
  }
}

function sourceAtOnce({ hosts, trustAnchors, at }: Asking): EvidenceSource {
  const started = performance.now();
  const enough = AbortSignal.timeout(ASK_FOR_MS);
  const allowed = allowedHostsFetcher(hosts);
  const fetcher: Fetcher = (request) =>
    enough.aborted
      ? Promise.reject(new PdfSignatureError('fetch.failed', { detail: 'out of time' }))
      : allowed(request);
  return evidenceClient({
    ...{ fetcher, trustAnchors },
    // As the verdict has it (docs/adr/0010): evidence is wanted of whoever names a place to ask.
    revocation: 'when-named',
    timeoutMs: ANSWER_WITHIN_MS,
    clock: { now: () => new Date(at.getTime() + performance.now() - started) },
  });
}
