import type { SignatureScheme } from '../cms/algorithms.js';
import { elementsRead } from '../cms/der.js';
import { judgeAlgorithm, type AlgorithmPolicy } from './algorithm-policy.js';
import type { Certificate } from './certificate.js';
import type { RevocationReason } from './ocsp.js';
import type { Spend } from './signed-by.js';

/** Answers and lists that may say something about a certificate; hints, trusted for nothing. */
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
  | 'ocsp-other-certificate'
  | 'ocsp-responder-unknown'
  | 'ocsp-responder-unauthorised'
  | 'ocsp-responder-not-valid'
  | 'ocsp-signature-invalid'
  /** The responder does not know the certificate. */
  | 'ocsp-status-unknown'
  | 'ocsp-critical-extension'
  | 'ocsp-algorithm'
  /** Older than the time judged, or from the future of the judge. */
  | 'ocsp-time'
  | 'crl-malformed'
  | 'crl-signature-invalid'
  | 'crl-other-issuer'
  | 'crl-issuer-not-permitted'
  | 'crl-delta'
  | 'crl-indirect'
  | 'crl-scope'
  | 'crl-critical-extension'
  | 'crl-algorithm'
  | 'crl-time'
  | 'no-evidence';

/** What the evidence amounts to at the time judged. */
export type RevocationStatus = {
  readonly state: 'good' | 'revoked' | 'unknown';
  /** Also set on a `good` one that was revoked after the time judged. */
  readonly revokedAt?: Date;
  readonly reason?: RevocationReason;
  readonly source?: 'ocsp' | 'crl';
  /** The evidence that decided, DER. */
  readonly evidence?: Uint8Array;
  /** When the evidence was made. */
  readonly producedAt?: Date;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  /** Who signed the evidence: the issuer, or a responder that it named. */
  readonly responder?: Certificate;
  readonly problems: readonly RevocationProblemCode[];
};

/** The time judged, and who may have signed the evidence. */
export type RevocationOptions = {
  /** The moment for which the certificate must not have been revoked. */
  readonly at: Date;
  /** Certificates among which a responder's or a CRL issuer's may be found. */
  readonly pool: readonly Certificate[];
  /** The judge's own time; evidence made later than five minutes after it is refused. */
  readonly now?: Date;
  /**
   * When a piece of evidence is proven to have existed, by a time-stamp over it; without a proof it
   * exists only now. Its signer's certificate must have been valid then (EN 319 102-1, 5.2.5, 5.6.2).
   */
  readonly existedAt?: (evidence: Uint8Array) => Date | undefined;
  /**
   * When the issuer itself was revoked: its key states any time since, so that only evidence that is
   * proven to be older acquits (EN 319 102-1, 5.6.2.2.4).
   */
  readonly issuerRevokedAt?: Date | undefined;
  /** How old evidence without `nextUpdate` may be at `at`; a day when left out. */
  readonly maxAgeMs?: number;
  readonly algorithmPolicy?: AlgorithmPolicy | undefined;
  /** Pays for the judging. */
  readonly spend?: Spend;
};

/** With the evidence that may tell of whoever signed a piece; nobody asks who signed that. */
export type EvidenceOptions = RevocationOptions & { readonly others: RevocationEvidence };

export const NO_EVIDENCE: RevocationEvidence = { ocsp: [], crls: [] };

/** What one authentic piece of evidence says. */
export type Statement = {
  readonly source: 'ocsp' | 'crl';
  readonly evidence: Uint8Array;
  readonly responder: Certificate;
  readonly producedAt: Date;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly revokedAt: Date | null;
  readonly reason: RevocationReason | null;
  /** New enough for the time judged, and from a time when the issuer still answered for it. */
  readonly isFresh: boolean;
};

const DAY_MS = 86_400_000;
const SKEW_MS = 300_000;

/** Issued later than the interval of updates before the time judged (EN 319 102-1, 5.2.5.4). */
export function isFreshAt(
  { thisUpdate, nextUpdate }: { readonly thisUpdate: Date; readonly nextUpdate: Date | null },
  { at, maxAgeMs }: RevocationOptions,
): boolean {
  const until = nextUpdate?.getTime() ?? thisUpdate.getTime() + (maxAgeMs ?? DAY_MS);
  return at.getTime() <= until;
}

/** Further ahead of the judge's clock than clocks differ. */
export function isFromFuture(moment: Date, { now }: Pick<RevocationOptions, 'now'>): boolean {
  return now !== undefined && moment.getTime() > now.getTime() + SKEW_MS;
}

/** Authorities forget what has expired, unless they say how far they remember. */
export function isStillRemembered(
  { notAfter }: Certificate,
  thisUpdate: Date,
  rememberedSince: Date | null,
): boolean {
  return thisUpdate <= notAfter || (rememberedSince !== null && rememberedSince <= notAfter);
}

/** Reads a piece of evidence, whatever comes of it, and pays for each element. */
export function paid<T>(read: () => T, { spend }: RevocationOptions): T {
  const before = elementsRead();
  try {
    return read();
  } finally {
    spend?.((elementsRead() - before) * 100);
  }
}

/** Without a proof, a piece of evidence exists only now. */
export function whenSeen(der: Uint8Array, { existedAt, now, at }: RevocationOptions): Date {
  return existedAt?.(der) ?? now ?? at;
}

/**
 * Evidence that could have been forged by the time it verifiably existed says nothing: whoever can
 * forge it states any time (EN 319 102-1, 5.6.2.2).
 */
export function isWeak(
  scheme: SignatureScheme | null,
  signer: Certificate,
  seen: Date,
  { algorithmPolicy }: RevocationOptions,
): boolean {
  const { keyKind, keyBits } = signer;
  const use = { keyKind, bits: keyBits, ...(scheme === null ? {} : { digest: scheme.digest }) };
  return judgeAlgorithm(use, seen, algorithmPolicy) !== 'accepted';
}
