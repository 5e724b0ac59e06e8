import type { DigestAlgorithm } from '../cms/oids.js';
import type { RevocationEvidence } from '../pki/revocation.js';
import type { TrustPurpose } from '../pki/trust.js';

/** Whoever gives RFC 3161 tokens: `timeStampClient`, or a stand-in. */
export type TimeStamper = {
  /**
   * A TimeStampToken (DER) over a digest.
   *
   * @throws PdfSignatureError `time-stamp.unavailable` when no authority answers as it must: what
   *   waits for the token goes on waiting, no other clock stands in.
   */
  readonly stamp: (imprint: Uint8Array, digestAlgorithm: DigestAlgorithm) => Promise<Uint8Array>;
};

/** What a document security store holds (ISO 32000-2, 12.8.4.3); everything DER. */
export type ValidationMaterial = {
  readonly certificates: readonly Uint8Array[];
  readonly ocsp: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
};

/** A certificate to be proven, and others among which its issuers may be. */
export type EvidenceRequest = {
  readonly leaf: Uint8Array;
  readonly purpose: TrustPurpose;
  readonly pool: readonly Uint8Array[];
  /** What the document holds already; it is used when it is good enough. */
  readonly known: RevocationEvidence;
};

/** Whoever gathers certificates, OCSP answers and CRLs: `evidenceClient`, or a stand-in. */
export type EvidenceSource = {
  /** @throws PdfSignatureError `evidence.unavailable` naming the certificate without evidence. */
  readonly gather: (request: EvidenceRequest) => Promise<ValidationMaterial>;
};
