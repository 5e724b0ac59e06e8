import { FAILURES, OPEN, type Indication, type SubIndication } from './indication-types.js';
import type { ReasonCode, SignatureReport, VerificationReport, Verdict } from './report.js';

const MEANING: Readonly<Record<ReasonCode, SubIndication>> = {
  'signature-removed': 'FORMAT_FAILURE',
  'header-displaced': 'FORMAT_FAILURE',
  'byte-range-invalid': 'FORMAT_FAILURE',
  'contents-invalid': 'FORMAT_FAILURE',
  'signature-object-invalid': 'FORMAT_FAILURE',
  'cms-malformed': 'FORMAT_FAILURE',
  'cms-encapsulated-content': 'FORMAT_FAILURE',
  'cms-signer-count': 'FORMAT_FAILURE',
  'cms-content-type': 'FORMAT_FAILURE',
  'digest-mismatch': 'HASH_FAILURE',
  'signature-mismatch': 'SIG_CRYPTO_FAILURE',
  // The standard leaves what follows the signed revision to the format: here it decides.
  'modified-after-signing': 'FORMAT_FAILURE',
  'docmdp-violated': 'FORMAT_FAILURE',
  'docmdp-inconsistent': 'FORMAT_FAILURE',
  'locked-field-changed': 'FORMAT_FAILURE',
  'content-covered': 'FORMAT_FAILURE',
  'trailing-data': 'FORMAT_FAILURE',
  'update-malformed': 'FORMAT_FAILURE',
  'certificate-not-yet-valid': 'NOT_YET_VALID',
  'signer-certificate-missing': 'NO_SIGNING_CERTIFICATE_FOUND',
  'signing-certificate-mismatch': 'NO_SIGNING_CERTIFICATE_FOUND',
  'chain-untrusted': 'NO_CERTIFICATE_CHAIN_FOUND',
  'chain-constraints-violated': 'CHAIN_CONSTRAINTS_FAILURE',
  'key-usage-unsuitable': 'CHAIN_CONSTRAINTS_FAILURE',
  'extended-key-usage-unsuitable': 'CHAIN_CONSTRAINTS_FAILURE',
  'algorithm-unsupported': 'CRYPTO_CONSTRAINTS_FAILURE',
  'algorithm-weak': 'CRYPTO_CONSTRAINTS_FAILURE',
  'algorithm-ended': 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'certificate-revoked': 'REVOKED_NO_POE',
  'authority-revoked': 'REVOKED_CA_NO_POE',
  'certificate-not-valid-then': 'OUT_OF_BOUNDS_NO_POE',
  'certificate-expired-time-unproven': 'OUT_OF_BOUNDS_NO_POE',
  'chain-certificate-not-valid-then': 'OUT_OF_BOUNDS_NO_POE',
  'time-stamp-order': 'TIMESTAMP_ORDER_FAILURE',
  'time-stamp-invalid': 'SIG_CONSTRAINTS_FAILURE',
  'time-stamp-mismatch': 'SIG_CONSTRAINTS_FAILURE',
  'subfilter-unsupported': 'SIG_CONSTRAINTS_FAILURE',
  'signing-certificate-attribute-missing': 'SIG_CONSTRAINTS_FAILURE',
  'annotations-added': 'SIG_CONSTRAINTS_FAILURE',
  'signature-covers-content': 'SIG_CONSTRAINTS_FAILURE',
  'appearance-unreadable': 'SIG_CONSTRAINTS_FAILURE',
  'claimed-time-missing': 'SIG_CONSTRAINTS_FAILURE',
  'claimed-time-in-future': 'SIG_CONSTRAINTS_FAILURE',
  // A suspension may end (RFC 5280, 5.3.1).
  'certificate-suspended': 'TRY_LATER',
  'revocation-unknown': 'TRY_LATER',
};

/**
 * The standard calls these undecided, because more material could decide them. The signer named
 * another certificate than the one in the file: somebody exchanged it, and no material undoes that.
 */
const BREAKING: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['signing-certificate-mismatch']);

export type Conclusion = {
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  readonly verdict: Verdict;
};

/** What the reasons amount to: the gravest one names the sub-indication. */
export function conclude(reasons: readonly ReasonCode[]): Conclusion {
  const meant = new Set(reasons.map((reason) => MEANING[reason]));
  const failure = FAILURES.find((sub) => meant.has(sub));
  if (failure !== undefined) {
    return { indication: 'TOTAL-FAILED', subIndication: failure, verdict: 'invalid' };
  }
  const open = OPEN.find((sub) => meant.has(sub));
  if (open === undefined) {
    return { indication: 'TOTAL-PASSED', subIndication: null, verdict: 'valid' };
  }
  const isBroken = reasons.some((reason) => BREAKING.has(reason));
  const verdict = isBroken ? 'invalid' : 'unknown';
  return { indication: 'INDETERMINATE', subIndication: open, verdict };
}

/** The worst signature decides what the document is worth. */
export function documentVerdict(
  signatures: readonly Pick<SignatureReport, 'verdict'>[],
): VerificationReport['verdict'] {
  if (signatures.length === 0) return 'unsigned';
  if (signatures.some(({ verdict }) => verdict === 'invalid')) return 'invalid';
  return signatures.some(({ verdict }) => verdict === 'unknown') ? 'unknown' : 'valid';
}
